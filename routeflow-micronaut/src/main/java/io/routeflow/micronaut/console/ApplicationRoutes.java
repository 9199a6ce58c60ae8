package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.policy.IgnoredHandlers;
import io.routeflow.micronaut.policy.IgnoredPaths;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The application's own routes that can be called as they are, so that an empty console can name
 * some. Looked for once, when the page first asks. Thread-safe.
 */
final class ApplicationRoutes {

  /** Routes that are named at most. */
  static final int MAX_ROUTES = 8;

  private final BeanProvider<Router> router;
  private final IgnoredPaths ignoredPaths;
  private volatile List<Route> known = List.of();
  private volatile boolean asked;

  ApplicationRoutes(BeanProvider<Router> router, List<String> ignoredPaths) {
    this.router = router;
    this.ignoredPaths = new IgnoredPaths(ignoredPaths);
  }

  /** Those with the shortest path first. */
  List<Route> callable() {
    if (!asked) {
      known =
          router
              .get()
              .uriRoutes()
              .filter(ApplicationRoutes::isCallable)
              .map(route -> route.getUriMatchTemplate().toPathString())
              .filter(path -> path.indexOf('{') < 0 && !ignoredPaths.contains(path))
              .distinct()
              .sorted(Comparator.comparingInt(String::length).thenComparing(path -> path))
              .limit(MAX_ROUTES)
              .map(path -> new Route("GET", path))
              .toList();
      asked = true;
    }
    return known;
  }

  private static boolean isCallable(UriRouteInfo<?, ?> route) {
    return route.getHttpMethod() == HttpMethod.GET
        && !IgnoredHandlers.contains(route.getAnnotationMetadata())
        && Arrays.stream(route.getTargetMethod().getArguments())
            .allMatch(ApplicationRoutes::needsNothing);
  }

  private static boolean needsNothing(Argument<?> argument) {
    return argument.isNullable()
        || argument.isOptional()
        || HttpRequest.class.isAssignableFrom(argument.getType())
        || argument.getAnnotationMetadata().stringValue(Bindable.class, "defaultValue").isPresent();
  }

  /**
   * A route.
   *
   * @param method its HTTP method
   * @param path its path, after the context path if there is one
   */
  record Route(String method, String path) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("method", method);
      json.writeStringField("path", path);
    }
  }
}
