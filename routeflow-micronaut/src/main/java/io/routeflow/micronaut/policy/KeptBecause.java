package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
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

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The value of the attribute {@code Event.KEPT_BECAUSE}, such as {@code n_plus_one}. */
  public String wireName() {
    return wireName;
  }
}
