package io.routeflow.micronaut.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.exceptions.HttpClientException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkFailureTest {

  @Test
  void theCauseIsDescribedWithoutTheMessageOfTheException() {
    assertThat(told(new ConnectException("canary"))).isEqualTo("connection refused");
    assertThat(told(new UnknownHostException("canary"))).isEqualTo("unknown host");
    assertThat(told(new SSLHandshakeException("canary"))).isEqualTo("TLS failure");
    assertThat(told(new BackgroundResolver.Timeout()))
        .isEqualTo("the name service does not answer");
    assertThat(told(new ConnectTimeoutException("canary"))).isEqualTo("no answer in time");
    assertThat(told(new TooLongHttpContentException("canary"))).isEqualTo("the answer is too long");
    assertThat(told(new ClosedChannelException())).isEqualTo("connection closed before the answer");
    assertThat(told(new TimeoutException("canary"))).isEqualTo("no answer in time");
    assertThat(told(new IOException("canary"))).isEqualTo("connection failed");
    assertThat(told(new DecoderException("canary"))).isEqualTo("the answer is not HTTP");
    assertThat(told(new DecoderException(new SSLException("canary")))).isEqualTo("TLS failure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection reset",
        "Connection reset by peer",
        "Broken pipe",
        "Socket closed",
        "Software caused connection abort"
      })
  void aSocketThatThePeerHasEndedWasClosed(String message) {
    assertThat(told(new SocketException(message))).isEqualTo("connection closed before the answer");
  }

  @Test
  void whatKeepsAConnectionFromBeingOpenedIsNoAnswerOfTheReceiver() {
    assertThat(
            told(
                new HttpProxyHandler.HttpProxyConnectException(
                    "canary, status: 407", EmptyHttpHeaders.INSTANCE)))
        .isEqualTo("the proxy refuses the connection");
    assertThat(told(new ProxyConnectException("http, none, /proxy => /canary, timeout")))
        .isEqualTo("no answer in time");
    assertThat(told(new NoRouteToHostException("canary"))).isEqualTo("no route to the host");
    assertThat(told(new ConnectException("Connection timed out: canary")))
        .isEqualTo("no answer in time");
    for (SocketException own :
        List.of(
            new SocketException("Too many open files"),
            new SocketException("Network is unreachable"),
            new SocketException(),
            new BindException("Cannot assign requested address"))) {
      assertThat(told(own)).isEqualTo("no connection can be opened");
    }
  }

  @Test
  void whatHasNoDescriptionIsNamedByItsClass() {
    assertThat(told(new IllegalStateException("canary"))).isEqualTo("IllegalStateException");
  }

  private static String told(Exception cause) {
    return NetworkFailure.describe(new HttpClientException("canary", cause));
  }
}
