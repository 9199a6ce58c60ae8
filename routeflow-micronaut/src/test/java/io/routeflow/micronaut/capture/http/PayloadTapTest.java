package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.event.RequestEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What passes is the same object with the same indexes and references, captured or not. */
final class PayloadTapTest {

  private static final Map<String, String> ALL =
      Map.of("capture-request-body", "true", "capture-response-body", "true");

  @Test
  void whereNothingIsAskedForNothingIsThere() {
    assertThat(new SampleRecording().recorder.payloads()).isNull();
    assertThat(new SampleRecording(1, ALL).recorder.payloads()).isNotNull();
  }

  @Test
  void buffersPassAsTheyCame() {
    SampleRecording recording = new SampleRecording(1, ALL);
    WireTap tap = new WireTap(recording.recorder, recording.internalErrors);
    EmbeddedChannel channel = new EmbeddedChannel(tap);
    DefaultHttpRequest request =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/a");
    request.headers().set("Content-Type", "application/json");
    DefaultHttpContent part = new DefaultHttpContent(bytes("..{\"pin\":"));
    part.content().readerIndex(2);
    DefaultLastHttpContent last = new DefaultLastHttpContent(bytes("1}"));
    channel.writeInbound(request, part, last);
    Objects.requireNonNull(tap.scopeOf(request)).matched(RouteName.UNMATCHED);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, bytes("{\"otp\":2}"));
    response.headers().set("Content-Type", "application/json");
    channel.writeOutbound(response);

    assertThat(channel.inboundMessages()).containsExactly(request, part, last);
    assertThat(channel.outboundMessages()).containsExactly(response);
    assertThat(part.content().readerIndex()).isEqualTo(2);
    for (ByteBuf buffer : List.of(part.content(), last.content(), response.content())) {
      assertThat(buffer.refCnt()).isEqualTo(1);
      assertThat(buffer.isReadable()).isTrue();
    }
    RequestEvent event = recording.events().get(0);
    assertThat(bodyOf(event.parts().request())).isEqualTo("{\"pin\":\"[MASKED]\"}");
    assertThat(bodyOf(event.parts().response())).isEqualTo("{\"otp\":\"[MASKED]\"}");
    assertThat(recording.errors).isEmpty();
    channel.finishAndReleaseAll();
  }

  /** Its route may be one that is ignored. */
  @Test
  void ofARequestWhoseRouteWasNeverSeenNoBodyIsKept() {
    SampleRecording recording = new SampleRecording(1, ALL);
    EmbeddedChannel channel =
        new EmbeddedChannel(new WireTap(recording.recorder, recording.internalErrors));
    DefaultHttpRequest request =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/a");
    request.headers().set("Content-Type", "application/json");
    channel.writeInbound(request, new DefaultLastHttpContent(bytes("{\"a\":1}")));
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, bytes("[2]"));
    response.headers().set("Content-Type", "application/json");
    channel.writeOutbound(response);

    RequestEvent event = recording.events().get(0);
    assertOmitted(event.parts().request(), 7);
    assertOmitted(event.parts().response(), 3);
    channel.finishAndReleaseAll();
  }

  private static void assertOmitted(@Nullable Payload payload, long size) {
    assertThat(payload)
        .extracting(Payload::omitted, Payload::sizeBytes, Payload::body)
        .containsExactly(Payload.Omitted.REDACTION, size, null);
  }

  /** As the answer to {@code HEAD}, or 304: the head is that of a file, and nothing follows. */
  @Test
  void whereNoBodyFollowsNoneIsLeftOut() {
    assertThat(responseTo(LastHttpContent.EMPTY_LAST_CONTENT)).isNull();
  }

  @Test
  void aStreamThatNeverGotToItsFirstByteIsLeftOut() {
    assertThat(responseTo(new DefaultHttpContent(Unpooled.EMPTY_BUFFER)))
        .extracting(Payload::omitted)
        .isEqualTo(Payload.Omitted.STREAMED);
  }

  private static @Nullable Payload responseTo(HttpContent body) {
    SampleRecording recording = new SampleRecording(1, ALL);
    EmbeddedChannel channel =
        new EmbeddedChannel(new WireTap(recording.recorder, recording.internalErrors));
    channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.HEAD, "/a"));
    DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("Content-Type", "application/json").set("Content-Length", 7);
    channel.writeOutbound(head, body);
    channel.finishAndReleaseAll();
    assertThat(recording.errors).isEmpty();
    return recording.events().get(0).parts().response();
  }

  @Test
  void aBufferThatCannotBeReadIsPassedOnAndReported() {
    SampleRecording recording = new SampleRecording(1, ALL);
    EmbeddedChannel channel =
        new EmbeddedChannel(new WireTap(recording.recorder, recording.internalErrors));
    DefaultHttpRequest request =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/a");
    request.headers().set("Content-Type", "application/json");
    DefaultHttpContent released = new DefaultHttpContent(bytes("{}"));
    released.release();
    channel.writeInbound(request, released);

    assertThat(channel.inboundMessages()).hasSize(2);
    assertThat(recording.errors).hasSize(1);
  }

  private static @Nullable String bodyOf(@Nullable Payload payload) {
    return payload == null ? null : payload.body();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }
}
