package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Event;
import java.util.Locale;

/** Why an event is kept that the sampling rate alone would have dropped. */
@Internal
public enum KeptBecause {
  /** The work has failed, or the event is an exception. */
  FAILED,
  /** The request took long. */
  SLOW,
  /** The same statement ran for each row of another one. */
  N_PLUS_ONE,
  /** The application asked for it. */
  ASKED;

  /** The attribute that says so. */
  public static final String ATTRIBUTE = Event.KEPT_BECAUSE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The attribute's value, such as {@code n_plus_one}. */
  public String wireName() {
    return wireName;
  }
}
