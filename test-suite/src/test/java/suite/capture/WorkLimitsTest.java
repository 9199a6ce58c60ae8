package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** What an application adds by hand is bounded, and what is beyond the bound is known. */
final class WorkLimitsTest {

  private static final String SPEC = "WorkLimitsTest";
  private static final String ANY = "setting.without.meaning";

  @ParameterizedTest
  @CsvSource({
    ANY + ", 50", // the default
    "routeflow.max-breadcrumbs, 3",
    "routeflow.max-breadcrumbs, 0"
  })
  void theLatestBreadcrumbsAreKept(String setting, int kept) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC, Map.of(setting, kept))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      for (int i = 0; i < 60; i++) {
        routeflow.addBreadcrumb("process-" + i);
      }
      RawHttp.exchange(application.port(), RawHttp.get("/limits/60"));
      try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
        scope.warning();
        for (int i = 0; i < 60; i++) {
          routeflow.addBreadcrumb("scope-" + i);
        }
      }
      routeflow.captureEvent(CapturedEvent.named("later").build());

      assertLatest(
          ingest.awaitEvent(event -> event.path("type").asText().equals("request")),
          "request-",
          kept);
      assertLatest(named(ingest, "import"), "scope-", kept);
      // the scope has taken them, and none was left of them for the next one
      assertThat(named(ingest, "later").has("breadcrumbs")).isFalse();
    }
  }

  private static void assertLatest(JsonNode event, String prefix, int kept) {
    assertThat(event.has("breadcrumbs")).isEqualTo(kept > 0);
    assertThat(event.path("breadcrumbs"))
        .extracting(breadcrumb -> breadcrumb.path("message").asText())
        .isEqualTo(IntStream.range(60 - kept, 60).mapToObj(i -> prefix + i).toList());
  }

  @Test
  void partsOfABreadcrumbAreCutAndAnEventHasSoManyAttributes() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
        scope.warning();
        Breadcrumb breadcrumb =
            Breadcrumb.of("m".repeat(513))
                .category("c".repeat(65))
                .level(Breadcrumb.Level.ERROR)
                .data("text", "d".repeat(513));
        for (int i = 1; i < 20; i++) {
          breadcrumb = breadcrumb.data("d" + i, i);
        }
        routeflow.addBreadcrumb(breadcrumb);
        routeflow.attribute("n".repeat(65), "a longer name is refused");
        routeflow.attribute("n".repeat(64), "kept");
        routeflow.attribute("text", "t".repeat(257));
        for (int i = 2; i < 40; i++) {
          routeflow.attribute("a" + i, i);
        }
        routeflow.attribute("text", "t".repeat(256) + "again");
      }

      JsonNode event = named(ingest, "import");
      JsonNode breadcrumb = event.at("/breadcrumbs/0");
      assertThat(breadcrumb.path("message").asText()).hasSize(512);
      assertThat(breadcrumb.path("category").asText()).hasSize(64);
      assertThat(breadcrumb.path("level").asText()).isEqualTo("error");
      assertThat(breadcrumb.path("data")).hasSize(16);
      assertThat(breadcrumb.at("/data/text").asText()).hasSize(512);
      assertThat(event.path("attributes")).hasSize(32);
      assertThat(event.path("attributes").path("n".repeat(64)).asText()).isEqualTo("kept");
      assertThat(event.at("/attributes/text").asText()).hasSize(256);
      assertThat(event.at("/attributes/a31").asInt()).isEqualTo(31);
      assertThat(event.path("attributes").has("a32")).isFalse();
    }
  }

  @Test
  void breadcrumbsOfAnIgnoredRequestAreDropped() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      RawHttp.exchange(application.port(), RawHttp.get("/limits/ignored"));
      routeflow.addBreadcrumb("of the process");
      routeflow.captureException(new IllegalStateException("after it"));

      JsonNode event = ingest.awaitEvent(one -> one.path("type").asText().equals("exception"));
      assertThat(event.path("breadcrumbs"))
          .extracting(breadcrumb -> breadcrumb.path("message").asText())
          .containsExactly("of the process");
    }
  }

  private static JsonNode named(FakeIngest ingest, String name) {
    return ingest.awaitEvent(event -> event.path("name").asText().equals(name));
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/limits")
  static class Adding {
    private final Routeflow routeflow;

    Adding(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/{count}")
    String add(int count) {
      for (int i = 0; i < count; i++) {
        routeflow.addBreadcrumb("request-" + i);
      }
      return "added";
    }

    @RouteflowIgnore
    @Get("/ignored")
    String ignored() {
      routeflow.addBreadcrumb("of an ignored request");
      routeflow.addBreadcrumb(Breadcrumb.of("of an ignored request"));
      return "added";
    }
  }
}
