package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of responses are read whatever table the client asks for, within bounds. */
final class Http2ResponseTapTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final byte HEADERS = 1;
  private static final byte END_STREAM_AND_HEADERS = 5;

  /** A table of that size is an array of 32 MB before anything is in it. */
  private static final long HUGE_TABLE = 1L << 28;

  private static final long FEW_BYTES = 4L << 20;

  private final SampleRecording recording =
      new SampleRecording(1, Map.of("capture-headers", "true"));
  private final Map<Integer, CapturedExchange> exchanges = new HashMap<>();
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private final EmbeddedChannel channel = new EmbeddedChannel(tap());

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4096, 65536})
  void aTableOfAUsualSizeIsFollowed(long size) throws Exception {
    encoder.configuration().maxHeaderTableSize(size);
    send(1);
    send(3);
    assertThat(List.of(answerOn(1), answerOn(3))).containsOnly(Map.of("x-any", "value"));
    assertThat(recording.errors).isEmpty();
  }

  @Test
  void aTableOfAHugeSizeEndsTheCaptureAndTakesNoMemory() throws Exception {
    send(1);
    encoder.configuration().maxHeaderTableSize(HUGE_TABLE);
    ByteBuf frame = frame(3);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    channel.writeOutbound(frame);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_BYTES);
    send(5);

    assertThat(channel.outboundMessages()).hasSize(3);
    assertThat(recording.errors).hasSize(1);
    assertThat(answerOn(1)).isEqualTo(Map.of("x-any", "value"));
    assertThat(exchange(3).isAnswered()).isFalse();
    assertThat(exchange(5).isAnswered()).isFalse();
  }

  private Http2ResponseTap tap() {
    try {
      return new Http2ResponseTap(this::exchange, true, recording.internalErrors);
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
  }

  private CapturedExchange exchange(int stream) {
    PayloadCapture capture = Objects.requireNonNull(recording.recorder.payloads());
    return exchanges.computeIfAbsent(stream, id -> capture.open());
  }

  private Map<String, Object> answerOn(int stream) {
    return Objects.requireNonNull(exchange(stream).response()).headers();
  }

  private void send(int stream) throws Http2Exception {
    channel.writeOutbound(frame(stream));
  }

  private ByteBuf frame(int stream) throws Http2Exception {
    Http2Headers headers = new DefaultHttp2Headers().status("200").set("x-any", "value");
    ByteBuf block = Unpooled.buffer();
    encoder.encodeHeaders(stream, headers, block);
    ByteBuf frame = Unpooled.buffer().writeMedium(block.readableBytes());
    frame.writeByte(HEADERS).writeByte(END_STREAM_AND_HEADERS).writeInt(stream).writeBytes(block);
    return frame;
  }
}
