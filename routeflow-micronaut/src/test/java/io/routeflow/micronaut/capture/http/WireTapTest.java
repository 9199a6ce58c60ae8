package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.RequestEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WireTapTest {

  private final SampleRecording scope = new SampleRecording();
  private final WireTap tap = new WireTap(scope.recorder, scope.internalErrors);
  private final EmbeddedChannel channel = new EmbeddedChannel(tap);

  @AfterEach
  void noErrorAndNothingLeft() {
    channel.finishAndReleaseAll();
    assertThat(scope.errors).isEmpty();
  }

  @Test
  void aFullResponseEndsTheRequest() {
    read("/a");
    writeFull(201);
    assertThat(statuses()).containsExactly(201);
  }

  @Test
  void aStreamedResponseEndsWithItsLastContent() {
    read("/a");
    channel.writeOutbound(head(200));
    channel.writeOutbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
    assertThat(scope.events()).isEmpty();
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(statuses()).containsExactly(200);
  }

  @Test
  void pipelinedRequestsGetTheirOwnAnswers() {
    HttpRequest first = read("/a");
    read("/health");
    HttpRequest third = read("/c");
    assertThat(tap.scopeOf(first)).isNotNull().isNotSameAs(tap.scopeOf(third));

    writeFull(200);
    writeFull(503);
    writeFull(404);

    assertThat(statuses()).containsExactly(200, 404);
    assertThat(tap.scopeOf(first)).isNull();
  }

  @Test
  void aConnectionThatEndsInTheMiddleOfAHeadIsNoRequest() {
    for (String beginning :
        List.of("G", "GET /a", "GET /a HTTP/1.1\r\n", "GET /a HTTP/1.1\r\nHost: a")) {
      EmbeddedChannel scanned =
          new EmbeddedChannel(
              new HttpServerCodec(), new WireTap(scope.recorder, scope.internalErrors));
      scanned.writeInbound(Unpooled.copiedBuffer(beginning, StandardCharsets.US_ASCII));
      scanned.finishAndReleaseAll();

      assertThat(scope.events()).as(beginning).isEmpty();
    }
  }

  @Test
  void informationalResponsesAreNotTheAnswer() {
    read("/a");
    writeFull(100);
    writeFull(102);
    assertThat(scope.events()).isEmpty();
    writeFull(200);
    assertThat(statuses()).containsExactly(200);
  }

  @Test
  void switchingProtocolsIsTheAnswer() {
    read("/socket");
    channel.writeOutbound(head(101));
    channel.writeOutbound(Unpooled.EMPTY_BUFFER);
    assertThat(statuses()).containsExactly(101);
  }

  @Test
  void aClientThatLeavesEndsEveryRequestThatIsOwedAnAnswer() {
    read("/a");
    read("/b");
    channel.writeOutbound(head(200));
    channel.pipeline().fireChannelInactive();

    List<RequestEvent> events = scope.events();
    assertThat(events).extracting(RequestEvent::statusCode).containsExactly(200, 499);
    assertThat(events).extracting(RequestEvent::status).containsOnly(EventStatus.WARNING);
    assertThat(events)
        .allMatch(event -> event.attributes().containsKey(RequestEvent.CLIENT_DISCONNECTED));
  }

  @Test
  void aClientThatLeavesWithAllAnnouncedBytesHasItsAnswer() {
    read("/a");
    DefaultHttpResponse head = head(200);
    HttpUtil.setContentLength(head, 6);
    channel.writeOutbound(head, bytes(4));
    channel.writeOutbound(bytes(2));
    channel.pipeline().fireChannelInactive();

    RequestEvent event = scope.events().get(0);
    assertThat(event.status()).isEqualTo(EventStatus.SUCCESS);
    assertThat(event.attributes()).isEmpty();
  }

  @Test
  void aClientThatLeavesWithLessThanAnnouncedHasLeft() {
    read("/a");
    DefaultHttpResponse head = head(200);
    HttpUtil.setContentLength(head, 6);
    channel.writeOutbound(head, bytes(5));
    channel.pipeline().fireChannelInactive();
    assertThat(scope.events().get(0).status()).isEqualTo(EventStatus.WARNING);
  }

  @Test
  void anAnnouncedLengthThatIsNoNumberIsTheApplicationsAffair() {
    read("/a");
    DefaultHttpResponse head = head(200);
    head.headers().set("Content-Length", "many");
    channel.writeOutbound(head, LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(statuses()).containsExactly(200);
  }

  @Test
  void requestsSentAheadOfTheLastAnswerAreNoEvents() {
    read("/a");
    read("/b");
    writeLast();
    read("/c");
    channel.close().syncUninterruptibly();

    assertThat(scope.events()).extracting(RequestEvent::statusCode).containsExactly(200);
  }

  /** The framework carries out what was sent ahead, although it will not send what comes of it. */
  @Test
  void requestsSentAheadThatAreCarriedOutHaveFailed() {
    HttpRequest first = read("/a");
    HttpRequest second = read("/b");
    assertThat(tap.scopeOf(first)).isNotNull();
    assertThat(tap.scopeOf(second)).isNotNull();
    writeLast();
    HttpRequest third = read("/c");
    assertThat(tap.scopeOf(third)).isNotNull();
    read("/d");
    writeFull(200);
    channel.close().syncUninterruptibly();

    List<RequestEvent> events = scope.events();
    assertThat(events).extracting(RequestEvent::statusCode).containsExactly(200, 500, 500);
    assertThat(events)
        .extracting(RequestEvent::status)
        .containsExactly(EventStatus.SUCCESS, EventStatus.FAILED, EventStatus.FAILED);
    assertThat(events).allMatch(event -> event.attributes().isEmpty());
  }

  @Test
  void aConnectionThatGoesOnAfterItsLastAnswerKeepsNothing() {
    read("/a");
    writeLast();
    for (int i = 0; i < 3; i++) {
      HttpRequest more = read("/b");
      assertThat(tap.scopeOf(more)).isNotNull();
      writeFull(200);
      assertThat(tap.scopeOf(more)).isNull();
    }
    assertThat(statuses()).containsExactly(200, 500, 500, 500);
  }

  @Test
  void aRequestThatIsPutTogetherIsTheSame() {
    WireTap other = new WireTap(scope.recorder, scope.internalErrors);
    EmbeddedChannel aggregating = new EmbeddedChannel(other, new HttpObjectAggregator(100));
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/a");
    aggregating.writeInbound(request, LastHttpContent.EMPTY_LAST_CONTENT);
    FullHttpRequest whole = aggregating.readInbound();
    assertThat(whole).isNotSameAs(request);
    assertThat(other.scopeOf(whole)).isNotNull();
    whole.release();
    aggregating.finishAndReleaseAll();
    assertThat(statuses()).hasSize(1);
  }

  @Test
  void aServerThatClosesHasBrokenOff() {
    read("/a");
    channel.writeOutbound(head(200));
    channel.close().syncUninterruptibly();

    RequestEvent event = scope.events().get(0);
    assertThat(event.status()).isEqualTo(EventStatus.FAILED);
    assertThat(event.attributes()).isEmpty();
  }

  @Test
  void aConnectionThatClosesBetweenRequestsIsNoEvent() {
    read("/a");
    writeFull(200);
    scope.events();
    channel.close().syncUninterruptibly();
    assertThat(scope.events()).isEmpty();
  }

  @Test
  void ignoredRequestsAreNoEvents() {
    HttpRequest request = read("/health/liveness?x");
    assertThat(tap.scopeOf(request)).isNull();
    writeFull(200);
    assertThat(scope.events()).isEmpty();
    assertThat(scope.ledger.snapshot(0, 0, 0, Map.of()).captured()).isZero();
  }

  @Test
  void aRequestLineThatCannotBeReadNamesNoMethod() {
    HttpRequest request =
        new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/bad-request");
    request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("canary")));
    channel.writeInbound(request);
    writeFull(400);
    RequestEvent event = scope.events().get(0);
    assertThat(event.method()).isEqualTo(RequestEvent.OTHER_METHOD);
    assertThat(event.path()).isEqualTo(RequestEvent.UNMATCHED);
  }

  @Test
  void anAnswerWithoutARequestIsNoEvent() {
    writeFull(408);
    assertThat(scope.events()).isEmpty();
  }

  @Test
  void sampledOutRequestsAreCountedAndNoEvents() {
    SampleRecording none = new SampleRecording(0);
    EmbeddedChannel other = new EmbeddedChannel(new WireTap(none.recorder, none.internalErrors));
    other.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/a"));
    other.writeOutbound(
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(200)));
    other.finishAndReleaseAll();

    assertThat(none.events()).isEmpty();
    assertThat(none.ledger.snapshot(0, 0, 0, Map.of()).captured()).isEqualTo(1);
    assertThat(none.ledger.snapshot(0, 0, 0, Map.of()).droppedTotal()).isEqualTo(1);
  }

  private HttpRequest read(String target) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
    channel.writeInbound(request);
    return request;
  }

  private void writeFull(int status) {
    channel.writeOutbound(
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status)));
  }

  private void writeLast() {
    DefaultFullHttpResponse last =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    last.headers().set("connection", "close");
    channel.writeOutbound(last);
  }

  private static DefaultHttpResponse head(int status) {
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
  }

  private static DefaultHttpContent bytes(int count) {
    return new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[count]));
  }

  private List<Integer> statuses() {
    return scope.events().stream().map(RequestEvent::statusCode).toList();
  }
}
