package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes single attempts. Whatever an exporter does, each attempt gets exactly one outcome, and gets
 * it on the lane's thread: the answer, the error or the end of the time, whichever is first. The
 * exporter is called there too, or on a thread beside it where the lane must not wait for it.
 */
final class ExportAttempt {

  /** Longer than most destinations take. */
  static final Duration SILENCE = Duration.ofMillis(500);

  /** Of an attempt that failed for a reason of the module's own. Made before it is needed. */
  static final ExportResult INTERNAL_ERROR = ExportResult.retry("internal error");

  private final String destination;
  private final EventExporter exporter;
  private final DeliveryThread thread;
  private final DeliveryThread caller;
  private final InternalErrors errors;
  private final Duration timeout;

  /** Made before it is needed, as what has no outcome would be in flight for ever. */
  private final ExportResult noAnswer;

  /** Attempts without an outcome. Confined to the lane's thread. */
  private int pending;

  /** The last outcome, or the start of an attempt while none was pending. */
  private volatile long lastSign;

  private volatile boolean isPending;

  /** Attempts that have ended. Incremented on the lane's thread. */
  private final AtomicLong outcomes = new AtomicLong();

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
    this.noAnswer = ExportResult.retry("no answer within " + timeout.toMillis() + " ms");
  }

  /**
   * Starts an attempt; for the lane's thread only.
   *
   * @param outcome gets the outcome, once
   * @param onBlocked gets the cause where the exporter does not return within the time limit and
   *     has a thread of its own; the attempt goes on
   */
  void start(EventBatch batch, Consumer<ExportResult> outcome, Consumer<String> onBlocked) {
    Once once = new Once(outcome);
    started();
    try {
      if (caller == thread) {
        await(export(batch), once);
      } else {
        once.limit = thread.schedule(() -> blocked(once, onBlocked), timeout.toNanos());
        caller.execute(() -> call(batch, once));
      }
    } catch (Throwable e) {
      // what has been scheduled before that finds that there is an outcome
      once.accept(null, e);
    }
  }

  /**
   * Whether attempts are pending, and none has ended for {@link #SILENCE}: the destination may hang
   * until the time limit. For any thread.
   */
  boolean isSilent() {
    return isPending && System.nanoTime() - lastSign >= SILENCE.toNanos();
  }

  /** Attempts that have ended until now; for any thread. */
  long outcomes() {
    return outcomes.get();
  }

  /** Whether attempts are pending; for any thread. */
  boolean isPending() {
    return isPending;
  }

  /** Ends the thread that calls the exporter. */
  void close() {
    caller.stop();
  }

  private static void blocked(Once once, Consumer<String> onBlocked) {
    if (!once.passed) {
      onBlocked.accept("the exporter does not return");
    }
  }

  /** On the thread of the caller; not where the attempt has its outcome because of a failure. */
  private void call(EventBatch batch, Once once) {
    if (!once.passed) {
      handOver(export(batch), once);
    }
  }

  /** To the lane's thread, as soon as there is memory for that. */
  private void handOver(CompletableFuture<ExportResult> answer, Once once) {
    try {
      thread.execute(() -> awaitReturned(answer, once));
    } catch (VirtualMachineError e) {
      caller.execute(() -> handOver(answer, once));
    }
  }

  private void awaitReturned(CompletableFuture<ExportResult> answer, Once once) {
    try {
      once.limit.cancel(false);
      await(answer, once);
    } catch (Throwable e) {
      once.accept(null, e);
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
                      once.accept(result, error);
                      limit.cancel(false);
                    }));
  }

  private CompletableFuture<ExportResult> export(EventBatch batch) {
    try {
      return exporter.export(batch).toCompletableFuture();
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void started() {
    if (pending == 0) {
      lastSign = System.nanoTime();
    }
    pending++;
    isPending = true;
  }

  private void ended() {
    lastSign = System.nanoTime();
    outcomes.incrementAndGet();
    pending--;
    isPending = pending > 0;
  }

  private void giveUp(Once once, Future<?> answer) {
    once.accept(noAnswer, null);
    answer.cancel(true);
  }

  /** An exporter reports what went wrong by its result; an exception is a defect of its own. */
  private ExportResult failure(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    Throwable reported =
        cause != null ? cause : new NullPointerException("an exporter has no result");
    errors.report(Stage.EXPORT, reported, destination);
    return ExportResult.retry(reported.getClass().getSimpleName());
  }

  /** Passes the first outcome on. Confined to the lane's thread, but for what is volatile. */
  private final class Once {

    private final Consumer<ExportResult> outcome;
    private volatile boolean passed;

    /** When the exporter should have returned, where it has a thread of its own. */
    private Future<?> limit = CompletableFuture.completedFuture(null);

    Once(Consumer<ExportResult> outcome) {
      this.outcome = outcome;
    }

    void accept(@Nullable ExportResult result, @Nullable Throwable error) {
      if (!passed) {
        passed = true;
        ended();
        outcome.accept(result != null ? result : failureOf(error));
        limit.cancel(false);
      }
    }

    private ExportResult failureOf(@Nullable Throwable error) {
      try {
        return failure(error);
      } catch (VirtualMachineError e) {
        return INTERNAL_ERROR;
      }
    }
  }
}
