package io.routeflow.micronaut.opentelemetry;

/**
 * How severe a log record is.
 *
 * @since 0.1.0
 */
public enum Severity {
  /** Details for tracing an execution. */
  TRACE,
  /** Details for finding errors. */
  DEBUG,
  /** What happened. */
  INFO,
  /** What may be a problem. */
  WARN,
  /** What has failed. */
  ERROR,
  /** What has made the application fail. */
  FATAL
}
