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

  /** The framework's subclass of {@code Shop} with interceptors is {@code $Shop$Definition$…}. */
  private static final String INTERCEPTED = "$Definition$Intercepted";

  /** That of a route. */
  public static HandlerName of(UriRouteInfo<?, ?> route) {
    return of(
        route.getTargetMethod().getDeclaringType().getName(),
        route.getTargetMethod().getMethodName());
  }

  static HandlerName of(String type, String method) {
    return new HandlerName(ofApplication(type), method);
  }

  private static String ofApplication(String type) {
    if (!type.endsWith(INTERCEPTED)) {
      return type;
    }
    String own = type.substring(0, type.length() - INTERCEPTED.length());
    int simple = own.lastIndexOf('.') + 1;
    return own.startsWith("$", simple) ? own.substring(0, simple) + own.substring(simple + 1) : own;
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
