package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.routeflow.micronaut.diagnostics.SafeLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Delivers what the SDK's processors and readers export: repeats what may pass, and counts what has
 * arrived. An outage is logged once at its start. Thread-safe; never waits. Each request has an
 * outcome, also where this is closed before its next attempt.
 */
@Internal
public final class SignalDelivery implements AutoCloseable {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 10;

  /** Requests that wait for their next attempt; the SDK has one of each processor in flight. */
  private static final int MAX_PENDING = 64;

  private final String name;
  private final OtlpChannel channel;
  private final Retries retries;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicBoolean outage = new AtomicBoolean();
  private final RetryTimer timer = new RetryTimer();
  private final Set<Delivery> pending = ConcurrentHashMap.newKeySet();
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

  /** A request until it has its outcome. Compared by identity. */
  private static final class Delivery {

    final Supplier<Marshaler> content;
    final int items;
    final CompletableResultCode result = new CompletableResultCode();

    Delivery(Supplier<Marshaler> content, int items) {
      this.content = content;
      this.items = items;
    }
  }

  /**
   * A delivery.
   *
   * @param name what the log calls the receiver and the signal
   * @param channel where it goes; it is closed with this
   * @param retries what may pass is repeated so
   */
  public SignalDelivery(String name, OtlpChannel channel, Retries retries) {
    this.name = name;
    this.channel = channel;
    this.retries = retries;
  }

  /**
   * Sends something until it is accepted, refused or given up.
   *
   * @param content makes what is sent, for each attempt
   * @param items the spans, data points or records in it
   */
  public CompletableResultCode deliver(Supplier<Marshaler> content, int items) {
    Delivery delivery = new Delivery(content, items);
    if (closed) {
      giveUp(delivery, "closed");
      return delivery.result;
    }
    latest = delivery.result;
    attempt(delivery, 0);
    return delivery.result;
  }

  private void attempt(Delivery delivery, int repetition) {
    try {
      CompletableFuture<?> unused =
          channel
              .send(delivery.content.get())
              .thenAccept(answer -> conclude(delivery, repetition, answer))
              .exceptionally(error -> failed(delivery, error));
    } catch (Throwable e) {
      // a shortage of memory, too: without an outcome the SDK would wait, and send nothing more
      failed(delivery, e);
    }
  }

  private @Nullable Void failed(Delivery delivery, Throwable error) {
    boolean unused = pending.remove(delivery);
    if (!delivery.result.isDone()) {
      giveUp(delivery, "not sent: " + error.getClass().getSimpleName());
    }
    return null;
  }

  private void conclude(Delivery delivery, int repetition, OtlpAnswer answer) {
    if (answer.isAccepted()) {
      accepted(delivery, answer);
      return;
    }
    boolean again =
        answer.outcome() == OtlpAnswer.Outcome.RETRYABLE
            && repetition < retries.max()
            && !closed
            && pending.size() < MAX_PENDING;
    if (again) {
      repeatLater(delivery, repetition + 1, wait(repetition, answer));
    } else {
      giveUp(delivery, answer.cause());
    }
  }

  private void accepted(Delivery delivery, OtlpAnswer answer) {
    int items = delivery.items;
    long rejected = Math.min(items, Math.max(0, answer.rejected()));
    delivered.addAndGet(items - rejected);
    failed.addAndGet(rejected);
    outage.set(false);
    if (rejected < items || items == 0) {
      delivery.result.succeed();
    } else {
      delivery.result.fail();
    }
  }

  private void repeatLater(Delivery delivery, int repetition, Duration wait) {
    pending.add(delivery);
    timer.executeAfter(() -> repeat(delivery, repetition), wait.toNanos());
    if (closed && pending.remove(delivery)) {
      giveUp(delivery, "closed");
    }
  }

  private void repeat(Delivery delivery, int repetition) {
    if (pending.remove(delivery)) {
      attempt(delivery, repetition);
    }
  }

  private void giveUp(Delivery delivery, String cause) {
    failed.addAndGet(delivery.items);
    if (!closed && outage.compareAndSet(false, true)) {
      LOG.warn("Delivery of {} fails ({}); the application is not affected", name, cause);
    }
    delivery.result.fail();
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

  /** Whether nothing is sent any more. */
  boolean isClosed() {
    return closed;
  }

  /** Ends what is in flight, and gives up what waits for its next attempt. */
  @Override
  public void close() {
    closed = true;
    timer.close();
    channel.close();
    for (Delivery delivery : List.copyOf(pending)) {
      if (pending.remove(delivery)) {
        giveUp(delivery, "closed");
      }
    }
  }
}
