package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.RouteflowIgnore;

/** Which methods of the application serve requests that are no events. Pure. */
@Internal
public final class IgnoredHandlers {

  /** By name, so that the annotation need not be on the class path. */
  private static final String MANAGEMENT_ENDPOINT =
      "io.micronaut.management.endpoint.annotation.Endpoint";

  private IgnoredHandlers() {}

  /** Whether it is marked as ignored, or belongs to a management endpoint. */
  public static boolean contains(AnnotationMetadata handler) {
    return handler.hasStereotype(RouteflowIgnore.class)
        || handler.hasStereotype(MANAGEMENT_ENDPOINT);
  }
}
