package io.routeflow.micronaut.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

final class ConsoleAddressTest {

  @Test
  void namesTheServerAsItsMachineReachesIt() {
    assertThat(ConsoleAddress.of(server(8081), "/x/?id=1"))
        .isEqualTo("https://localhost:8081/x/?id=1");
  }

  /** As one that listens on a Unix domain socket. */
  @Test
  void ofAServerWithoutAPortThereIsThePath() {
    assertThat(ConsoleAddress.of(server(-1), "/x/?id=1")).isEqualTo("/x/?id=1");
  }

  private static EmbeddedServer server(int port) {
    return (EmbeddedServer)
        Proxy.newProxyInstance(
            ConsoleAddressTest.class.getClassLoader(),
            new Class<?>[] {EmbeddedServer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getScheme")) {
                return "https";
              }
              if (port < 0) {
                throw new UnsupportedOperationException("no port");
              }
              return port;
            });
  }
}
