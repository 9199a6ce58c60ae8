package io.routeflow.micronaut.event;

import java.util.Locale;

/**
 * What an event describes.
 *
 * @since 0.1.0
 */
public enum EventType {
  /** One handled HTTP request. */
  REQUEST,
  /** One run of a scheduled job. */
  JOB,
  /** One message taken from a queue. */
  QUEUE,
  /** One piece of work of a background worker. */
  WORKER,
  /** Whatever the application reports of its own accord. */
  CUSTOM,
  /** An exception that belongs to no request. */
  EXCEPTION;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in the ingest contract, such as {@code request}. */
  public String wireName() {
    return wireName;
  }
}
