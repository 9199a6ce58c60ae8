package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.ServerFilter;
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
   * How many of the filters are not the application's; all of them match all paths.
   *
   * @param own the module's
   * @param cors the framework's, which is enabled for requests with an origin only
   */
  private record Known(int own, int cors) {}

  PreMatchingFilters(BeanContext context, BeanProvider<Router> router) {
    this.context = context;
    this.router = router;
  }

  /**
   * Whether there is one for a request. One of the application that is conditional counts as well:
   * to ask it is the framework's affair.
   */
  boolean anyFor(HttpRequest<?> request) {
    Known counted = counted();
    int others = router.get().findPreMatchingFilters(request).size() - counted.own();
    return others > (request.getOrigin().isPresent() ? 0 : counted.cors());
  }

  private Known counted() {
    Known before = known;
    if (before == null) {
      before =
          new Known(
              count(type -> type.getName().startsWith(MODULE)),
              count(CorsFilter.class::isAssignableFrom));
      known = before;
    }
    return before;
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
