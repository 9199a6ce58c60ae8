package io.routeflow.micronaut.event;

import java.util.Locale;

/**
 * The optional parts of an event, by the names that the ingest contract gives them.
 *
 * @since 0.1.0
 */
public enum EventPartName {
  /** The captured request: URL, headers, body. */
  REQUEST,
  /** The captured response: headers, body. */
  RESPONSE,
  /** The breadcrumbs. */
  BREADCRUMBS,
  /** The exception. */
  EXCEPTION,
  /** The SQL statements. */
  SQL,
  /** The outgoing calls. */
  EXTERNAL_CALLS,
  /** The attributes, without those by which the module marks what sampling has left. */
  ATTRIBUTES,
  /** How the caller authenticated. */
  AUTH;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The member's name in the ingest contract, such as {@code external_calls}. */
  public String wireName() {
    return wireName;
  }
}
