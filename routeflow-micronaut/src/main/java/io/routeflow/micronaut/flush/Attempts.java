package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.EventExporter;
import io.routeflow.micronaut.ExportResult;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.InternalErrors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes single attempts. Whatever an exporter does, each attempt gets exactly one outcome, and gets
 * it on the delivery thread: the answer, the error or the end of the time, whichever is first.
 */
final class Attempts {

  private final DeliveryThread thread;
  private final InternalErrors errors;
  private final Duration timeout;

  Attempts(RouteflowConfiguration configuration, DeliveryThread thread, InternalErrors errors) {
    this.thread = thread;
    this.errors = errors;
    this.timeout = configuration.timeout();
  }

  /** Starts an attempt; for the delivery thread only. */
  void start(EventBatch batch, EventExporter exporter, Consumer<ExportResult> outcome) {
    CompletableFuture<ExportResult> answer = export(batch, exporter);
    Once once = new Once(outcome);
    Future<?> limit = thread.schedule(() -> giveUp(once, answer), timeout.toNanos());
    CompletableFuture<?> unused =
        answer.whenComplete(
            (result, error) ->
                thread.execute(
                    () -> {
                      limit.cancel(false);
                      once.accept(result, error);
                    }));
  }

  private static CompletableFuture<ExportResult> export(EventBatch batch, EventExporter exporter) {
    try {
      return exporter.export(batch).toCompletableFuture();
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void giveUp(Once once, Future<?> answer) {
    String cause = "no answer within " + timeout.toMillis() + " ms";
    once.accept(new ExportResult.Retry(DropReason.HTTP_5XX, cause, null), null);
    answer.cancel(true);
  }

  /** An exporter says what went wrong by its result; an exception is a defect of its own. */
  private ExportResult failure(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    Throwable told = cause != null ? cause : new NullPointerException("an exporter has no result");
    errors.report("export", told);
    return new ExportResult.Retry(DropReason.HTTP_5XX, told.getClass().getSimpleName(), null);
  }

  /** Passes the first outcome on. Confined to the delivery thread. */
  private final class Once {

    private final Consumer<ExportResult> outcome;
    private boolean passed;

    Once(Consumer<ExportResult> outcome) {
      this.outcome = outcome;
    }

    void accept(@Nullable ExportResult result, @Nullable Throwable error) {
      if (!passed) {
        passed = true;
        outcome.accept(result != null ? result : failure(error));
      }
    }
  }
}
