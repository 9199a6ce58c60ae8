package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The scheme by which the server is reached: {@code http} or {@code https}. Asked once a request
 * has come, since the server is made before that. Thread-safe.
 */
@Singleton
final class ServerScheme {

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
    if (scheme == null
        && !environment.getProperty("micronaut.server.dual-protocol", Boolean.class, false)) {
      scheme = server.find(null).map(EmbeddedServer::getScheme).orElse(null);
      known = scheme;
    }
    return scheme;
  }
}
