package io.routeflow.micronaut.console.flows;

import java.util.Locale;

/** What became of an event, as far as it is known. */
enum Outcome {
  WAITING,
  SENT,
  DROPPED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  String wireName() {
    return wireName;
  }
}
