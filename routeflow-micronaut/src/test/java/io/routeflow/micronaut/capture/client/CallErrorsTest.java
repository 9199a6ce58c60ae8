package io.routeflow.micronaut.capture.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** An error is named by the class that says most. */
final class CallErrorsTest {

  @Test
  void aWrapperSaysNothing() {
    var refused = new HttpClientException("x", new ConnectException("secret"));
    assertThat(CallErrors.nameOf(refused)).isEqualTo("java.net.ConnectException");
    assertThat(CallErrors.nameOf(new HttpClientException("x")))
        .isEqualTo("io.micronaut.http.client.exceptions.HttpClientException");
  }

  @Test
  void aSpecialOneSaysEnough() {
    assertThat(CallErrors.nameOf(ReadTimeoutException.TIMEOUT_EXCEPTION))
        .isEqualTo("io.micronaut.http.client.exceptions.ReadTimeoutException");
  }

  @Test
  void aHiddenClassIsNamedByItsSuperclass() {
    assertThat(CallErrors.nameOf(new IOException("x") {})).isEqualTo("java.io.IOException");
    assertThat(CallErrors.nameOf(new Refused())).isEqualTo("java.net.ConnectException");
  }

  /** An application catches it by that name. */
  @Test
  void anOpenClassIsNamedWhereverItIsWritten() {
    assertThat(CallErrors.nameOf(new Declined())).isEqualTo(Declined.class.getName());
    class Local extends Declined {}
    assertThat(CallErrors.nameOf(new Local())).isEqualTo(Declined.class.getName());
    assertThat(CallErrors.nameOf(new Hidden())).isEqualTo(Declined.class.getName());
  }

  private static final class Refused extends ConnectException {}

  public static class Declined extends IOException {}

  private static final class Hidden extends Declined {}
}
