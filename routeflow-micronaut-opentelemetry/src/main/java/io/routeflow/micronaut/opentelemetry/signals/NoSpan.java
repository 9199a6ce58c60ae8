package io.routeflow.micronaut.opentelemetry.signals;

import io.routeflow.micronaut.opentelemetry.SpanScope;

/** Stands for a span that was not made. */
enum NoSpan implements SpanScope {
  /** The only one. */
  INSTANCE;

  /** The id of no span. */
  static final String ID = "0000000000000000";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void failed(Throwable error) {}

  @Override
  public void close() {}
}
