package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.LogCapture;

/** A server that listens on a Unix domain socket only, as behind a proxy on the same machine. */
final class NoPortTest {

  @Test
  void anApplicationWithoutAPortStartsWithTheConsole(@TempDir Path folder) {
    Map<String, Object> settings =
        Map.of(
            "micronaut.server.netty.listeners.socket.family",
            "UNIX",
            "micronaut.server.netty.listeners.socket.path",
            folder.resolve("s").toString(),
            "micronaut.security.enabled",
            false,
            "routeflow.console.enabled",
            true);
    try (LogCapture log = LogCapture.of("io.routeflow", Level.INFO);
        ApplicationContext context = ApplicationContext.run(settings)) {
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      assertThat(server.isRunning()).isTrue();
      assertThat(log.messages()).anyMatch(line -> line.startsWith("Console: /routeflow-console/?"));
      server.stop();
    }
  }
}
