package suite.optional;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.client.HttpClient;
import java.util.Map;

/** An application that says which HTTP client it gets. */
public final class ClientBeanProcess {
  static final String GETS = "gets ";

  private ClientBeanProcess() {}

  public static void main(String[] arguments) {
    try (ApplicationContext context =
        ApplicationContext.run(Map.of("micronaut.security.enabled", false))) {
      System.out.println(GETS + context.getBean(HttpClient.class).getClass().getName());
    }
  }
}
