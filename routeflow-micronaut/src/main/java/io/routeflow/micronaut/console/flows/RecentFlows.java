package io.routeflow.micronaut.console.flows;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.queue.EventObserver;
import io.routeflow.micronaut.queue.InternalErrors;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the console knows: the latest requests, and figures by route and by statement since the
 * start or the last clearing. Fed behind the queue, so that requests pay nothing. Thread-safe.
 *
 * <p>Two locks. {@code state} guards all that is kept. It is held to add one event, or to copy: for
 * the ring that is its at most 500 references, for a report its at most 300 rows, which takes a few
 * milliseconds at worst once the code is warm; rows of the ring, details and JSON are made outside
 * of it. It is fair, so that readers in any number let the delivery thread through. {@code order}
 * is held by those who change something until all have heard of it, so that listeners hear of
 * changes in their order; no reader ever takes it.
 *
 * <p>Made with the application, whose start it tells.
 */
@Internal
@Context
public final class RecentFlows implements EventObserver {

  private final Clock clock;
  private final Listeners listeners;
  private final ReentrantLock order = new ReentrantLock();
  private final ReentrantLock state = new ReentrantLock(true);
  private final Ring ring = new Ring();
  private final Outcomes outcomes = new Outcomes();
  private final DeliveryCost cost = new DeliveryCost();
  private final Instant started;
  private RouteTable routes = new RouteTable();
  private StatementTable statements = new StatementTable();
  private Instant since;

  /** Nothing is known yet. */
  @Inject
  public RecentFlows(InternalErrors errors) {
    this(Clock.systemUTC(), errors);
  }

  /** Nothing is known yet; ages go by this clock. */
  public RecentFlows(Clock clock, InternalErrors errors) {
    this.clock = clock;
    this.listeners = new Listeners(errors);
    this.started = clock.instant();
    this.since = started;
  }

  @Override
  public void waiting(RequestEvent event) {
    cost.add();
    order.lock();
    try {
      Flow flow = underLock(() -> add(event, clock.millis()));
      if (flow != null && !listeners.isEmpty()) {
        RequestRow row = flow.row();
        listeners.tell(listener -> listener.request(row));
      }
    } finally {
      order.unlock();
    }
  }

  @Override
  public void sent(EventBatch batch, int attempts) {
    settle(batch, Outcome.SENT, null, attempts);
  }

  @Override
  public void dropped(EventBatch batch, DropReason reason, int attempts) {
    settle(batch, Outcome.DROPPED, reason, attempts);
  }

  @Override
  public void attemptFailed(String cause) {
    String at = Notation.instant(clock.instant());
    state.lock();
    try {
      outcomes.failed(at, cause);
    } finally {
      state.unlock();
    }
  }

  /** The requests in the ring, oldest first. */
  public List<RequestRow> requests() {
    List<Flow> flows =
        underLock(
            () -> {
              ring.expire(clock.millis());
              return ring.all();
            });
    return flows.stream().map(Flow::row).toList();
  }

  /** One request whole; {@code null} where it is not in the ring. */
  public @Nullable RequestDetail request(UUID eventId) {
    Flow flow = underLock(() -> find(eventId));
    return flow == null ? null : flow.detail();
  }

  /** The figures by route. */
  public RouteReport routes() {
    return underLock(
        () ->
            new RouteReport(
                Notation.instant(since),
                Sparkline.BUCKET_MILLIS,
                routes.report(clock.millis()),
                routes.others()));
  }

  /** The figures by statement. */
  public SqlReport statements() {
    return underLock(
        () -> new SqlReport(Notation.instant(since), statements.report(), statements.others()));
  }

  /** What became of the latest batches, newest first; clearing leaves it alone. */
  public List<BatchOutcome> batches() {
    return underLock(outcomes::latest);
  }

  /** The latest attempt that failed, if one ever did; clearing leaves it alone. */
  public @Nullable LastError lastError() {
    return underLock(outcomes::lastError);
  }

  /** What the ring holds. */
  public RingSize size() {
    return underLock(
        () -> {
          ring.expire(clock.millis());
          return ring.size();
        });
  }

  /** When all this began. */
  public Instant started() {
    return started;
  }

  /** CPU time of the delivery thread for each event; {@code null} where nobody can tell. */
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
        routes = new RouteTable();
        statements = new StatementTable();
        since = clock.instant();
      } finally {
        state.unlock();
      }
      listeners.tell(FlowListener::cleared);
    } finally {
      order.unlock();
    }
  }

  /**
   * Tells a listener of every change from now on, for good.
   *
   * @throws IllegalStateException where there are too many
   */
  public void listen(FlowListener listener) {
    listeners.add(listener);
  }

  /** An event that is too large for the ring still counts in the figures. */
  private @Nullable Flow add(RequestEvent event, long nowMillis) {
    statements.add(event, routes.add(event, nowMillis));
    return ring.add(event, nowMillis);
  }

  private @Nullable Flow find(UUID eventId) {
    ring.expire(clock.millis());
    return ring.find(eventId);
  }

  private void settle(
      EventBatch batch, Outcome outcome, @Nullable DropReason reason, int attempts) {
    String key = reason == null ? null : reason.key();
    order.lock();
    try {
      List<UUID> settled =
          underLock(
              () -> {
                Instant now = clock.instant();
                outcomes.add(
                    new BatchOutcome(
                        batch.id(),
                        Notation.instant(now),
                        batch.size(),
                        outcome.wireName(),
                        key,
                        attempts));
                return ring.settle(batch.events(), outcome, reason, now.toEpochMilli());
              });
      if (!settled.isEmpty()) {
        OutcomeChange change = new OutcomeChange(settled, outcome.wireName(), key);
        listeners.tell(listener -> listener.outcome(change));
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
