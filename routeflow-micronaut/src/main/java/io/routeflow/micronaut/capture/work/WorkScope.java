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

  private static final long NOT_GIVEN = -2;

  /** Opens a scope within another one, or on its own. */
  WorkScope(ScopeStart start, EventType type, String name, @Nullable OpenScope enclosing) {
    super(
        start,
        enclosing == null ? null : enclosing.traceId(),
        enclosing == null ? 0 : enclosing.spanId());
    this.type = type;
    this.name = name;
    this.enclosing = enclosing;
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
