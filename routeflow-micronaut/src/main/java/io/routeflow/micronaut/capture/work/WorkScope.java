package io.routeflow.micronaut.capture.work;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.WorkEvent;
import io.routeflow.micronaut.spi.LocalDetails;
import io.routeflow.micronaut.spi.Recording;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of work that no request of the server is. */
final class WorkScope extends OpenScope {

  private final EventType type;
  private final String name;
  private final @Nullable OpenScope enclosing;
  private @Nullable ManualScope openedBy;
  private volatile EventStatus status = EventStatus.SUCCESS;
  private volatile @Nullable String exceptionName;
  private volatile @Nullable AnnotationMetadata method;
  private volatile long givenLatencyNanos = NOT_GIVEN;
  private volatile boolean wantsEarlier;

  private static final long NOT_GIVEN = -2;

  /**
   * Opens a scope.
   *
   * @param during what it is opened in, or goes on from where that has ended; {@code null} where it
   *     is on its own
   */
  WorkScope(ScopeStart start, EventType type, String name, @Nullable OpenScope during) {
    super(start, during == null ? null : during.traceId(), during == null ? 0 : during.spanId());
    this.type = type;
    this.name = name;
    this.enclosing = during == null || during.isOpen() ? during : outermost(during);
  }

  /** What all of it began with: one task may start the next for as long as the process lasts. */
  private static OpenScope outermost(OpenScope ended) {
    OpenScope scope = ended;
    while (scope.enclosing() instanceof OpenScope outer) {
      scope = outer;
    }
    return scope;
  }

  @Override
  public @Nullable Recording enclosing() {
    return enclosing;
  }

  /** Before any other code sees it. */
  void openedBy(ManualScope manual) {
    openedBy = manual;
  }

  /** What it was opened with, if that was done by hand. */
  @Nullable ManualScope openedBy() {
    return openedBy;
  }

  /** What comes after its end is not of it: a publisher may be subscribed to again. */
  void status(EventStatus outcome) {
    if (isOpen()) {
      status = outcome;
    }
  }

  EventStatus status() {
    return status;
  }

  void failed(@Nullable Throwable exception) {
    status = EventStatus.FAILED;
    exceptionName = exception == null ? null : exception.getClass().getName();
  }

  /** What it is the run of. Within other work that is what has called it, and no annotation. */
  void runOf(AnnotationMetadata annotated) {
    method = enclosing == null ? annotated : null;
  }

  /** What took as long as the application says, or -1 where it does not say. */
  void latency(long nanos) {
    givenLatencyNanos = nanos;
  }

  /** It is to have the breadcrumbs that were noted outside of any scope. Before it is shared. */
  void wantEarlier() {
    wantsEarlier = true;
  }

  /** Whether it is to have them still; {@code true} once. */
  boolean takesEarlier() {
    boolean wants = wantsEarlier;
    wantsEarlier = false;
    return wants;
  }

  /** Ends it; {@code true} for the first call. */
  boolean end() {
    return close(System.nanoTime());
  }

  @Override
  public @Nullable LocalDetails localDetails() {
    AnnotationMetadata called = method;
    return localDetails(null, called == null ? null : Trigger.of(called), exceptionName);
  }

  @Override
  public WorkEvent toEvent() {
    return new WorkEvent(
        identity(),
        type,
        name,
        status,
        givenLatencyNanos == NOT_GIVEN ? latencyNanos() : givenLatencyNanos,
        parts(exceptionName),
        attributes(Map.of()));
  }
}
