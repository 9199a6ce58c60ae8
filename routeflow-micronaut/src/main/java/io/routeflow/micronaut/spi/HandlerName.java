package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.micronaut.web.router.UriRouteInfo;

/**
 * The method that handles a route. Immutable.
 *
 * @param type the full name of the application's class
 * @param method its name
 */
@Internal
public record HandlerName(String type, String method) {

  /** That of a route. */
  public static HandlerName of(UriRouteInfo<?, ?> route) {
    return of(
        route.getTargetMethod().getDeclaringType().getName(),
        route.getTargetMethod().getMethodName());
  }

  static HandlerName of(String type, String method) {
    return new HandlerName(GeneratedClass.origin(type), method);
  }

  /** Such as {@code Shop.order}, as events have it: an inner class without its outer one. */
  public String inEvents() {
    return type.substring(1 + Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')))
        + "."
        + method;
  }

  /** Such as {@code com.example.Shop.order}. */
  public String qualified() {
    return type + "." + method;
  }
}
