package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The spans that are open, by their ids, the oldest first; bounded. Thread-safe. */
final class OpenSpans {

  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");

  private final int max;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Open> byId = new LinkedHashMap<>();

  /** A span with the number of its events, which is guarded by the lock. */
  private static final class Open {

    private final Span span;
    private int events;

    private Open(Span span) {
      this.span = span;
    }
  }

  OpenSpans(int max) {
    this.max = max;
  }

  /** Adds a span; returns the oldest one where there is one too many, which is open no more. */
  @Nullable Span add(Span span) {
    lock.lock();
    try {
      byId.put(span.getSpanContext().getSpanId(), new Open(span));
      if (byId.size() <= max) {
        return null;
      }
      String oldest = byId.keySet().iterator().next();
      Open removed = byId.remove(oldest);
      return removed == null ? null : removed.span;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds an event to a span, if it is open; {@code false} where it has as many as it may have,
   * which the SDK would drop without a count.
   */
  boolean addEvent(String id, String name, Attributes attributes) {
    Span span;
    lock.lock();
    try {
      Open open = byId.get(id);
      if (open == null) {
        return true;
      }
      if (open.events == SignalsClient.MAX_SPAN_EVENTS) {
        return false;
      }
      open.events++;
      span = open.span;
    } finally {
      lock.unlock();
    }
    span.addEvent(name, attributes);
    return true;
  }

  /** Ends a span, if it is open. */
  void end(String id, @Nullable Throwable error) {
    Open open;
    lock.lock();
    try {
      open = byId.remove(id);
    } finally {
      lock.unlock();
    }
    if (open == null) {
      return;
    }
    Span span = open.span;
    if (error != null) {
      String type = error.getClass().getName();
      span.setAttribute(ERROR_TYPE, type);
      span.addEvent("exception", Attributes.of(EXCEPTION_TYPE, type));
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /** Takes all away. */
  List<Span> removeAll() {
    lock.lock();
    try {
      List<Span> all = new ArrayList<>();
      byId.values().forEach(open -> all.add(open.span));
      byId.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }
}
