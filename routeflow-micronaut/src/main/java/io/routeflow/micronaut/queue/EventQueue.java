package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.spi.LocalDetails;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where events wait for delivery: many threads offer and never wait, one thread takes. When it is
 * full, by number or by size, the new event is dropped, so that what is already accepted is kept.
 * Only the variable parts of events have a size, so that a plain request pays for its place alone.
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
 *       #rearm}). Every thread that read the signal before has its place taken by then, so the
 *       consumer sees the batch.
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

  /** Variable bytes that make a batch whatever its number of events. */
  private static final long MAX_BATCH_BYTES = 1 << 20;

  private final StripedQueue stripes;
  private final int batchSize;
  private final int partOfBatch;
  private final EventLedger ledger;
  private final long maxBytes;

  /** As many variable bytes as are a reason to wake the consumer before a batch is full. */
  private final long batchBytes;

  /** The size of the variable parts that wait; written only for events that have any. */
  private final AtomicLong bytes = new AtomicLong();

  private final AtomicIntegerArray signal = new AtomicIntegerArray(2 * MARGIN + 1);
  private volatile @Nullable Runnable onBatchFull;
  private volatile boolean closed;

  /** A queue of the configured size. */
  @Inject
  public EventQueue(RouteflowConfiguration configuration, EventLedger ledger) {
    this(
        configuration.lane().queueMaxsize(),
        configuration.lane().queueMaxBytes(),
        configuration.lane().maxEventsPerBatch(),
        StripedQueue.countFor(
            Runtime.getRuntime().availableProcessors(), configuration.lane().queueMaxsize()),
        ledger);
  }

  EventQueue(
      int maxSize, long maxBytes, int maxEventsPerBatch, int stripeCount, EventLedger ledger) {
    this.maxBytes = maxBytes;
    this.batchBytes = Math.min(MAX_BATCH_BYTES, Math.max(1, maxBytes / 2));
    this.stripes = new StripedQueue(stripeCount, maxSize);
    this.batchSize = Math.min(maxEventsPerBatch, maxSize);
    this.partOfBatch = (batchSize + stripeCount - 1) / stripeCount;
    this.ledger = ledger;
  }

  /** What to run, on the thread that completes a batch, when a full batch waits. */
  public void onBatchFull(Runnable signal) {
    onBatchFull = signal;
  }

  /** Puts an event into the queue, or counts it as dropped. Never waits, never throws. */
  public void offer(PendingEvent event) {
    int size = event.variableBytes();
    if (closed) {
      ledger.late();
      ledger.dropped(DropReason.SHUTDOWN, 1);
      event.discard();
    } else if (!(size == 0 ? put(event, false) : putSized(new SizedEvent(event, size)))) {
      ledger.dropped(DropReason.QUEUE_FULL, 1);
      event.discard();
    }
  }

  private boolean putSized(SizedEvent event) {
    long all = bytes.addAndGet(event.size());
    if (all <= maxBytes && put(event, all >= batchBytes)) {
      return true;
    }
    bytes.addAndGet(-event.size());
    return false;
  }

  /** Puts an event into a stripe; it looks for a batch where it may have completed one. */
  private boolean put(PendingEvent event, boolean full) {
    if (!full && signal() == QUIET && stripes.own().offerIfBelowThreshold(event, partOfBatch - 1)) {
      if (signal() != QUIET) {
        lookForBatch();
      }
      return true;
    }
    if (stripes.put(event)) {
      lookForBatch();
      return true;
    }
    return false;
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
        wake(consumer);
      }
    }
  }

  /** Where it cannot be woken, for want of memory, the next event tries again. */
  private void wake(Runnable consumer) {
    boolean woken = false;
    try {
      consumer.run();
      woken = true;
    } finally {
      if (!woken) {
        change(SPENT, NEAR);
      }
    }
  }

  /** The waiting event that ended first, or {@code null}; for the delivery thread only. */
  public @Nullable PendingEvent poll() {
    PendingEvent next = stripes.poll();
    if (next instanceof SizedEvent sized) {
      bytes.addAndGet(-sized.size());
      return sized.event();
    }
    return next;
  }

  /** How many events were ever put into the queue. */
  public long accepted() {
    return stripes.accepted();
  }

  /** How many events wait. */
  public int size() {
    return (int) stripes.waiting();
  }

  /** Whether a full batch waits, by number or by size. */
  public boolean hasFullBatch() {
    long waiting = stripes.waiting();
    return waiting >= batchSize || (waiting > 0 && bytes.get() >= batchBytes);
  }

  /**
   * Lets the next full batch signal again. For the delivery thread, which must look once more
   * afterwards: a batch that was completed before this has spent its signal.
   */
  public void rearm() {
    signal.set(MARGIN, QUIET);
    if (stripes.anyHas(partOfBatch) || bytes.get() >= batchBytes) {
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

  /**
   * An event with its size at the time when it was offered, since some may still be added to it.
   *
   * @param size of its variable parts, in bytes
   */
  private record SizedEvent(PendingEvent event, int size) implements PendingEvent {

    @Override
    public Event toEvent() {
      return event.toEvent();
    }

    @Override
    public boolean isToBeKept() {
      return event.isToBeKept();
    }

    @Override
    public @Nullable LocalDetails localDetails() {
      return event.localDetails();
    }

    @Override
    public long endedAt() {
      return event.endedAt();
    }
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

    private final StripedQueue stripes;
    private final long[] ends;

    Mark(StripedQueue stripes) {
      this.stripes = stripes;
      this.ends = stripes.ends();
    }

    /** Whether each of these events was taken. */
    public boolean isTaken() {
      return stripes.areTakenUpTo(ends);
    }
  }
}
