package io.routeflow.micronaut.export.ingest;

import io.micronaut.context.ApplicationContext;
import io.netty.buffer.ByteBuf;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.event.EventBatch;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import suite.bench.SampleEvent;

/** One event as JSON, as part of a batch of 512. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {

  private static final int EVENTS = 512;

  private final EventBatch batch =
      new EventBatch(new UUID(1, 2), Collections.nCopies(EVENTS, SampleEvent.EVENT));
  private @Nullable BatchEncoder encoder;

  /** Makes the encoder. */
  @Setup
  public void start() {
    try (ApplicationContext context = ApplicationContext.run(Map.of("spec.name", "bench"))) {
      encoder = new BatchEncoder(context.getBean(RouteflowConfiguration.class));
    }
  }

  /** One batch. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int encode() throws IOException {
    ByteBuf buffer = Objects.requireNonNull(encoder).encode(batch, Instant.EPOCH);
    int bytes = buffer.readableBytes();
    buffer.release();
    return bytes;
  }
}
