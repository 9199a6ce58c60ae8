package io.routeflow.micronaut.console;

import io.micronaut.http.HttpRequest;

/** Micronaut Security, where the application has it and has it switched on. */
interface OuterSecurity {

  /** Whether its filter has seen the request, and so its rules have let it through. */
  boolean hasLookedAt(HttpRequest<?> request);
}
