package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Delivers what the SDK's processors and readers export: repeats what may pass, and counts what has
 * arrived. An outage is logged once at its start. Thread-safe; never waits.
 */
@Internal
public final class SignalDelivery implements AutoCloseable {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 10;

  private final String name;
  private final RejectionLog rejections;
  private final OtlpSender sender;
  private final Retries retries;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicBoolean outage = new AtomicBoolean();

  /** Completed by {@link #close}, which ends the waits between attempts. */
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();

  private volatile boolean closed;
  private volatile CompletableResultCode latest = CompletableResultCode.ofSuccess();

  /**
   * How often and after how long a request is repeated.
   *
   * @param max repetitions, 0 for none
   * @param backoff upper limit of the first wait; it doubles each time
   */
  public record Retries(int max, Duration backoff) {

    /** None at all. */
    public static final Retries NONE = new Retries(0, Duration.ZERO);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** All attempts with the waits between them, at most 10 minutes. */
    public Duration longest(Duration attempt) {
      Duration attempts = attempt.multipliedBy(max + 1L);
      Duration waits = backoff.multipliedBy((1L << Math.min(max, MAX_DOUBLINGS)) - 1);
      Duration all = attempts.plus(waits).plusSeconds(1);
      return all.compareTo(LONGEST) < 0 ? all : LONGEST;
    }
  }

  /**
   * A delivery.
   *
   * @param signal what is sent
   * @param receiver what the log calls the receiver
   * @param sender where it goes; it is closed with this
   * @param retries what may pass is repeated so
   */
  public SignalDelivery(Signal signal, String receiver, OtlpSender sender, Retries retries) {
    this.name = signal + " to " + receiver;
    this.rejections = new RejectionLog(receiver, signal);
    this.sender = sender;
    this.retries = retries;
  }

  /**
   * Sends something until it is accepted, refused or given up.
   *
   * @param content makes what is sent, for each attempt
   * @param items the spans, data points or records in it
   */
  public CompletableResultCode deliver(Supplier<Marshaler> content, int items) {
    CompletableResultCode result = new CompletableResultCode();
    if (!closed) {
      latest = result;
    }
    attempt(content, items, 0, result);
    return result;
  }

  private void attempt(
      Supplier<Marshaler> content, int items, int attempt, CompletableResultCode result) {
    if (closed) {
      giveUp(items, "closed", result);
      return;
    }
    try {
      CompletableFuture<?> unused =
          sender
              .send(content.get())
              .thenAccept(answer -> conclude(content, items, attempt, answer, result));
    } catch (RuntimeException | LinkageError e) {
      giveUp(items, "not sent: " + e.getClass().getSimpleName(), result);
    }
  }

  private void conclude(
      Supplier<Marshaler> content,
      int items,
      int attempt,
      OtlpAnswer answer,
      CompletableResultCode result) {
    if (answer.isAccepted()) {
      long rejected = Math.min(items, Math.max(0, answer.rejected()));
      delivered.addAndGet(items - rejected);
      failed.addAndGet(rejected);
      if (rejected > 0) {
        rejections.add(rejected);
      }
      outage.set(false);
      if (rejected < items || items == 0) {
        result.succeed();
      } else {
        result.fail();
      }
      return;
    }
    boolean again =
        answer.outcome() == OtlpAnswer.Outcome.RETRYABLE && attempt < retries.max() && !closed;
    if (again) {
      long wait = wait(attempt, answer).toNanos();
      CompletableFuture<?> unused =
          CompletableFuture.anyOf(
                  new CompletableFuture<Boolean>()
                      .completeOnTimeout(true, wait, TimeUnit.NANOSECONDS),
                  end)
              .thenRunAsync(() -> attempt(content, items, attempt + 1, result), sender.threads());
    } else {
      giveUp(items, answer.cause(), result);
    }
  }

  private void giveUp(int items, String cause, CompletableResultCode result) {
    failed.addAndGet(items);
    if (!closed && outage.compareAndSet(false, true)) {
      LOG.warn("Delivery of {} fails ({}); the application is not affected", name, cause);
    }
    result.fail();
  }

  /** A random part of a time that doubles, or what the receiver asked for. */
  private Duration wait(int attempt, OtlpAnswer answer) {
    Duration asked = answer.retryAfter();
    if (asked != null) {
      return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }
    long limit = retries.backoff().toNanos() << Math.min(attempt, MAX_DOUBLINGS);
    long bounded = Math.max(1, Math.min(LONGEST_WAIT.toNanos(), limit));
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bounded));
  }

  /** What became of the latest request, which may be in flight. */
  public CompletableResultCode latest() {
    return latest;
  }

  /** Spans, data points or records that the receiver has. */
  public long delivered() {
    return delivered.get();
  }

  /** Those that it does not have, after all attempts. */
  public long failed() {
    return failed.get();
  }

  /** Whether it sends nothing any more. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Ends what is in flight or waits for another attempt; that, and what comes later, has failed.
   */
  @Override
  public void close() {
    closed = true;
    boolean unused = end.complete(true);
    sender.close();
    rejections.close();
  }
}
