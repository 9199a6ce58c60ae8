package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.micronaut.http.simple.SimpleHttpRequest;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.SqlRecording;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request in flight, in whose context code can run; each part of its recording can break. */
final class OneRequest implements Recording {
  /** What can break. */
  enum Part {
    OPEN,
    START,
    TIMELINE,
    SQL,
    SQL_WITH_ERROR
  }

  private @Nullable Part broken;
  private @Nullable SqlRecording sql;

  /** Breaks from now on. */
  void breakDown(Part part) {
    broken = part;
  }

  PropagatedContext.Scope enter() {
    SimpleHttpRequest<Object> request = new SimpleHttpRequest<>(HttpMethod.GET, "/", null);
    request.setAttribute(Recording.ATTRIBUTE, this);
    return PropagatedContext.empty().plus(new ServerHttpRequestContext(request)).propagate();
  }

  /** What the event would say. */
  @Nullable SqlUsage usage() {
    return sql == null ? null : sql.usage();
  }

  /** The figures beside the statements. */
  Map<String, Object> attributes() {
    return sql == null ? Map.of() : sql.attributes();
  }

  @Override
  public boolean isOpen() {
    failIf(Part.OPEN);
    return true;
  }

  @Override
  public long startedNanos() {
    failIf(Part.START);
    return 0;
  }

  @Override
  public boolean keepsTimeline() {
    failIf(Part.TIMELINE);
    return true;
  }

  @Override
  public SqlRecording sql(Supplier<? extends SqlRecording> factory) {
    failIf(Part.SQL);
    if (broken == Part.SQL_WITH_ERROR) {
      throw new StackOverflowError("on purpose");
    }
    if (sql == null) {
      sql = factory.get();
    }
    return sql;
  }

  private void failIf(Part part) {
    if (broken == part) {
      throw new IllegalStateException("on purpose");
    }
  }
}
