package io.routeflow.micronaut.console.access;

import io.micronaut.core.annotation.Internal;
import io.micronaut.http.HttpRequest;

/** Micronaut Security, where the application has it and has it switched on. */
@Internal
public interface OuterSecurity {

  /** Whether its filter has seen the request, and so its rules have let it through. */
  boolean hasLookedAt(HttpRequest<?> request);
}
