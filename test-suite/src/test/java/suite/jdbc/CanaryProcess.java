package suite.jdbc;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.LinkedHashMap;
import java.util.Map;
import suite.support.JavaProcess;

/**
 * The application of {@link Canaries} as a process of its own; it says on which port it listens.
 */
public final class CanaryProcess {

  private static final String LISTENS = "listens on ";

  private CanaryProcess() {}

  public static void main(String[] arguments) {
    Map<String, Object> properties = new LinkedHashMap<>(DatabaseApplication.h2("default"));
    properties.put("suite.canaries", true);
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", -1);
    properties.put("micronaut.security.enabled", false);
    ApplicationContext context =
        Micronaut.build(arguments).banner(false).properties(properties).start();
    System.out.println(LISTENS + context.getBean(EmbeddedServer.class).getPort());
  }

  static int portOf(JavaProcess process) {
    String line = process.awaitLine(said -> said.startsWith(LISTENS));
    return Integer.parseInt(line.substring(LISTENS.length()));
  }
}
