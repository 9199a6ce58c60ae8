package io.routeflow.micronaut.export.replaystack;

import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.server.EmbeddedServer;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of this application's server as it is configured; never what a request
 * claims. Looked up when an event is sent; the first may be of an earlier process, and sent before
 * the server runs. Confined to the lane's thread.
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
      lookUp();
    }
    return origin;
  }

  private void lookUp() {
    EmbeddedServer found = findServer();
    try {
      origin = found == null ? null : of(found);
      known = true;
    } catch (RuntimeException e) {
      // it does not run yet, and its port is any that is free: this event goes without it
    }
  }

  private @Nullable EmbeddedServer findServer() {
    try {
      return server.isPresent() ? server.get() : null;
    } catch (RuntimeException e) {
      // one that cannot be made
      return null;
    }
  }

  private static String of(EmbeddedServer running) {
    return of(running.getScheme(), running.getHost(), running.getPort());
  }

  static String of(String scheme, String host, int port) {
    boolean usual = port <= 0 || port == ("https".equals(scheme) ? HTTPS_PORT : HTTP_PORT);
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return scheme + "://" + (bare ? "[" + host + "]" : host) + (usual ? "" : ":" + port);
  }
}
