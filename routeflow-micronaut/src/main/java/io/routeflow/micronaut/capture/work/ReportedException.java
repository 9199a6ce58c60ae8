package io.routeflow.micronaut.capture.work;

import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.spi.LocalDetails;
import io.routeflow.micronaut.spi.Recording;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exception on its way to becoming an event of its own. */
final class ReportedException extends OpenScope {

  private final String exceptionName;
  private final @Nullable String name;
  private final ExceptionEvent.@Nullable Origin origin;
  private final @Nullable OpenScope during;

  ReportedException(
      ScopeStart start, Throwable exception, @Nullable String name, @Nullable OpenScope during) {
    super(start, during == null ? null : during.traceId(), during == null ? 0 : during.spanId());
    this.exceptionName = exception.getClass().getName();
    this.name = name;
    this.origin = during == null ? null : during.origin();
    this.during = during;
  }

  @Override
  public @Nullable Recording enclosing() {
    return during;
  }

  /** It is over as soon as it is reported. */
  void end() {
    close(System.nanoTime());
  }

  @Override
  public @Nullable LocalDetails localDetails() {
    return localDetails(null, null, exceptionName);
  }

  @Override
  public ExceptionEvent toEvent() {
    return new ExceptionEvent(identity(), name, origin, parts(exceptionName), attributes(Map.of()));
  }
}
