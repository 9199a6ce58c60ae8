package io.routeflow.micronaut.console.flows;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.DestinationListener;
import io.routeflow.micronaut.spi.EventObserver;
import io.routeflow.micronaut.spi.LocalDetails;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the console knows: the latest events, and figures by route and by statement since the start
 * or the last clearing. Fed behind the queue, so that requests pay nothing. Thread-safe.
 *
 * <p>Two locks. {@code state} guards all that is kept. It is held to add one event, or to copy: for
 * the ring that is its at most 500 references, for a report its at most 300 rows, which takes a few
 * milliseconds at worst once the code is warm; rows of the ring, details and JSON are made outside
 * of it. It is fair, so that readers in any number let the delivery thread through. {@code order}
 * is held by those who change something until all listeners are notified, so that they see the
 * changes in their order; no reader ever takes it.
 *
 * <p>Created with the application, so that it knows when that started.
 */
@Internal
@Context
public final class RecentFlows implements EventObserver, DestinationListener {

  private final Clock clock;
  private final Clock steady;
  private final FlowPublisher publisher;
  private final ReentrantLock order = new ReentrantLock();
  private final ReentrantLock state = new ReentrantLock(true);
  private final Ring ring = new Ring();
  private final DeliveryHistory deliveries = new DeliveryHistory();
  private final DeliveryCost cost = new DeliveryCost();
  private final Instant started;

  /** The destination whose outcome a request shows; written and read on the dispatcher's thread. */
  private @Nullable String first;

  /** Written on the dispatcher's thread, read by any. */
  private volatile boolean destinationsKnown;

  private RouteTable routes = new RouteTable();
  private StatementTable statements = new StatementTable();
  private Instant since;
  private long clearedSeq;

  /** Nothing is known yet. */
  @Inject
  public RecentFlows(InternalErrors errors) {
    this(Clock.systemUTC(), new SteadyClock(Clock.systemUTC(), System::nanoTime), errors);
  }

  /** Nothing is known yet; times and ages go by this clock. */
  RecentFlows(Clock clock, InternalErrors errors) {
    this(clock, clock, errors);
  }

  /**
   * Nothing is known yet.
   *
   * @param clock the time of day, which may be set back or forward at any moment
   * @param steady for ages, never set
   */
  RecentFlows(Clock clock, Clock steady, InternalErrors errors) {
    this.clock = clock;
    this.steady = steady;
    this.publisher = new FlowPublisher(errors);
    this.started = clock.instant();
    this.since = started;
  }

  @Override
  public void waiting(Event event, @Nullable LocalDetails local) {
    cost.add();
    order.lock();
    try {
      Flow flow = underLock(() -> add(event, local));
      if (flow != null && !publisher.isEmpty()) {
        FlowRow row = flow.row();
        publisher.publish(listener -> listener.arrived(row));
      }
    } finally {
      order.unlock();
    }
  }

  @Override
  public void destinationsKnown(List<String> names) {
    if (first == null && !names.isEmpty()) {
      first = names.get(0);
    }
    destinationsKnown = true;
  }

  /** Whether it is known by now which destinations there are, or that there is none. */
  public boolean knowsDestinations() {
    return destinationsKnown;
  }

  @Override
  public void sent(String destination, EventBatch batch, int attempts) {
    settle(destination, batch, Outcome.SENT, null, attempts);
  }

  @Override
  public void dropped(String destination, EventBatch batch, DropReason reason, int attempts) {
    settle(destination, batch, Outcome.DROPPED, reason, attempts);
  }

  @Override
  public void attemptFailed(String destination, String cause) {
    String at = JsonFormat.instant(clock.instant());
    state.lock();
    try {
      deliveries.failed(destination, at, cause);
    } finally {
      state.unlock();
    }
  }

  /** The requests in the ring, oldest first. */
  List<FlowRow> requests() {
    return requests(0, Long.MAX_VALUE);
  }

  /**
   * The newest requests in the ring, oldest first.
   *
   * @param afterSeq only those that came after the one with this number
   * @param last at most so many
   */
  public List<FlowRow> requests(long afterSeq, long last) {
    List<Flow> flows =
        underLock(
            () -> {
              ring.expire(steady.millis());
              return ring.all();
            });
    List<Flow> newer = flows.stream().filter(flow -> flow.seq() > afterSeq).toList();
    return newer.stream().skip(Math.max(0, newer.size() - last)).map(Flow::row).toList();
  }

  /** One request whole; {@code null} where it is not in the ring. */
  public @Nullable FlowDetail request(UUID eventId) {
    Flow flow = underLock(() -> find(eventId));
    return flow == null ? null : flow.detail();
  }

  /** The figures by route. */
  public RouteReport routes() {
    return underLock(
        () ->
            new RouteReport(
                JsonFormat.instant(since),
                Sparkline.BUCKET_MILLIS,
                routes.report(steady.millis()),
                routes.others()));
  }

  /** The figures by statement. */
  public SqlReport statements() {
    return underLock(
        () -> new SqlReport(JsonFormat.instant(since), statements.report(), statements.others()));
  }

  /** What became of the latest batches, newest first; clearing leaves it alone. */
  public List<BatchOutcome> batches() {
    return underLock(deliveries::latest);
  }

  /** The latest attempt that failed, if one ever did; clearing leaves it alone. */
  public @Nullable LastError lastError() {
    return underLock(deliveries::lastError);
  }

  /** What the ring holds. */
  public RingSize size() {
    return underLock(
        () -> {
          ring.expire(steady.millis());
          return ring.size();
        });
  }

  /**
   * The number of the last event before the last clearing; 0 before the first. So a page that did
   * not listen then learns of it.
   */
  public long clearedSeq() {
    return underLock(() -> clearedSeq);
  }

  /** When all this began. */
  public Instant started() {
    return started;
  }

  /**
   * CPU time of the delivery thread for each event; {@code null} where the JVM does not measure it.
   */
  public @Nullable Long deliveryNanosPerEvent() {
    return cost.nanosPerEvent();
  }

  /** Empties the ring and begins all figures anew. */
  public void clear() {
    order.lock();
    try {
      state.lock();
      try {
        ring.clear();
        clearedSeq = ring.lastSeq();
        routes = new RouteTable();
        statements = new StatementTable();
        since = clock.instant();
      } finally {
        state.unlock();
      }
      publisher.publish(FlowListener::cleared);
    } finally {
      order.unlock();
    }
  }

  /**
   * Notifies a listener of every change from now on, for good.
   *
   * @throws IllegalStateException where there are too many
   */
  public void listen(FlowListener listener) {
    publisher.add(listener);
  }

  /** An event that is too large for the ring still counts in the figures. */
  private @Nullable Flow add(Event event, @Nullable LocalDetails local) {
    long now = steady.millis();
    long arrived = now - ageMillis(event);
    statements.add(event, routes.add(event, arrived, now));
    return ring.add(event, local, now);
  }

  /**
   * How long ago the request arrived, by the time of day. Where that was set meanwhile, so that the
   * request seems to be of the future, or of a past that is of no interest, its latency has to do.
   */
  private long ageMillis(Event event) {
    long latency = TimeUnit.NANOSECONDS.toMillis(Math.max(0, event.latencyNanos()));
    long age = clock.millis() - event.timestamp().toEpochMilli();
    return age < 0 || age > latency + Sparkline.SPAN_MILLIS ? latency : age;
  }

  private @Nullable Flow find(UUID eventId) {
    ring.expire(steady.millis());
    return ring.find(eventId);
  }

  /** The request shows the outcome of the first destination; the list of batches shows all. */
  private void settle(
      String destination,
      EventBatch batch,
      Outcome outcome,
      @Nullable DropReason reason,
      int attempts) {
    String key = reason == null ? null : reason.key();
    boolean ofRequest = first == null || destination.equals(first);
    order.lock();
    try {
      List<UUID> settled =
          underLock(
              () -> {
                // what a destination leaves out on purpose was no batch of it
                if (reason != DropReason.FILTERED && reason != DropReason.SAMPLED) {
                  deliveries.add(
                      new BatchOutcome(
                          destination,
                          batch.id(),
                          JsonFormat.instant(clock.instant()),
                          batch.size(),
                          outcome.wireName(),
                          key,
                          attempts));
                }
                return ofRequest
                    ? ring.settle(batch.events(), outcome, reason, steady.millis())
                    : List.of();
              });
      if (!settled.isEmpty()) {
        OutcomeChange change = new OutcomeChange(settled, outcome.wireName(), key);
        publisher.publish(listener -> listener.outcome(change));
      }
    } finally {
      order.unlock();
    }
  }

  private <T extends @Nullable Object> T underLock(Supplier<T> action) {
    state.lock();
    try {
      return action.get();
    } finally {
      state.unlock();
    }
  }
}
