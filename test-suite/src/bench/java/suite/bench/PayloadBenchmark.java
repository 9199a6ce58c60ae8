package suite.bench;

import io.micronaut.context.ApplicationContext;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.capture.payload.MessageHead;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.capture.payload.PayloadCaptureProvider;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.queue.EventLedger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A JSON body of 10 KiB that comes in two parts: copied, masked, and made a part of an event. With
 * {@code -prof gc}: at most three times its bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PayloadBenchmark {

  private static final int SIZE = 10 * 1024;
  private static final int FIRST_PART = 8 * 1024;

  private final byte[] body = body();
  private final ByteBuf first = Unpooled.wrappedBuffer(body, 0, FIRST_PART);
  private final ByteBuf second = Unpooled.wrappedBuffer(body, FIRST_PART, body.length - FIRST_PART);
  private final List<Map.Entry<CharSequence, CharSequence>> head =
      List.of(
          Map.entry("content-type", "application/json"),
          Map.entry("content-length", String.valueOf(body.length)));
  private @Nullable ApplicationContext context;
  private @Nullable PayloadCapture capture;

  /** With bodies of requests switched on. */
  @Setup
  public void start() {
    ApplicationContext started =
        ApplicationContext.run(
            Map.of("routeflow.capture-request-body", true, "micronaut.security.enabled", false));
    context = started;
    capture =
        new PayloadCaptureProvider(
                started.getBean(LenientReader.class), started.getBean(EventLedger.class))
            .requests();
  }

  /** Ends the context. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(context).close();
  }

  /** From the first byte to the payload. */
  @Benchmark
  public @Nullable Payload capture() {
    CapturedExchange exchange = Objects.requireNonNull(capture).open();
    exchange.requestHead(MessageHead.of(head.iterator(), false), null);
    exchange.requestData(first);
    exchange.requestData(second);
    exchange.requestEnd();
    exchange.close();
    Payload payload = exchange.request();
    exchange.release();
    return payload;
  }

  /** Orders with two masked values each. */
  private static byte[] body() {
    StringBuilder json = new StringBuilder("{\"orders\":[");
    for (int i = 0; json.length() < SIZE - 400; i++) {
      json.append(i > 0 ? "," : "")
          .append("{\"id\":" + (100_000 + i) + ",\"customer\":{\"name\":\"Anna Example " + i)
          .append("\",\"password\":\"s3cr3t-" + i + "\"},\"total\":19.5,")
          .append("\"card_number\":\"4111111111111111\",\"note\":null}");
    }
    json.append("],\"note\":\"");
    json.append("x".repeat(SIZE - json.length() - 2)).append("\"}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
