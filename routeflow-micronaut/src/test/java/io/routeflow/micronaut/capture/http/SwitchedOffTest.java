package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.queue.PendingEvent;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is switched off costs a request nothing: no object more than its recording, and nothing in
 * its event. Counted in bytes of the thread; no time is measured.
 */
final class SwitchedOffTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int REQUESTS = 4_000;

  /**
   * An object that is always made differs in every turn, what the compiler does by turn does not.
   */
  private static final int MAX_TURNS = 12;

  private static final long SAME = 16;

  /** The recording of one request, with room for what a compiler does not take away. */
  private static final long RECORDING = 400;

  private static final Map<String, String> OFF =
      Map.of(
          "capture-request-body", "false",
          "capture-response-body", "false",
          "capture-headers", "false",
          "capture-request-url", "false",
          "external-calls.enabled", "false",
          "external-calls.capture-payloads", "false");

  @Test
  void aRequestAllocatesItsRecordingAndNoMore() {
    long bare = perRequest(new ChannelInboundHandlerAdapter(), null);
    long off = Long.MAX_VALUE;
    long byDefault = Long.MAX_VALUE;
    // in turns, since the compiler takes more away in what runs later
    for (int turn = 0; turn < MAX_TURNS && !isSame(off, byDefault); turn++) {
      off = Math.min(off, perRequest(OFF));
      byDefault = Math.min(byDefault, perRequest(Map.of()));
    }
    assertThat(off - bare).as("%d B without, %d B with", bare, off).isLessThan(RECORDING);
    assertThat(isSame(off, byDefault))
        .as("what is off by default is off: %d B, %d B", off, byDefault)
        .isTrue();
  }

  @Test
  void theCountSeesWhatIsSwitchedOn() {
    long off = perRequest(OFF);
    long on = perRequest(Map.of("capture-headers", "true", "capture-request-body", "true"));
    assertThat(on - off).isGreaterThan(200);
  }

  @Test
  void theEventHasNoPartsAndTheRecordingNoNotes() {
    SampleRecording recording = new SampleRecording(1, OFF);
    EmbeddedChannel channel =
        new EmbeddedChannel(new WireTap(recording.recorder, recording.internalErrors));
    exchange(channel, request(), response());
    assertThat(recording.events())
        .singleElement()
        .satisfies(event -> assertThat(event.parts()).isSameAs(EventParts.NONE));
    channel.finishAndReleaseAll();
  }

  private static boolean isSame(long off, long byDefault) {
    return off < Long.MAX_VALUE && Math.abs(off - byDefault) <= SAME;
  }

  private static long perRequest(Map<String, String> settings) {
    SampleRecording recording = new SampleRecording(1, settings);
    return perRequest(new WireTap(recording.recorder, recording.internalErrors), recording);
  }

  private static long perRequest(
      ChannelHandler handler, @org.jspecify.annotations.Nullable SampleRecording recording) {
    EmbeddedChannel channel = new EmbeddedChannel(handler);
    FullHttpRequest request = request();
    FullHttpResponse response = response();
    long least = Long.MAX_VALUE;
    // the first rounds load classes and let buffers grow
    for (int round = 0; round < 4; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < REQUESTS; i++) {
        exchange(channel, request, response);
        if (recording != null) {
          // so that the queue takes the next one; what leaves it is garbage already counted
          PendingEvent taken;
          do {
            taken = recording.queue.poll();
          } while (taken != null);
        }
      }
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, bytes / REQUESTS);
    }
    request.release();
    response.release();
    return least;
  }

  private static void exchange(
      EmbeddedChannel channel, FullHttpRequest request, FullHttpResponse response) {
    channel.writeInbound(request);
    channel.inboundMessages().clear();
    channel.writeOutbound(response);
    channel.outboundMessages().clear();
  }

  private static FullHttpRequest request() {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, "/orders/7", Unpooled.buffer(1));
    request.headers().set("Host", "a.example").set("X-Any", "value");
    return request;
  }

  private static FullHttpResponse response() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.buffer(1));
  }
}
