package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.env.Environment;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The scheme by which the server is reached: {@code http} or {@code https}. Asked once a request
 * has come, since the server is made before that. Thread-safe.
 */
@Singleton
final class ServerScheme {

  private static final String LISTENERS = "micronaut.server.netty.listeners";
  private static final String HTTP = "http";

  private final BeanProvider<EmbeddedServer> server;
  private final Environment environment;
  private volatile @Nullable String known;

  ServerScheme(BeanProvider<EmbeddedServer> server, Environment environment) {
    this.server = server;
    this.environment = environment;
  }

  /** {@code null} where it may be both, or where there is no server. */
  @Nullable String current() {
    String scheme = known;
    if (scheme == null) {
      scheme = server.find(null).map(one -> scheme(environment, one.getScheme())).orElse(null);
      known = scheme;
    }
    return scheme;
  }

  /**
   * The scheme of all listeners. Where they are configured one by one, each has its own, and the
   * server's says only whether there is TLS to be had.
   *
   * @return {@code null} where there are both, or where it is not clear what a listener does
   */
  static @Nullable String scheme(PropertyResolver configuration, String ofServer) {
    if (configuration.getProperty("micronaut.server.dual-protocol", Boolean.class, false)) {
      return null;
    }
    Collection<String> listeners = configuration.getPropertyEntries(LISTENERS);
    if (listeners.isEmpty()) {
      return ofServer;
    }
    long tls = listeners.stream().filter(name -> isSecure(configuration, name)).count();
    if (tls == 0) {
      return HTTP;
    }
    return tls == listeners.size() && !ofServer.equals(HTTP) ? ofServer : null;
  }

  private static boolean isSecure(PropertyResolver configuration, String listener) {
    return configuration.getProperty(LISTENERS + "." + listener + ".ssl", Boolean.class, false);
  }
}
