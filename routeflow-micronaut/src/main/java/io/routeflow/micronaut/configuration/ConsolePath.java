package io.routeflow.micronaut.configuration;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Internal;
import io.micronaut.web.router.RouteBuilder;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Where the console is; there where the console is on and an HTTP server is present. */
@Internal
@Singleton
@Requires(classes = RouteBuilder.class)
@Requires(condition = ConsoleEnabled.class)
public final class ConsolePath {

  /** The path below the server's context path. */
  public static final String PATH = "/routeflow-console";

  private final String base;
  private final boolean forDevelopers;

  /** Below the server's context path, spelled as the router has it for each controller. */
  public ConsolePath(RouteBuilder.@Nullable UriNamingStrategy naming, Environment environment) {
    base = naming == null ? PATH : naming.resolveUri(PATH);
    forDevelopers = ConsoleEnabled.isForDevelopers(environment.getActiveNames());
  }

  /** Whether the console may show what the settings keep out of events: in dev and test only. */
  public boolean showsLocalDetails() {
    return forDevelopers;
  }

  /** The whole path, without a slash at its end. */
  public String base() {
    return base;
  }

  /** Whether a request's path is the console's or lies below it. */
  public boolean contains(String path) {
    return path.startsWith(base)
        && (path.length() == base.length() || path.charAt(base.length()) == '/');
  }

  /** Whether it is the path of the page, with or without the slash at its end. */
  public boolean isPage(String path) {
    return contains(path) && path.length() <= base.length() + 1;
  }
}
