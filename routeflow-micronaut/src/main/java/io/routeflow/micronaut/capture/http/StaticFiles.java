package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.core.util.PathMatcher;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.types.files.FileCustomizableResponseType;
import io.micronaut.web.router.resource.StaticResourceConfiguration;
import io.routeflow.micronaut.event.RequestEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names requests that the framework answers with a file of its static resources. No route matches
 * them, and their path is the sender's; the mapping that serves them is the application's.
 */
final class StaticFiles {

  private static final String INDEX = "index.html";

  private final BeanProvider<StaticResourceConfiguration> configurations;
  private final boolean ignored;

  /** Made with the first file that is served; then never changed. */
  private volatile @Nullable List<Mapping> mappings;

  /**
   * Names of the mappings there are.
   *
   * @param ignored whether such requests are no events
   */
  StaticFiles(BeanProvider<StaticResourceConfiguration> configurations, boolean ignored) {
    this.configurations = configurations;
    this.ignored = ignored;
  }

  /** The name of a request that no route matched. */
  RouteName nameOf(HttpRequest<?> request, HttpResponse<?> response) {
    if (!(response.body() instanceof FileCustomizableResponseType)) {
      return RouteName.UNMATCHED;
    }
    // as the framework looks for the file
    String path = request.getUri().getPath();
    List<Mapping> matching = mappings().stream().filter(mapping -> mapping.covers(path)).toList();
    if (matching.isEmpty()) {
      return RouteName.UNMATCHED;
    }
    Mapping first = matching.get(0);
    return matching.size() == 1
        ? first.name()
        : matching.stream().filter(each -> each.has(path)).findFirst().orElse(first).name();
  }

  private List<Mapping> mappings() {
    List<Mapping> made = mappings;
    if (made == null) {
      made = new ArrayList<>();
      for (StaticResourceConfiguration configuration : configurations) {
        if (configuration.isEnabled()) {
          String pattern = RouteNameCache.shortened(configuration.getMapping());
          made.add(
              new Mapping(
                  configuration.getMapping(),
                  configuration.getResourceLoaders(),
                  new RouteName(pattern, RequestEvent.STATIC, "", ignored)));
        }
      }
      mappings = made;
    }
    return made;
  }

  /**
   * Where some of the files are.
   *
   * @param pattern the paths that they are asked for by
   */
  private record Mapping(String pattern, List<ResourceLoader> loaders, RouteName name) {

    boolean covers(String path) {
      return PathMatcher.ANT.matches(pattern, path);
    }

    /** Whether the file is here; only asked where several mappings cover its path. */
    boolean has(String path) {
      String name = PathMatcher.ANT.extractPathWithinPattern(pattern, path);
      String file = name.startsWith("/") ? name.substring(1) : name;
      String index = file.isEmpty() || file.endsWith("/") ? file + INDEX : file + "/" + INDEX;
      for (ResourceLoader loader : loaders) {
        boolean found = !file.isEmpty() && loader.getResource(file).isPresent();
        if (found || (file.indexOf('.') < 0 && loader.getResource(index).isPresent())) {
          return true;
        }
      }
      return false;
    }
  }
}
