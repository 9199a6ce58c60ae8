package io.routeflow.micronaut.export.replaystack;

import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.server.EmbeddedServer;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of this application's server as it is configured; never what a request
 * claims. Looked up when the first event is sent: the server is running then. Confined to the
 * lane's thread.
 */
final class ServerOrigin {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final BeanProvider<EmbeddedServer> server;
  private boolean known;
  private @Nullable String origin;

  ServerOrigin(BeanProvider<EmbeddedServer> server) {
    this.server = server;
  }

  /** Such as {@code https://orders.internal:8443}; {@code null} where there is no server. */
  @Nullable String find() {
    if (!known) {
      origin = lookUp();
      known = true;
    }
    return origin;
  }

  private @Nullable String lookUp() {
    try {
      return server.isPresent() ? of(server.get()) : null;
    } catch (RuntimeException e) {
      // one that cannot be made, or is not running: the event goes without it
      return null;
    }
  }

  private static String of(EmbeddedServer running) {
    String scheme = running.getScheme();
    int port = running.getPort();
    boolean usual = port <= 0 || port == ("https".equals(scheme) ? HTTPS_PORT : HTTP_PORT);
    return scheme + "://" + running.getHost() + (usual ? "" : ":" + port);
  }
}
