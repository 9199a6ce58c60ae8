package io.routeflow.micronaut.capture.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.capture.payload.PayloadCaptures;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.queue.EventLedger;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a connection of a client shows of the contents of calls, and what it costs where none is.
 */
final class ClientTapTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 4_000;
  private static final String BODY = "{\"n\":1}";

  private final List<Throwable> errors = new ArrayList<>();
  private final InternalErrors internalErrors =
      new InternalErrors(() -> (where, error) -> errors.add(error));

  @AfterEach
  void noError() {
    assertThat(errors).isEmpty();
  }

  @Test
  void withoutPayloadsItAllocatesNothingForACall() {
    EmbeddedChannel bare = new EmbeddedChannel(new ChannelDuplexHandler());
    EmbeddedChannel tapped = new EmbeddedChannel();
    tapped.pipeline().addLast(ClientTap.on(tapped, null, internalErrors));
    assertThat(perCall(tapped) - perCall(bare)).isLessThanOrEqualTo(8);
  }

  @Test
  void itCopiesTheCallThatIsExpectedAndNoOther() {
    CallPayloads payloads = new CallPayloads(capture());
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(ClientTap.on(channel, payloads, internalErrors));
    FullHttpRequest request = request();
    CallPayload expected = Objects.requireNonNull(payloads.expect(request.headers()));
    exchange(channel, request, response());
    expected.close();
    Payload sent = Objects.requireNonNull(expected.sent());
    assertThat(sent.body()).isEqualTo(BODY);
    assertThat(Objects.requireNonNull(expected.received()).body()).isEqualTo(BODY);
    assertThat(request.content().readableBytes()).as("left as it was").isEqualTo(BODY.length());

    long before = expected.variableBytes();
    exchange(channel, request(), response());
    assertThat(expected.variableBytes()).isEqualTo(before);
    channel.finishAndReleaseAll();
  }

  private static @Nullable PayloadCapture captureOrNull() {
    return new PayloadCaptures(
            SampleConfiguration.reader(Map.of("external-calls.capture-payloads", "true")),
            new EventLedger())
        .calls();
  }

  private static PayloadCapture capture() {
    return Objects.requireNonNull(captureOrNull());
  }

  private static long perCall(EmbeddedChannel channel) {
    FullHttpRequest request = request();
    FullHttpResponse response = response();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        exchange(channel, request, response);
      }
      least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS);
    }
    return least;
  }

  private static void exchange(
      EmbeddedChannel channel, FullHttpRequest request, FullHttpResponse response) {
    channel.writeOutbound(request);
    channel.outboundMessages().clear();
    channel.writeInbound(response);
    channel.inboundMessages().clear();
  }

  private static FullHttpRequest request() {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            "/",
            Unpooled.copiedBuffer(BODY, StandardCharsets.UTF_8));
    request.headers().set("Content-Type", "application/json");
    return request;
  }

  private static FullHttpResponse response() {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK,
            Unpooled.copiedBuffer(BODY, StandardCharsets.UTF_8));
    response.headers().set("Content-Type", "application/json");
    return response;
  }
}
