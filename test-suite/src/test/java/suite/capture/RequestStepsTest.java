package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** How callers authenticate, the steps of a request, and which outcomes are kept. */
final class RequestStepsTest {

  private static final String AUTH = "routeflow.capture-auth-mode";
  private static final String STEPS = "routeflow.breadcrumbs.automatic";

  @ParameterizedTest
  @CsvSource({
    "Authorization: Bearer canary, bearer, Bearer",
    "Authorization: bAsIc Y2FuYXJ5, basic, Basic",
    "Authorization: ApiKey canary, api_key, ApiKey",
    "Authorization: Digest canary, other, Digest",
    "Authorization: canary, other, ",
    "Authorization: Canary canary, other, ",
    "X-API-Key: canary, api_key, ",
    "apikey: canary, api_key, ",
    "Cookie: session=canary, cookie, ",
    "Accept: */*, none, "
  })
  void theModeAndARegisteredSchemeAreNotedAndNeverTheCredential(
      String header, String mode, String scheme) {
    for (String version : List.of("1.1", "2.0")) {
      try (Capturing capturing =
          Capturing.start(Map.of(AUTH, true, "micronaut.server.http-version", version))) {
        JsonNode event =
            version.equals("1.1")
                ? capturing.eventOf(RawHttp.get("/shop/ok/1?token=canary", header))
                : capturing.eventOf(() -> overHttp2(capturing.port(), header));
        assertThat(event.at("/auth/mode").asText()).as(version).isEqualTo(mode);
        assertThat(event.at("/auth/scheme").asText(null)).as(version).isEqualTo(scheme);
        assertThat(event.toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("canary");
      }
    }
  }

  @Test
  void authorizationComesBeforeKeysAndKeysBeforeCookies() {
    try (Capturing capturing = Capturing.start(Map.of(AUTH, true))) {
      String cookie = "Cookie: a=b";
      String key = "Api-Key: k";
      assertThat(modeOf(capturing, cookie, key, "Authorization: Basic x")).isEqualTo("basic");
      assertThat(modeOf(capturing, cookie, key)).isEqualTo("api_key");
    }
  }

  @Test
  void theStepsOfARequestAreNoted() {
    try (Capturing capturing = Capturing.start(Map.of(STEPS, true))) {
      JsonNode good = capturing.eventOf(RawHttp.get("/shop/ok/1")).path("breadcrumbs");
      assertThat(good.findValuesAsText("message"))
          .containsExactly("Request started", "Request finished");
      assertThat(good.at("/1/data/status_code").asInt()).isEqualTo(200);

      JsonNode bad = capturing.eventOf(RawHttp.get("/failing/unhandled/7")).path("breadcrumbs");
      assertThat(bad.findValuesAsText("message"))
          .containsExactly("Request started", "Request failed", "Request finished");
      assertThat(bad.at("/1/data/exception").asText()).endsWith("Failing$Unexpected");
      assertThat(bad.at("/2/level").asText()).isEqualTo("error");

      JsonNode invented =
          capturing.eventOf(RawHttp.request("BREW", "/shop/ok/1")).path("breadcrumbs");
      assertThat(invented.toString()).doesNotContain("BREW");
    }
  }

  @Test
  void noneOfItIsThereByDefault() {
    try (Capturing capturing = Capturing.start(Map.of())) {
      JsonNode event =
          capturing.eventOf(RawHttp.get("/failing/unhandled/7", "Authorization: Basic x"));
      assertThat(event.has("auth")).isFalse();
      assertThat(event.has("breadcrumbs")).isFalse();
    }
  }

  @Test
  void withoutSuccessesOnlyWarningsAndFailuresAreSent() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, "RequestStepsTest", Map.of("routeflow.capture-success", false))) {
      Pings.send(application, 3);
      RawHttp.exchange(application.port(), RawHttp.get("/no/such/path"));

      var stats = LedgerLaw.holdsAtRest(application, 4);
      assertThat(stats.dropped(DropReason.FILTERED)).isEqualTo(3);
      assertThat(ingest.awaitEvents(1))
          .singleElement()
          .matches(event -> event.path("status").asText().equals("warning"));
    }
  }

  @Test
  void eventsByHandLikewise() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, "RequestStepsTest", Map.of("routeflow.capture-success", false))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      for (EventType type : List.of(EventType.JOB, EventType.CUSTOM)) {
        for (EventStatus status : EventStatus.values()) {
          routeflow.captureEvent(
              CapturedEvent.named(type + " " + status).type(type).status(status).build());
        }
      }
      routeflow.captureException(new IllegalStateException());

      var stats = LedgerLaw.holdsAtRest(application, 7);
      assertThat(stats.dropped(DropReason.FILTERED)).isEqualTo(2);
      assertThat(ingest.awaitEvents(5))
          .extracting(event -> event.path("type").asText() + " " + event.path("status").asText())
          .containsExactlyInAnyOrder(
              "job warning", "job failed", "custom warning", "custom failed", "exception failed");
    }
  }

  private static String modeOf(Capturing capturing, String... headers) {
    return capturing.eventOf(RawHttp.get("/shop/ok/1", headers)).at("/auth/mode").asText();
  }

  private static void overHttp2(int port, String header) {
    String[] pair = header.split(": ", 2);
    HeaderBlock block =
        HeaderBlock.get("/shop/ok/1").with(pair[0].toLowerCase(java.util.Locale.ROOT), pair[1]);
    try (RawHttp2 http = RawHttp2.connectWith(port, 1, block)) {
      http.awaitEndOf(1);
    }
  }
}
