package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes single attempts. Whatever an exporter does, each attempt gets exactly one outcome, and gets
 * it on the lane's thread: the answer, the error or the end of the time, whichever is first. The
 * exporter is called there too, or on a thread beside it where the lane must not wait for it.
 */
final class ExportAttempt {

  private final String destination;
  private final EventExporter exporter;
  private final DeliveryThread thread;
  private final DeliveryThread caller;
  private final InternalErrors errors;
  private final Duration timeout;

  /**
   * See the class.
   *
   * @param thread of the lane
   * @param caller calls the exporter; may be the same
   */
  ExportAttempt(
      String destination,
      EventExporter exporter,
      DeliveryThread thread,
      DeliveryThread caller,
      InternalErrors errors,
      Duration timeout) {
    this.destination = destination;
    this.exporter = exporter;
    this.thread = thread;
    this.caller = caller;
    this.errors = errors;
    this.timeout = timeout;
  }

  /** Starts an attempt; for the lane's thread only. */
  void start(EventBatch batch, Consumer<ExportResult> outcome) {
    Once once = new Once(outcome);
    if (caller == thread) {
      await(export(batch), once);
    } else {
      caller.execute(() -> handOver(export(batch), once));
    }
  }

  /** Ends the thread that calls the exporter. */
  void close() {
    caller.stop();
  }

  /** To the lane's thread, as soon as there is memory for that. */
  private void handOver(CompletableFuture<ExportResult> answer, Once once) {
    try {
      thread.execute(() -> await(answer, once));
    } catch (VirtualMachineError e) {
      caller.execute(() -> handOver(answer, once));
    }
  }

  /** The time begins when the exporter has returned. */
  private void await(CompletableFuture<ExportResult> answer, Once once) {
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

  private CompletableFuture<ExportResult> export(EventBatch batch) {
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

  /** An exporter reports what went wrong by its result; an exception is a defect of its own. */
  private ExportResult failure(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    Throwable reported =
        cause != null ? cause : new NullPointerException("an exporter has no result");
    errors.report("export", reported, destination);
    return new ExportResult.Retry(DropReason.HTTP_5XX, reported.getClass().getSimpleName(), null);
  }

  /** Passes the first outcome on. Confined to the lane's thread. */
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
