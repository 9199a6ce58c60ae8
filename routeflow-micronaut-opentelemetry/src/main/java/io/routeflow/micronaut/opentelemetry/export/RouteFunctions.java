package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.web.router.Router;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.spi.HandlerName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The full names of the methods that handle requests, by what events call them and by their routes.
 * An event has the class without its package, and the conventions ask for all of it. Read once,
 * when the first request is mapped: then there are all routes. Thread-safe.
 */
@Singleton
@Requires(classes = Router.class)
final class RouteFunctions {

  private static final int MAX_ROUTES = 10_000;

  /** Of two classes of the same name at the same path. */
  private static final String AMBIGUOUS = "";

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private final BeanProvider<Router> router;
  private volatile @Nullable Map<String, Map<String, String>> known;

  RouteFunctions(BeanProvider<Router> router) {
    this.router = router;
  }

  /** The full name of a handler on a path; where it is not known, what was given. */
  String qualified(String handler, String path) {
    Map<String, Map<String, String>> functions = known;
    if (functions == null) {
      functions = read();
      known = functions;
    }
    String qualified = functions.getOrDefault(handler, Map.of()).getOrDefault(path, AMBIGUOUS);
    return qualified.equals(AMBIGUOUS) ? handler : qualified;
  }

  private Map<String, Map<String, String>> read() {
    Map<String, Map<String, String>> functions = new HashMap<>();
    try {
      router
          .find(null)
          .ifPresent(
              routes ->
                  routes
                      .uriRoutes()
                      .limit(MAX_ROUTES)
                      .forEach(
                          route ->
                              add(
                                  functions,
                                  HandlerName.of(route),
                                  route.getUriMatchTemplate().toPathString())));
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("The routes cannot be read; their handlers have no full names", e);
    }
    return functions;
  }

  private static void add(
      Map<String, Map<String, String>> functions, HandlerName name, String path) {
    functions
        .computeIfAbsent(name.inEvents(), unused -> new HashMap<>())
        .merge(path, name.qualified(), (one, other) -> one.equals(other) ? one : AMBIGUOUS);
  }
}
