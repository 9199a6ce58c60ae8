package suite.support;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** The application of {@link Pings} as a process of its own; it says on which port it listens. */
public final class PingProcess {

  private static final String LISTENS = "listens on ";

  private PingProcess() {}

  public static void main(String[] arguments) {
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
    System.out.println(LISTENS + context.getBean(EmbeddedServer.class).getPort());
  }

  public static int portOf(JavaProcess process) {
    String line = process.awaitLine(said -> said.startsWith(LISTENS));
    return Integer.parseInt(line.substring(LISTENS.length()));
  }
}
