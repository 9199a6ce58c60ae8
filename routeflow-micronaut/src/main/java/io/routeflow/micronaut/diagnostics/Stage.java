package io.routeflow.micronaut.diagnostics;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.InternalErrorListener;

/** Where an internal error happened, as an {@link InternalErrorListener} is notified of it. */
@Internal
public enum Stage {
  /** What is recorded of requests, work and outgoing calls. */
  CAPTURE("capture"),
  /** What names a trace, which may be of the application. */
  TRACE_ID_RESOLVER("traceIdResolver"),
  /** What is recorded of SQL. */
  SQL("sql"),
  /** The rules of the application. */
  SHOULD_CAPTURE("shouldCapture"),
  /** What is between the queue and the destinations. */
  DELIVERY("delivery"),
  /** What watches events behind the queue. */
  OBSERVE("observe"),
  /** A listener of the application for dropped events. */
  ON_QUEUE_DROP("onQueueDrop"),
  /** What hands events to a destination. */
  OFFER("offer"),
  /** A flush of a destination. */
  FLUSH("flush"),
  /** An exporter, which may be of the application. */
  EXPORT("export"),
  /** The batches on disk. */
  SPOOL("spool"),
  /** The console. */
  CONSOLE("console");

  private final String wireName;

  Stage(String wireName) {
    this.wireName = wireName;
  }

  /** The text that listeners and the log get, such as {@code capture}. */
  public String wireName() {
    return wireName;
  }
}
