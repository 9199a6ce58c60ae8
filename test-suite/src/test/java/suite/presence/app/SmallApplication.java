package suite.presence.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** Starts the application, and prints what it has instead of what the modules might bring. */
public final class SmallApplication {

  /** Followed by the port; the last line of the start. */
  public static final String LISTENS = "listens on ";

  /** Followed by the class of the {@code JsonMapper} bean. */
  public static final String JSON_MAPPER = "JSON mapper ";

  /** Followed by something that the application consists of, in an application that lists it. */
  public static final String PRESENT = "has ";

  /** Set in this application, and not in the other ones that its classes are beside in tests. */
  static final String STARTED = "small.application";

  private static final String JSON_MAPPER_TYPE = "io.micronaut.json.JsonMapper";

  private SmallApplication() {}

  public static void main(String[] arguments) {
    ApplicationContext context =
        Micronaut.build(arguments)
            .banner(false)
            .properties(
                Map.of(
                    "micronaut.server.host",
                    "127.0.0.1",
                    "micronaut.server.port",
                    -1,
                    STARTED,
                    true))
            .start();
    if (context.containsProperty("small.inventory")) {
      new Inventory(context).lines().forEach(line -> System.out.println(PRESENT + line));
    }
    System.out.println(JSON_MAPPER + nameOfJsonMapper(context));
    System.out.println(LISTENS + context.getBean(EmbeddedServer.class).getPort());
  }

  private static String nameOfJsonMapper(ApplicationContext context) {
    try {
      Class<?> type = Class.forName(JSON_MAPPER_TYPE);
      return context.findBean(type).map(bean -> bean.getClass().getName()).orElse("none");
    } catch (ClassNotFoundException e) {
      return "none";
    }
  }
}
