package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Where events wait for delivery: many threads offer and never wait, one thread takes. When it is
 * full the new event is dropped, so that what is already promised is kept.
 *
 * <h2>The signal</h2>
 *
 * Once for each time that the consumer has looked, the event that completes a batch wakes it. The
 * events of a batch may be in any stripes, but where each stripe has fewer than its part of a
 * batch, rounded up, all together have no batch. So producers look at no stripe but their own while
 * it has less than that; the first event that finds one event less than that part says {@link
 * #NEAR}, and from then on each event looks at all stripes, until one finds the batch.
 *
 * <p>No batch is overlooked. Take the last event that came before all is at rest with a full batch.
 *
 * <ul>
 *   <li>If it looks at all stripes, it sees the batch, as it has taken its place first.
 *   <li>If it does not, it has read {@link #QUIET} after taking its place. Some stripe has its
 *       part, though, and the last event of that one is not quiet: it took its place, said {@code
 *       NEAR}, and looked, in this order. It has not said so before the other one read, so it
 *       looked after the other one's place was taken, and saw it.
 *   <li>If {@code NEAR} was said and revoked in between, or an event found the signal spent, the
 *       consumer has rearmed the signal since. It first makes the signal quiet, then says {@code
 *       NEAR} again where some stripe has its part, and only then looks for a batch ({@link
 *       #rearm}). Whoever read the signal before has its place taken by then, so the consumer sees
 *       the batch.
 * </ul>
 */
@Internal
@Singleton
public final class EventQueue {

  /** No stripe has its part of a batch. */
  private static final int QUIET = 0;

  /** Some stripe has, or had, its part of a batch, so that any event may complete one. */
  private static final int NEAR = 1;

  /** The consumer is woken, and has not looked yet. */
  private static final int SPENT = 2;

  /** So many integers keep the signal, which all read, away from what others write: 128 bytes. */
  private static final int MARGIN = 32;

  private final Stripes stripes;
  private final int batchSize;
  private final int partOfBatch;
  private final Ledger ledger;
  private final AtomicIntegerArray signal = new AtomicIntegerArray(2 * MARGIN + 1);
  private volatile @Nullable Runnable onBatchFull;
  private volatile boolean closed;

  /** A queue of the configured size. */
  @Inject
  public EventQueue(RouteflowConfiguration configuration, Ledger ledger) {
    this(
        configuration.queueMaxsize(),
        configuration.maxEventsPerBatch(),
        Stripes.countFor(Runtime.getRuntime().availableProcessors(), configuration.queueMaxsize()),
        ledger);
  }

  EventQueue(int maxSize, int maxEventsPerBatch, int stripeCount, Ledger ledger) {
    this.stripes = new Stripes(stripeCount, maxSize);
    this.batchSize = Math.min(maxEventsPerBatch, maxSize);
    this.partOfBatch = (batchSize + stripeCount - 1) / stripeCount;
    this.ledger = ledger;
  }

  /** Tells whom to wake when a full batch waits. */
  public void onBatchFull(Runnable signal) {
    onBatchFull = signal;
  }

  /** Puts an event into the queue, or counts it as dropped. Never waits, never throws. */
  public void offer(PendingEvent event) {
    if (closed) {
      ledger.late();
      ledger.dropped(DropReason.SHUTDOWN, 1);
    } else if (signal() == QUIET && stripes.own().offerIfBelowThreshold(event, partOfBatch - 1)) {
      if (signal() != QUIET) {
        lookForBatch();
      }
    } else if (stripes.put(event)) {
      lookForBatch();
    } else {
      ledger.dropped(DropReason.QUEUE_FULL, 1);
    }
  }

  private void lookForBatch() {
    int seen = signal();
    if (seen == SPENT) {
      return;
    }
    if (seen == QUIET) {
      change(QUIET, NEAR);
    }
    if (hasFullBatch() && change(NEAR, SPENT)) {
      Runnable consumer = onBatchFull;
      if (consumer != null) {
        consumer.run();
      }
    }
  }

  /** The waiting event that ended first, or {@code null}; for the delivery thread only. */
  public @Nullable PendingEvent poll() {
    return stripes.poll();
  }

  /** How many events were ever put into the queue. */
  public long accepted() {
    return stripes.accepted();
  }

  /** How many events were ever taken. */
  public long taken() {
    return stripes.taken();
  }

  /** How many events wait. */
  public int size() {
    return (int) stripes.waiting();
  }

  /** Whether a full batch waits. */
  public boolean hasFullBatch() {
    return stripes.waiting() >= batchSize;
  }

  /**
   * Lets the next full batch signal again. For the delivery thread, which must look once more
   * afterwards: a batch that was completed before this has spent its signal.
   */
  public void rearm() {
    signal.set(MARGIN, QUIET);
    if (stripes.anyHas(partOfBatch)) {
      change(QUIET, NEAR);
    }
  }

  /** Remembers which events were offered until now. */
  public Mark mark() {
    return new Mark(stripes);
  }

  /** From now on every event is counted as dropped because the application stops. */
  public void close() {
    closed = true;
  }

  private int signal() {
    return signal.get(MARGIN);
  }

  private boolean change(int from, int to) {
    return signal.compareAndSet(MARGIN, from, to);
  }

  /**
   * The events that were offered before a moment. Their number would not do, because later ones may
   * be taken before them. Thread-safe.
   */
  public static final class Mark {

    private final Stripes stripes;
    private final long[] ends;

    Mark(Stripes stripes) {
      this.stripes = stripes;
      this.ends = stripes.ends();
    }

    /** Whether each of these events was taken. */
    public boolean isTaken() {
      return stripes.areTakenUpTo(ends);
    }

    /** How many events were taken until now, these and others. */
    public long takenInAll() {
      return stripes.taken();
    }
  }
}
