package io.routeflow.micronaut.event;

import java.util.Locale;

/**
 * How the work that an event describes has ended.
 *
 * @since 0.1.0
 */
public enum EventStatus {
  /** Answered with a status below 400. */
  SUCCESS,
  /** Answered with a 4xx status, or given up by the client. */
  WARNING,
  /** Answered with a 5xx status, or broken off by the server before the response's end. */
  FAILED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in the ingest contract, such as {@code success}. */
  public String wireName() {
    return wireName;
  }

  /**
   * The status of a request by its HTTP status code.
   *
   * @param statusCode the code that the client saw
   * @return {@link #FAILED} from 500, {@link #WARNING} from 400, else {@link #SUCCESS}
   */
  public static EventStatus ofHttpStatus(int statusCode) {
    if (statusCode >= 500) {
      return FAILED;
    }
    return statusCode >= 400 ? WARNING : SUCCESS;
  }
}
