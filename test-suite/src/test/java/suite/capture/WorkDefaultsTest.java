package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import suite.support.ApplicationExtension;

/** What becomes of types, statuses and breadcrumbs that do not fit where they are handed over. */
final class WorkDefaultsTest {

  @RegisterExtension
  final ApplicationExtension application = ApplicationExtension.of("WorkDefaultsTest", Map.of());

  private Routeflow routeflow;

  @BeforeEach
  void see() {
    routeflow = application.application().context().getBean(Routeflow.class);
  }

  @Test
  void anEventByHandIsNoRequest() {
    routeflow.captureEvent(CapturedEvent.named("by-hand").type(EventType.REQUEST).build());

    JsonNode event = next("by-hand");
    assertThat(event.path("type").asText()).isEqualTo("custom");
    assertThat(event.path("status").asText()).isEqualTo("success");
  }

  @Test
  void anEventByHandIsNoExceptionEither() {
    routeflow.captureEvent(CapturedEvent.named("by-hand").type(EventType.EXCEPTION).build());

    JsonNode event = next("by-hand");
    assertThat(event.path("type").asText()).isEqualTo("custom");
    assertThat(event.path("status").asText()).isEqualTo("success");
    assertThat(event.has("exception")).isFalse();
  }

  @Test
  void aFlushWithoutATimeDoesNotWait() {
    routeflow.captureEvent(CapturedEvent.named("flushed").build());
    boolean unused = routeflow.flush(null);
    assertThat(next("flushed").path("type").asText()).isEqualTo("custom");
  }

  @Test
  void anExceptionStaysAFailedExceptionWhateverItsEventSays() {
    routeflow.captureException(
        new IllegalStateException(),
        CapturedEvent.named("a-job").type(EventType.JOB).status(EventStatus.SUCCESS).build());

    JsonNode event = next("a-job");
    assertThat(event.path("type").asText()).isEqualTo("exception");
    assertThat(event.path("status").asText()).isEqualTo("failed");
    assertThat(event.at("/exception/name").asText()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void breadcrumbsOfTheProcessStandInFrontOfThoseOfTheEvent() {
    routeflow.addBreadcrumb("before");
    try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
      routeflow.addBreadcrumb("within");
      scope.attribute("rows", 1);
    }

    assertThat(next("import").path("breadcrumbs"))
        .extracting(crumb -> crumb.path("message").asText())
        .containsExactly("before", "within");
  }

  private JsonNode next(String name) {
    return application.ingest().awaitEvent(event -> event.path("name").asText().equals(name));
  }
}
