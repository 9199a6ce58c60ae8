package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
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
  private final Map<String, Span> byId = new LinkedHashMap<>();

  OpenSpans(int max) {
    this.max = max;
  }

  /** Adds a span; returns the oldest one where there is one too many, which is open no more. */
  @Nullable Span add(Span span) {
    lock.lock();
    try {
      byId.put(span.getSpanContext().getSpanId(), span);
      if (byId.size() <= max) {
        return null;
      }
      String oldest = byId.keySet().iterator().next();
      return byId.remove(oldest);
    } finally {
      lock.unlock();
    }
  }

  /** The span of an id, if it is open. */
  @Nullable Span find(String id) {
    lock.lock();
    try {
      return byId.get(id);
    } finally {
      lock.unlock();
    }
  }

  /** Ends a span, if it is open. */
  void end(String id, @Nullable Throwable error) {
    Span span;
    lock.lock();
    try {
      span = byId.remove(id);
    } finally {
      lock.unlock();
    }
    if (span == null) {
      return;
    }
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
      List<Span> all = new ArrayList<>(byId.values());
      byId.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }
}
