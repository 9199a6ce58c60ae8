package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.util.PathMatcher;
import io.micronaut.core.util.StringUtils;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.ServerContextPathProvider;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.cors.CorsFilter;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.web.router.Router;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which filters besides those of the module the framework runs before it matches the route. Thread-
 * safe.
 */
final class PreMatchingFilters {

  private static final String MODULE = "io.routeflow.micronaut.";

  private final BeanContext context;
  private final BeanProvider<Router> router;

  /** Counted with the first request, when all filters are known; each thread counts the same. */
  private volatile @Nullable Known known;

  /**
   * How many of the filters are not the application's.
   *
   * @param own the module's, for all paths
   * @param cors the framework's, which is enabled for requests with an origin only
   * @param corsPaths the paths of the latter: those below the context path
   */
  private record Known(int own, int cors, String corsPaths) {

    int notOfTheApplication(HttpRequest<?> request) {
      boolean corsIsIdle =
          request.getOrigin().isEmpty() && PathMatcher.ANT.matches(corsPaths, request.getPath());
      return corsIsIdle ? own + cors : own;
    }
  }

  PreMatchingFilters(BeanContext context, BeanProvider<Router> router) {
    this.context = context;
    this.router = router;
  }

  /**
   * Whether there is one for a request. One of the application that is conditional counts as well:
   * to ask it is the framework's affair.
   */
  boolean anyFor(HttpRequest<?> request) {
    return router.get().findPreMatchingFilters(request).size()
        > counted().notOfTheApplication(request);
  }

  private Known counted() {
    Known before = known;
    if (before == null) {
      before =
          new Known(
              count(type -> type.getName().startsWith(MODULE)),
              count(CorsFilter.class::isAssignableFrom),
              belowContextPath());
      known = before;
    }
    return before;
  }

  /** As the framework puts the context path before the pattern of a filter. */
  private String belowContextPath() {
    String contextPath =
        context
            .findBean(ServerContextPathProvider.class)
            .map(ServerContextPathProvider::getContextPath)
            .orElse("");
    String pattern = StringUtils.prependUri(contextPath, ServerFilter.MATCH_ALL_PATTERN);
    return pattern.startsWith("/") ? pattern : "/" + pattern;
  }

  private int count(Predicate<Class<?>> types) {
    int count = 0;
    for (BeanDefinition<?> definition :
        context.getBeanDefinitions(Qualifiers.byStereotype(ServerFilter.class))) {
      if (types.test(definition.getBeanType())) {
        count +=
            (int)
                definition.getExecutableMethods().stream()
                    .filter(method -> method.hasAnnotation(PreMatching.class))
                    .count();
      }
    }
    return count;
  }
}
