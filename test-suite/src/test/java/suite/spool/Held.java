package suite.spool;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import suite.support.FakeIngest;

/** Each attempt ends when the test says so. */
@Requires(property = "spec.name", value = Held.SPEC)
@Singleton
final class Held implements EventExporter {

  static final String SPEC = "spool.Held";

  /** It alone has a spool, and an attempt that has failed is made again soon. */
  static final Map<String, Object> SETTINGS =
      Map.of(
          "routeflow.spool.enabled", false,
          "routeflow.destinations.held.spool.enabled", true,
          "routeflow.destinations.held.max-attempts", 1,
          "routeflow.destinations.held.retry-base-ms", 50,
          "routeflow.destinations.held.timeout-ms", 60_000,
          "routeflow.destinations.held.flush-interval-ms", 20);

  private final BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();

  @Override
  public String name() {
    return "held";
  }

  @Override
  public CompletionStage<ExportResult> export(EventBatch batch) {
    CompletableFuture<ExportResult> result = new CompletableFuture<>();
    attempts.add(new Attempt(batch.id(), result));
    return result;
  }

  Attempt next() {
    try {
      return Objects.requireNonNull(
          attempts.poll(FakeIngest.PATIENCE.toSeconds(), TimeUnit.SECONDS), "another attempt");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Whether there is no attempt that {@link #next} has not returned. */
  boolean hasNoOther() {
    return attempts.isEmpty();
  }

  record Attempt(UUID id, CompletableFuture<ExportResult> result) {

    void fail() {
      result.complete(new ExportResult.Retry(DropReason.HTTP_5XX, "held", null));
    }

    void accept() {
      result.complete(ExportResult.accepted());
    }
  }
}
