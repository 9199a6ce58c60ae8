package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.LogCapture;
import suite.support.RawHttp;

/** Where the console is, where it is not, and that it never looks at itself. */
final class PresenceTest {

  private static final String LOGGER = "io.routeflow.micronaut.console";

  @ParameterizedTest
  @CsvSource({
    "dev, '', true",
    "test, '', true",
    "prod, '', false",
    "prod, true, true",
    "dev, false, false",
    "test, off, false",
    "dev, nonsense, true",
    "prod, nonsense, false",
  })
  void itIsThereForDevelopersAndWhereItIsAskedFor(
      String environment, String enabled, boolean there) {
    Map<String, Object> settings =
        enabled.isEmpty() ? Map.of() : Map.of("routeflow.console.enabled", enabled);
    try (EmbeddedServer server = start(environment, settings)) {
      assertThat(status(server)).isEqualTo(there ? 401 : 404);
      assertThat(consoleBeans(server).isEmpty()).isEqualTo(!there);
    }
  }

  @Test
  void withoutTheModuleThereIsNoConsoleEither() {
    Map<String, Object> settings =
        Map.of("routeflow.enabled", false, "routeflow.console.enabled", true);
    try (EmbeddedServer server = start("dev", settings)) {
      assertThat(status(server)).isEqualTo(404);
      assertThat(consoleBeans(server)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/shop-api"})
  void oneLineSaysWhereItIs(String context) {
    Map<String, Object> settings =
        context.isEmpty() ? Map.of() : Map.of("micronaut.server.context-path", context);
    try (LogCapture log = LogCapture.of(LOGGER);
        Console console = Console.start(settings)) {
      assertThat(log.messages())
          .containsExactly(
              "Console: http://localhost:"
                  + console.port()
                  + context
                  + "/routeflow-console/?code="
                  + console.code());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/shop-api"})
  void itsOwnRequestsAreNoEvents(String context) {
    Map<String, Object> settings =
        context.isEmpty()
            ? Map.of("routeflow.ignored-paths", "/none")
            : Map.of("micronaut.server.context-path", context, "routeflow.ignored-paths", "/none");
    try (Console console = Console.start(settings);
        EventStream stream = EventStream.open(console)) {
      console.get("");
      console.get("/");
      console.get("/page.js");
      console.get("/api/requests?x=1");
      console.get("/api/no-such");
      console.get("/api/state", "Sec-Fetch-Site: cross-site");
      console.send("OPTIONS", "/api/state");
      console.post("/api/flush");
      console.post("/api/clear");
      console.visit("/shop/items/1");

      assertThat(stream.await("request").data().path("path").asText()).endsWith("/items/{id}");
      assertThat(console.awaitRows(1)).hasSize(1);
      Routeflow routeflow = console.application().context().getBean(Routeflow.class);
      assertThat(routeflow.stats().captured()).isEqualTo(1);
    }
  }

  private static EmbeddedServer start(String environment, Map<String, Object> settings) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .environments(environment)
            .properties(
                Map.of(
                    "spec.name",
                    ConsoleShop.SPEC,
                    "micronaut.server.port",
                    -1,
                    "micronaut.security.enabled",
                    false))
            .properties(settings)
            .start();
    assertThat(context.getEnvironment().getActiveNames())
        .contains(environment)
        .doesNotContain(environment.equals("prod") ? Environment.TEST : "prod");
    return context.getBean(EmbeddedServer.class).start();
  }

  private static int status(EmbeddedServer server) {
    return RawHttp.exchange(server.getPort(), RawHttp.get(Console.PATH + "/api/state")).status();
  }

  private static List<String> consoleBeans(EmbeddedServer server) {
    return server.getApplicationContext().getAllBeanDefinitions().stream()
        .map(BeanDefinition::getName)
        .filter(name -> name.startsWith("io.routeflow.micronaut.console."))
        .toList();
  }
}
