package io.routeflow.micronaut.export.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.ExportResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeliveryChannelTest {

  private static final String ID = "0199f0c2-7d1e-7c3a-9a55-0c2f6a1be001";
  private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

  private static final StatusRules RULES =
      new StatusRules("routeflow.ingest-key", "routeflow.endpoint", "routeflow.ingest-path");

  private final DefaultEventLoopGroup group = new DefaultEventLoopGroup(1);
  private final DeliveryConnections connections = new DeliveryConnections(group, true);
  private final List<Throwable> errors = new ArrayList<>();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new HttpClientCodec(), new DeliveryChannel(connections), new Client());

  @AfterEach
  void releaseEverything() {
    channel.finishAndReleaseAll();
    var unused = group.shutdownGracefully();
  }

  @Test
  void aRequestOfAnAttemptThatWasGivenUpIsNotSentAndItsBodyIsReleased() {
    connections.begin(ID, RULES).end();
    ByteBuf body = Unpooled.buffer().writeInt(1);
    channel.writeOutbound(request(body));

    assertThat((Object) channel.readOutbound()).isNull();
    assertThat(body.refCnt()).isZero();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anAttemptThatIsGivenUpClosesItsConnection() {
    var attempt = connections.begin(ID, RULES);
    send();
    receive("HTTP/1.1 202 Accepted\r\nContent-Le");
    attempt.end();

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anAttemptWhoseAnswerWasReadLeavesItsConnectionOpen() {
    var attempt = connections.begin(ID, RULES);
    send();
    receive(ACCEPTED);
    attempt.end();

    assertThat(channel.isOpen()).isTrue();
    assertThat(statuses()).containsExactly(202);
  }

  @Test
  void theAnswerIsPassedOnWithoutItsBodyOnceItIsComplete() {
    connections.begin(ID, RULES);
    send();
    receive("HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\n01234");
    assertThat((Object) channel.readInbound()).isNull();
    receive("56789");

    assertThat((Object) channel.readInbound()).isInstanceOf(HttpResponse.class);
    assertThat((Object) channel.readInbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 199})
  void anInformationalAnswerIsSkipped(int status) {
    connections.begin(ID, RULES);
    send();
    receive("HTTP/1.1 " + status + " Wait\r\nLink: </a>\r\n\r\n");
    assertThat(statuses()).isEmpty();
    receive("HTTP/1.1 " + status + " Wait\r\n\r\n" + ACCEPTED);

    assertThat(statuses()).containsExactly(202);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aFloodOfInformationalAnswersIsOneFailure() {
    connections.begin(ID, RULES);
    send();
    receive("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(DeliveryChannel.MAX_INFORMATIONAL + 1));
    receive("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1000));

    assertThat(errors).hasSize(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 42, 99, 101, 600, 999})
  void aStatusThatIsNoFinalAnswerIsNotedAndOneFailure(int status) {
    var attempt = connections.begin(ID, RULES);
    send();
    receive("HTTP/1.1 " + status + " Nonsense\r\nContent-Length: 0\r\n\r\n!?");

    assertThat(errors).hasSize(1);
    assertThat(statuses()).isEmpty();
    assertThat(attempt.answer())
        .isEqualTo(new ExportResult.Retry(DropReason.HTTP_5XX, "status " + status, null));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void theAnswerIsNotedWithItsRetryAfter() {
    var attempt = connections.begin(ID, RULES);
    send();
    assertThat(attempt.answer()).isNull();
    receive("HTTP/1.1 503 No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");

    assertThat(attempt.answer())
        .isEqualTo(
            new ExportResult.Retry(DropReason.HTTP_5XX, "status 503", Duration.ofSeconds(7)));
  }

  @Test
  void aBodyWithoutEndIsOneFailureWhoseStatusCounts() {
    DeliveryConnections.Attempt attempt = connections.begin(ID, RULES);
    send();
    receive("HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n");
    String chunk = "400\r\n" + "x".repeat(1024) + "\r\n";
    for (int i = 0; i <= DeliveryChannel.MAX_ANSWER_BYTES / 1024 + 10; i++) {
      receive(chunk);
    }

    assertThat(errors).hasSize(1);
    assertThat(statuses()).isEmpty();
    assertThat(attempt.answer()).isEqualTo(ExportResult.accepted());
  }

  @Test
  void anAnswerThatIsNoHttpIsOneFailure() {
    connections.begin(ID, RULES);
    send();
    receive("SSH-2.0-OpenSSH_9.6\r\nmore of it\r\n\r\nand more\r\n");

    assertThat(errors).isEmpty();
    HttpResponse response = channel.readInbound();
    assertThat(response.decoderResult().isFailure()).isTrue();
    assertThat((Object) channel.readInbound()).isNull();
  }

  @Test
  void anUnaskedAnswerClosesTheConnectionInSilence() {
    receive("HTTP/1.1 408 Request Timeout\r\nContent-Length: 2\r\n\r\nno");

    assertThat((Object) channel.readInbound()).isNull();
    assertThat(channel.isOpen()).isFalse();
    assertThat(errors).isEmpty();
  }

  @Test
  void aSecondAnswerToOneRequestClosesTheConnectionInSilence() {
    connections.begin(ID, RULES);
    send();
    receive(ACCEPTED + ACCEPTED);

    assertThat(statuses()).containsExactly(202);
    assertThat(channel.isOpen()).isFalse();
    assertThat(errors).isEmpty();
  }

  @Test
  void anErrorOfAnIdleConnectionClosesItInSilence() {
    channel.pipeline().fireExceptionCaught(new IOException("reset"));

    assertThat(errors).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void theFirstErrorOfAnAttemptIsPassedOnAndNoOther() {
    connections.begin(ID, RULES);
    send();
    channel.pipeline().fireExceptionCaught(new IOException("reset"));
    channel.pipeline().fireExceptionCaught(new IOException("reset again"));

    assertThat(errors).singleElement().satisfies(e -> assertThat(e).hasMessage("reset"));
  }

  private void send() {
    channel.writeOutbound(request(Unpooled.buffer().writeInt(1)));
    channel.releaseOutbound();
  }

  private static DefaultFullHttpRequest request(ByteBuf body) {
    var request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/events", body);
    request.headers().set(DeliveryConnections.IDEMPOTENCY_KEY, ID);
    request.headers().set("Content-Length", body.readableBytes());
    return request;
  }

  private void receive(String text) {
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    }
  }

  private List<Integer> statuses() {
    var statuses = new ArrayList<Integer>();
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      if (part instanceof HttpResponse response) {
        statuses.add(response.status().code());
      }
    }
    return statuses;
  }

  /** What Micronaut's client gets. */
  private final class Client extends ChannelInboundHandlerAdapter {

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      errors.add(cause);
    }
  }
}
