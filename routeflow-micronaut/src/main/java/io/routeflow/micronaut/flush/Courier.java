package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.EventExporter;
import io.routeflow.micronaut.ExportResult;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.Ledger;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees each batch through to one outcome: accepted, or dropped for a reason, after as many attempts
 * as the settings allow.
 */
@Singleton
final class Courier {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  /** Longest obedience to a {@code Retry-After}. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(60);

  private final Exporters exporters;
  private final DeliveryThread thread;
  private final Ledger ledger;
  private final Progress progress;
  private final DebugLog debug;
  private final Backoff backoff;
  private final Duration timeout;
  private final int maxAttempts;
  private final RateLimitGate gate = new RateLimitGate(System.nanoTime());
  private final OutageReport outage = new OutageReport();

  /** Bounded by the batches that may be under way at a time. */
  private final Set<Delivery> underWay = ConcurrentHashMap.newKeySet();

  private volatile Runnable onOutcome = () -> {};

  Courier(
      RouteflowConfiguration configuration,
      Exporters exporters,
      DeliveryThread thread,
      Ledger ledger,
      Progress progress,
      DebugLog debug) {
    this.exporters = exporters;
    this.thread = thread;
    this.ledger = ledger;
    this.progress = progress;
    this.debug = debug;
    this.backoff = new Backoff(configuration.retryBase());
    this.timeout = configuration.timeout();
    this.maxAttempts = configuration.maxAttempts();
  }

  /** Tells whom to call when a batch has its outcome and room for another is there. */
  void onOutcome(Runnable listener) {
    onOutcome = listener;
  }

  boolean isGateOpen() {
    return gate.isOpen(System.nanoTime());
  }

  /** Starts the delivery of a batch; for the delivery thread only. */
  void send(EventBatch batch) {
    progress.batchStarted();
    Delivery delivery = new Delivery(batch);
    underWay.add(delivery);
    exporters.showOthers(batch);
    EventExporter exporter = exporters.primary().orElse(null);
    if (exporter == null) {
      drop(delivery, DropReason.NO_EXPORTER);
    } else {
      attempt(delivery, exporter);
    }
  }

  /** Gives up whatever has no outcome yet. */
  void abandonAll() {
    underWay.forEach(delivery -> drop(delivery, DropReason.SHUTDOWN));
  }

  private void attempt(Delivery delivery, EventExporter exporter) {
    Integer attempt = delivery.begin();
    if (attempt == null) {
      return;
    }
    CompletableFuture<ExportResult> answer = export(delivery.batch(), exporter);
    Future<?> guard =
        thread.schedule(
            () -> giveUpWaiting(delivery, exporter, attempt, answer), timeout.toNanos());
    answer.whenComplete(
        (result, error) -> {
          guard.cancel(false);
          if (delivery.end(attempt)) {
            conclude(delivery, exporter, result != null ? result : failure(error));
          }
        });
  }

  private static CompletableFuture<ExportResult> export(EventBatch batch, EventExporter exporter) {
    try {
      CompletionStage<ExportResult> stage = exporter.export(batch);
      return stage.toCompletableFuture();
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void giveUpWaiting(
      Delivery delivery, EventExporter exporter, int attempt, Future<ExportResult> answer) {
    if (delivery.end(attempt)) {
      answer.cancel(true);
      String cause = "no answer within " + timeout.toMillis() + " ms";
      conclude(delivery, exporter, new ExportResult.Retry(DropReason.HTTP_5XX, cause, null));
    }
  }

  private static ExportResult failure(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    LOG.debug("Delivery failed", cause);
    String name = cause == null ? "no result" : cause.getClass().getSimpleName();
    return new ExportResult.Retry(DropReason.HTTP_5XX, name, null);
  }

  private void conclude(Delivery delivery, EventExporter exporter, ExportResult result) {
    debug.outcome(delivery.batch(), delivery.attempts(), result);
    if (result instanceof ExportResult.Accepted) {
      accept(delivery);
    } else if (result instanceof ExportResult.Retry retry) {
      failed(retry.cause());
      if (retry.retryAfter() != null) {
        closeGate(bounded(retry.retryAfter()));
      }
      retryOrDrop(delivery, exporter, retry);
    } else if (result instanceof ExportResult.TooLarge tooLarge) {
      halve(delivery, tooLarge);
    } else if (result instanceof ExportResult.Rejected rejected) {
      failed(rejected.cause());
      drop(delivery, rejected.reason(), rejected.cause());
    }
  }

  private void closeGate(Duration time) {
    gate.closeFor(time, System.nanoTime());
    thread.schedule(onOutcome, time.toNanos());
  }

  private void accept(Delivery delivery) {
    if (!delivery.settle()) {
      return;
    }
    ledger.sent(delivery.batch().size());
    String line = outage.recovered(Instant.now());
    if (line != null) {
      LOG.info(line);
    }
    done(delivery);
  }

  private void retryOrDrop(Delivery delivery, EventExporter exporter, ExportResult.Retry retry) {
    if (delivery.attempts() >= maxAttempts) {
      drop(delivery, retry.reason(), retry.cause());
      return;
    }
    ledger.retried();
    Duration wait = backoff.delay(delivery.attempts(), ThreadLocalRandom.current());
    Duration closed = gate.remaining(System.nanoTime());
    thread.schedule(() -> attempt(delivery, exporter), Math.max(wait.toNanos(), closed.toNanos()));
  }

  private void halve(Delivery delivery, ExportResult.TooLarge tooLarge) {
    EventBatch batch = delivery.batch();
    if (batch.size() == 1) {
      failed(tooLarge.cause());
      drop(delivery, tooLarge.reason(), tooLarge.cause());
      return;
    }
    int half = batch.size() / 2;
    thread.execute(
        () -> {
          if (delivery.settle()) {
            underWay.remove(delivery);
            progress.batchEnded();
            send(new EventBatch(BatchMaker.newId(), batch.events().subList(0, half)));
            send(new EventBatch(BatchMaker.newId(), batch.events().subList(half, batch.size())));
          }
        });
  }

  private void failed(String cause) {
    Instant now = Instant.now();
    ledger.failedAt(now);
    warn(outage.failed(cause, now));
  }

  private void drop(Delivery delivery, DropReason reason, String cause) {
    warn(outage.lost(delivery.batch().size(), cause, Instant.now()));
    drop(delivery, reason);
  }

  private void drop(Delivery delivery, DropReason reason) {
    if (delivery.settle()) {
      ledger.dropped(reason, delivery.batch().size());
      done(delivery);
    }
  }

  private void done(Delivery delivery) {
    underWay.remove(delivery);
    progress.batchEnded();
    progress.finished(delivery.batch().size());
    onOutcome.run();
  }

  private static void warn(@Nullable String line) {
    if (line != null) {
      LOG.warn(line);
    }
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
  }
}
