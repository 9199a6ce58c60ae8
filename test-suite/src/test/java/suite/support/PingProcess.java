package suite.support;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/**
 * The application of {@link Pings} as a process of its own; it says on which port it listens, and
 * where its console is, if it has one.
 */
public final class PingProcess {

  private static final String LISTENS = "listens on ";

  private PingProcess() {}

  public static void main(String[] arguments) {
    ConsoleLinks.read();
    ApplicationContext context =
        Micronaut.build(arguments)
            .banner(false)
            .properties(
                Map.of(
                    "suite.ping",
                    true,
                    "micronaut.server.host",
                    "127.0.0.1",
                    "micronaut.server.port",
                    -1,
                    "micronaut.security.enabled",
                    false,
                    "micronaut.application.name",
                    "ping"))
            .start();
    int port = context.getBean(EmbeddedServer.class).getPort();
    ConsoleLinks.find(port).ifPresent(link -> System.out.println("Console: " + link.address()));
    System.out.println(LISTENS + port);
  }

  public static int portOf(JavaProcess process) {
    String line = process.awaitLine(said -> said.startsWith(LISTENS));
    return Integer.parseInt(line.substring(LISTENS.length()));
  }
}
