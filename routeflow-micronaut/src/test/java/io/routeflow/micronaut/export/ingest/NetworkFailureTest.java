package io.routeflow.micronaut.export.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.exceptions.HttpClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class NetworkFailureTest {

  @Test
  void theCauseIsToldInWordsWithoutTheMessageOfTheException() {
    assertThat(told(new ConnectException("canary"))).isEqualTo("connection refused");
    assertThat(told(new UnknownHostException("canary"))).isEqualTo("unknown host");
    assertThat(told(new SSLHandshakeException("canary"))).isEqualTo("TLS failure");
  }

  @Test
  void whatHasNoWordsIsToldByItsClass() {
    assertThat(told(new IOException("canary"))).isEqualTo("IOException");
  }

  private static String told(Exception cause) {
    return NetworkFailure.inWords(new HttpClientException("canary", cause));
  }
}
