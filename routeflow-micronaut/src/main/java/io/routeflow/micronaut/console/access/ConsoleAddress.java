package io.routeflow.micronaut.console.access;

import io.micronaut.core.annotation.Internal;
import io.micronaut.runtime.server.EmbeddedServer;

/** Where the console is, for a line of the log that is read at the machine itself. */
@Internal
public final class ConsoleAddress {

  private ConsoleAddress() {}

  /**
   * The address of a path; the path alone where the server has no port, as on a Unix domain socket.
   */
  public static String of(EmbeddedServer server, String path) {
    try {
      return server.getScheme() + "://localhost:" + server.getPort() + path;
    } catch (RuntimeException e) {
      // the server has none to name
      return path;
    }
  }
}
