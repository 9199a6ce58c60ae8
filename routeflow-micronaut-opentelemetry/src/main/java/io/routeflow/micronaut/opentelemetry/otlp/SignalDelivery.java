package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Delivers what the SDK's processors and readers export: repeats what may pass, and counts what has
 * arrived. Thread-safe; never waits.
 */
@Internal
public final class SignalDelivery implements AutoCloseable {

  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 10;

  private final RejectionLog rejections;
  private final OtlpSender sender;
  private final Retries retries;
  private final ReceiverPause pause = new ReceiverPause();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final LossLog outages;

  /** Apart, since what else is delivered does not end it. */
  private final LossLog oversize;

  /** Completed by {@link #close}, which ends the waits before attempts. */
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

    /** All attempts with the waits before them, at most 10 minutes. */
    public Duration longest(Duration attempt) {
      Duration attempts = attempt.plus(ReceiverPause.LONGEST).multipliedBy(max + 1L);
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
    this.rejections = new RejectionLog(receiver, signal);
    this.outages = new LossLog(signal, receiver, System::nanoTime);
    this.oversize = new LossLog(signal, receiver, System::nanoTime);
    this.sender = sender;
    this.retries = retries;
  }

  /**
   * Sends something until it is accepted, refused or given up; in halves where it is too large for
   * the receiver, so that in the end only a part that is too large by itself is lost. Nothing is
   * sent while the receiver has asked to be left alone.
   */
  public CompletableResultCode deliver(SignalContent<?> content) {
    CompletableResultCode result = new CompletableResultCode();
    if (!closed) {
      latest = result;
    }
    attempt(content, 0, result);
    return result;
  }

  private void attempt(SignalContent<?> content, int attempt, CompletableResultCode result) {
    try {
      if (closed) {
        giveUp(content, "closed", result);
        return;
      }
      long paused = pause.remainingNanos();
      if (paused > 0) {
        attemptLater(content, attempt, paused, result);
        return;
      }
      CompletableFuture<?> unused =
          sender
              .send(content.encoded())
              .thenAccept(answer -> settle(content, attempt, answer, result));
    } catch (Throwable e) {
      abandon(content, e, result);
    }
  }

  /** On a thread that has no other use for what goes wrong. */
  private void settle(
      SignalContent<?> content, int attempt, OtlpAnswer answer, CompletableResultCode result) {
    try {
      conclude(content, attempt, answer, result);
    } catch (Throwable e) {
      abandon(content, e, result);
    }
  }

  private void conclude(
      SignalContent<?> content, int attempt, OtlpAnswer answer, CompletableResultCode result) {
    if (answer.isAccepted()) {
      int items = content.items();
      long rejected = Math.min(items, Math.max(0, answer.rejected()));
      if (rejected > 0) {
        rejections.add(rejected);
      }
      delivered.addAndGet(items - rejected);
      failed.addAndGet(rejected);
      if (rejected < items || items == 0) {
        result.succeed();
      } else {
        result.fail();
      }
      outages.recovered();
      return;
    }
    boolean retryable = answer.outcome() == OtlpAnswer.Outcome.RETRYABLE;
    Duration asked = answer.retryAfter();
    if (retryable && asked != null) {
      pause.extend(asked);
    }
    if (retryable && attempt < retries.max() && !closed) {
      long wait = pause.atLeastNanos(backoffNanos(attempt));
      attemptLater(content, attempt + 1, wait, result);
    } else if (answer.outcome() == OtlpAnswer.Outcome.TOO_LARGE && content.isDivisible()) {
      halve(content, result);
    } else {
      boolean tooLarge = answer.outcome() == OtlpAnswer.Outcome.TOO_LARGE;
      giveUp(content, answer.cause(), tooLarge ? oversize : outages, result);
    }
  }

  private void attemptLater(
      SignalContent<?> content, int attempt, long nanos, CompletableResultCode result) {
    CompletableFuture<?> unused =
        CompletableFuture.anyOf(
                new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS),
                end)
            .thenRunAsync(() -> attempt(content, attempt, result), sender.threads());
  }

  /** One after the other, as what is too large for a receiver is no reason to send more at once. */
  private void halve(SignalContent<?> content, CompletableResultCode result) {
    SignalContent<?> firstHalf = content.firstHalf();
    SignalContent<?> secondHalf = content.secondHalf();
    CompletableResultCode first = new CompletableResultCode();
    CompletableResultCode second = new CompletableResultCode();
    CompletableResultCode unused = first.whenComplete(() -> attempt(secondHalf, 0, second));
    unused =
        second.whenComplete(
            () -> {
              if (first.isSuccess() && second.isSuccess()) {
                result.succeed();
              } else {
                result.fail();
              }
            });
    attempt(firstHalf, 0, first);
  }

  private void giveUp(SignalContent<?> content, String cause, CompletableResultCode result) {
    giveUp(content, cause, outages, result);
  }

  /**
   * What can neither be delivered nor be repeated.
   *
   * @param log not of what is left when the application stops, which its owner logs
   */
  private void giveUp(
      SignalContent<?> content, String cause, LossLog log, CompletableResultCode result) {
    int items = content.items();
    if (!closed) {
      log.failed(cause, items);
    }
    // last, so that what an error comes before is not counted twice
    failed.addAndGet(items);
    result.fail();
  }

  /**
   * After an error, as of memory, which may pass. The SDK sends nothing more until a request has
   * its outcome, and what waits keeps its room until then, so that there is one in any case.
   */
  private void abandon(SignalContent<?> content, Throwable error, CompletableResultCode result) {
    try {
      if (!result.isDone()) {
        giveUp(content, "not sent: " + error.getClass().getSimpleName(), result);
      }
    } catch (Throwable ignored) {
      // the same again; nothing else can be done
    } finally {
      result.fail();
    }
  }

  /** A random part of a time that doubles. */
  private long backoffNanos(int attempt) {
    long limit = retries.backoff().toNanos() << Math.min(attempt, MAX_DOUBLINGS);
    long bounded = Math.max(1, Math.min(LONGEST_BACKOFF.toNanos(), limit));
    return ThreadLocalRandom.current().nextLong(bounded);
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
    outages.close();
    oversize.close();
  }
}
