package io.routeflow.micronaut.capture.client;

import org.jspecify.annotations.Nullable;

/** The headers of a request before it is sent, whatever client sends it. */
interface HeaderCarrier {

  /** The first value, or {@code null}. */
  @Nullable String get(String name);

  /** Sets the only value. */
  void set(String name, String value);

  /** Takes a header out. */
  void remove(String name);
}
