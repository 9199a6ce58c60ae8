package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import jakarta.inject.Singleton;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;

/** Jobs, events and exceptions of the application are rows beside its requests. */
final class OtherEventsTest {

  @Test
  void aJobIsARowAndWholeWithItsBreadcrumbsAndAttributes() {
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, Map.of())) {
      Routeflow routeflow = console.application().context().getBean(Routeflow.class);
      try (RouteflowScope scope = routeflow.openScope(EventType.JOB, "nightly")) {
        routeflow.addBreadcrumb("Reading invoices");
        routeflow.attribute("invoices", 12);
        scope.failed(new IllegalStateException("canary-message"));
      }
      JsonNode row = console.awaitRows(1).get(0);
      assertThat(row.path("type").asText()).isEqualTo("job");
      assertThat(row.path("name").asText()).isEqualTo("nightly");
      assertThat(row.path("status").asText()).isEqualTo("failed");
      assertThat(row.path("latency_ms").asDouble(-1)).isNotNegative();
      assertThat(row.has("method")).isFalse();

      JsonNode whole = console.json("/api/requests/" + row.path("event_id").asText());
      assertThat(whole.at("/event/breadcrumbs/0/message").asText()).isEqualTo("Reading invoices");
      assertThat(whole.at("/event/attributes/invoices").asInt()).isEqualTo(12);
      assertThat(console.json("/api/routes").at("/routes/0/method").asText()).isEqualTo("JOB");
    }
  }

  /** What calls a job is a matter of the code, and of the console alone. */
  @Test
  void aJobOfAScheduleSaysWhichAndOneThatIsCalledWithinOtherWorkDoesNot() {
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, Map.of("suite.console-jobs", true))) {
      ApplicationContext context = console.application().context();
      context.getBean(Invoices.class).print();
      JsonNode scheduled = console.awaitRows(1).get(0);
      assertThat(scheduled.path("name").asText()).isEqualTo("print-invoices");
      assertThat(scheduled.path("trigger").asText()).isEqualTo("cron 0 0 3 1 1 *");

      try (RouteflowScope scope =
          context.getBean(Routeflow.class).openScope(EventType.CUSTOM, "by-hand")) {
        context.getBean(Invoices.class).print();
        scope.attribute("by", "hand");
      }
      JsonNode rows = console.awaitRows(3);
      assertThat(rows.get(1).path("name").asText()).isEqualTo("print-invoices");
      assertThat(rows.get(1).has("trigger")).isFalse();
      assertThat(rows.get(2).has("trigger")).isFalse();
      ingest.awaitEvents(3);
      assertThat(ingest.events().toString()).doesNotContain("trigger", "cron");
    }
  }

  @Test
  void anExceptionThatIsReportedIsARow() {
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, Map.of())) {
      console
          .application()
          .context()
          .getBean(Routeflow.class)
          .captureException(new IllegalStateException("canary-message"));
      JsonNode row = console.awaitRows(1).get(0);
      assertThat(row.path("type").asText()).isEqualTo("exception");
      assertThat(row.path("exception").asText()).isEqualTo("java.lang.IllegalStateException");
      assertThat(row.has("latency_ms")).isFalse();
    }
  }

  @Singleton
  @Requires(property = "suite.console-jobs")
  static class Invoices {

    @Scheduled(cron = "0 0 3 1 1 *")
    @RouteflowCapture(type = EventType.JOB, name = "print-invoices")
    void print() {}
  }
}
