package io.routeflow.micronaut.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.exceptions.HttpClientException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpContentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class NetworkFailureTest {

  @Test
  void theCauseIsToldInWordsWithoutTheMessageOfTheException() {
    assertThat(told(new ConnectException("canary"))).isEqualTo("connection refused");
    assertThat(told(new UnknownHostException("canary"))).isEqualTo("unknown host");
    assertThat(told(new SSLHandshakeException("canary"))).isEqualTo("TLS failure");
    assertThat(told(new BackgroundResolver.Timeout()))
        .isEqualTo("the name service does not answer");
    assertThat(told(new ConnectTimeoutException("canary"))).isEqualTo("no answer in time");
    assertThat(told(new SocketException("canary")))
        .isEqualTo("connection closed before the answer");
    assertThat(told(new TooLongHttpContentException("canary"))).isEqualTo("the answer is too long");
    assertThat(told(new ClosedChannelException())).isEqualTo("connection closed before the answer");
    assertThat(told(new TimeoutException("canary"))).isEqualTo("no answer in time");
    assertThat(told(new IOException("canary"))).isEqualTo("connection failed");
    assertThat(told(new DecoderException("canary"))).isEqualTo("the answer is not HTTP");
    assertThat(told(new DecoderException(new SSLException("canary")))).isEqualTo("TLS failure");
  }

  @Test
  void whatHasNoWordsIsToldByItsClass() {
    assertThat(told(new IllegalStateException("canary"))).isEqualTo("IllegalStateException");
  }

  private static String told(Exception cause) {
    return NetworkFailure.describe(new HttpClientException("canary", cause));
  }
}
