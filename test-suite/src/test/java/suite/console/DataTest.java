package suite.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.RawHttp;

/** Each endpoint tells what the console's interface says. */
final class DataTest {

  @Test
  void theStateNamesTheServiceTheModuleAndTheLimits() {
    try (Console console = Console.start(Map.of("routeflow.service-name", "orders"))) {
      JsonNode state = console.json("/api/state");

      assertThat(state.at("/service/name").asText()).isEqualTo("orders");
      assertThat(state.at("/service/environment").asText()).isEqualTo("development");
      assertThat(state.at("/service/instance").asText()).hasSize(6);
      assertThat(state.at("/sdk/name").asText()).isEqualTo("routeflow-micronaut");
      assertThat(state.path("started_at").asText()).matches("\\S+T\\S+\\.\\d{3}Z");
      assertThat(state.path("now").asText())
          .isGreaterThanOrEqualTo(state.path("started_at").asText());
      assertThat(awaitEndpoint(console)).isFalse();
      assertThat(state.path("max_requests").asInt()).isEqualTo(500);
      assertThat(state.path("max_age_ms").asLong()).isEqualTo(900_000);
      assertThat(state.path("max_bytes").asLong()).isEqualTo(16_777_216);
      assertThat(state.at("/service").has("version")).as("absent, not null").isFalse();
    }
  }

  @Test
  void anEndpointThatIsNotAcceptedIsNotTakenForNone() {
    try (Console console = Console.start(Map.of("routeflow.endpoint", "localhost:18099"))) {
      JsonNode state = console.json("/api/state");
      assertThat(awaitEndpoint(console)).isFalse();
      assertThat(state.path("endpoint_rejected").asBoolean()).isTrue();
      assertThat(state.toString()).doesNotContain("18099");
    }
    try (Console console = Console.start(Map.of("routeflow.endpoint", " "))) {
      assertThat(console.json("/api/state").has("endpoint_rejected")).isFalse();
    }
  }

  @Test
  void whetherEventsLeaveIsNotSaidBeforeTheExportersAreMade() {
    try (Console console = Console.start(Map.of("routeflow.flush-interval-ms", "3600000"))) {
      assertThat(console.json("/api/state").has("endpoint")).as("not known yet").isFalse();
      console.visit("/shop/items/7");
      console.post("/api/flush");
      assertThat(awaitEndpoint(console)).isFalse();
    }
  }

  private static boolean awaitEndpoint(Console console) {
    return await()
        .until(() -> console.json("/api/state").path("endpoint"), JsonNode::isBoolean)
        .asBoolean();
  }

  @Test
  void theApplicationStartedBeforeItsFirstRequest() {
    try (Console console = Console.start(Map.of())) {
      console.visit("/shop/items/7");
      JsonNode row = console.awaitRows(1).get(0);
      assertThat(console.json("/api/state").path("started_at").asText())
          .isNotEmpty()
          .isLessThanOrEqualTo(row.path("timestamp").asText());
    }
  }

  @Test
  void aRequestIsARowAndCanBeAskedForWhole() {
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, Map.of())) {
      console.visit("/shop/items/7?secret=1", "x-routeflow-frontend-route: /checkout");
      JsonNode row = console.awaitRows(1).get(0);

      assertThat(row.path("seq").isIntegralNumber()).isTrue();
      assertThat(row.path("method").asText()).isEqualTo("GET");
      assertThat(row.path("path").asText()).isEqualTo("/shop/items/{id}");
      assertThat(row.path("handler").asText()).isEqualTo("ConsoleShop.item");
      assertThat(row.path("frontend_route").asText()).isEqualTo("/checkout");
      assertThat(row.path("status_code").asInt()).isEqualTo(200);
      assertThat(row.path("status").asText()).isEqualTo("success");
      assertThat(row.path("outcome").asText()).isIn("waiting", "sent");

      JsonNode whole = console.json("/api/requests/" + row.path("event_id").asText());
      assertThat(whole.path("event_id")).isEqualTo(row.path("event_id"));
      assertThat(whole.path("path")).isEqualTo(row.path("path"));
      assertThat(whole.at("/event/type").asText()).isEqualTo("request");
      assertThat(whole.at("/event/event_id")).isEqualTo(row.path("event_id"));
      assertThat(whole.path("timeline").isArray()).isTrue();
      assertThat(whole.path("timeline_truncated").asBoolean(true)).isFalse();
      assertThat(console.json("/api/state").path("endpoint").asBoolean()).isTrue();
    }
  }

  @Test
  void aRequestThatIsBeingHandledIsListedUntilItEnds() {
    try (Console console = Console.start(Map.of());
        RawHttp slow = RawHttp.connect(console.port())) {
      slow.send(RawHttp.get("/shop/slow", "x-routeflow-frontend-route: /report"));
      JsonNode running =
          await()
              .atMost(FakeIngest.PATIENCE)
              .until(() -> console.json("/api/running").path("running"), list -> list.size() == 1)
              .get(0);
      assertThat(running.path("path").asText()).isEqualTo("/shop/slow");
      assertThat(running.path("handler").asText()).isEqualTo("ConsoleShop.slow");
      assertThat(running.path("frontend_route").asText()).isEqualTo("/report");
      assertThat(running.path("running_ms").asDouble()).isGreaterThanOrEqualTo(300);
      assertThat(console.json("/api/requests").path("requests")).isEmpty();

      ConsoleShop.DONE.countDown();
      assertThat(slow.read().text()).isEqualTo("done");
      assertThat(console.awaitRows(1).get(0).path("event_id")).isEqualTo(running.path("event_id"));
      assertThat(console.json("/api/running").path("running")).isEmpty();
    }
  }

  @Test
  void theListSaysWhoseItIsAndCanBeAskedForWhatIsNew() {
    try (Console console = Console.start(Map.of())) {
      console.visit("/shop/items/7");
      console.visit("/shop/items/8");
      console.awaitRows(2);
      JsonNode all = console.json("/api/requests");
      assertThat(all.at("/state/service/name").asText()).isEqualTo("test-application");
      assertThat(all.at("/state/started_at"))
          .isEqualTo(console.json("/api/state").path("started_at"));
      long first = all.at("/requests/0/seq").asLong();
      assertThat(console.json("/api/requests?after=" + first).path("requests"))
          .containsExactly(all.at("/requests/1"));
      assertThat(console.json("/api/requests?after=" + (first + 1)).path("requests")).isEmpty();
      assertThat(console.json("/api/requests?last=1").path("requests"))
          .containsExactly(all.at("/requests/1"));
      assertThat(console.json("/api/requests?last=0").path("requests")).isEmpty();
      for (String wrong : new String[] {"x", "-1", "1.5", "99999999999999999999"}) {
        assertThat(console.json("/api/requests?after=" + wrong).path("requests"))
            .as(wrong)
            .hasSize(2);
      }
    }
  }

  @Test
  void severalRequestsCanBeAskedForWholeAtOnceAsFarAsTheyAreThere() {
    try (Console console = Console.start(Map.of())) {
      console.visit("/shop/items/7");
      console.visit("/shop/items/8");
      JsonNode rows = console.awaitRows(2);
      String first = rows.get(0).path("event_id").asText();
      String second = rows.get(1).path("event_id").asText();
      JsonNode found =
          console
              .json("/api/requests?ids=" + second + ",x,," + UUID.randomUUID() + "," + first)
              .path("requests");
      assertThat(found).hasSize(2);
      assertThat(found.get(0)).isEqualTo(console.json("/api/requests/" + second));
      assertThat(found.get(1)).isEqualTo(console.json("/api/requests/" + first));
      assertThat(console.json("/api/requests?ids=" + "x,".repeat(20) + first).path("requests"))
          .as("at most 20 are looked at")
          .isEmpty();
    }
  }

  @Test
  void aRequestThatIsNotThereIsSaidToBeMissing() {
    try (Console console = Console.start(Map.of())) {
      for (String id : new String[] {UUID.randomUUID().toString(), "x", "1-1-1-1-1", "%2e%2e"}) {
        assertThat(console.get("/api/requests/" + id).status()).as(id).isEqualTo(404);
      }
      assertThat(Console.parse(console.get("/api/requests/x").text()).path("message").asText())
          .isNotEmpty();
    }
  }

  @Test
  void routesStatementsAndDeliveryAreSummedUp() {
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, Map.of())) {
      console.visit("/shop/items/1");
      console.visit("/shop/broken/1");
      console.awaitRows(2);
      ingest.awaitEvents(2);

      JsonNode routes = console.json("/api/routes").path("routes");
      assertThat(routes).hasSize(2);
      assertThat(routes.get(0).path("path").asText()).isEqualTo("/shop/items/{id}");
      assertThat(routes.get(1).path("failures").asInt()).isEqualTo(1);
      assertThat(console.json("/api/sql").path("statements").isArray()).isTrue();

      JsonNode delivery =
          await()
              .atMost(FakeIngest.PATIENCE)
              .until(
                  () -> console.json("/api/delivery"),
                  found ->
                      found.at("/stats/sent").asInt() == 2 && found.at("/batches/0").isObject());
      assertThat(delivery.path("stats").has("last_error_at")).as("absent, not null").isFalse();
      assertThat(delivery.at("/stats/captured").asInt()).isEqualTo(2);
      assertThat(delivery.path("queue_max").asInt()).isEqualTo(5000);
      assertThat(delivery.at("/batches/0/outcome").asText()).isEqualTo("sent");
      assertThat(delivery.at("/cost/requests_measured").asInt()).isEqualTo(2);
      assertThat(delivery.at("/cost/request_median_us").asDouble()).isPositive();
      assertThat(delivery.at("/cost/request_p95_us").asDouble()).isPositive();
      assertThat(delivery.at("/cost/delivery_us_per_event").asDouble()).isPositive();
      assertThat(delivery.at("/cost/ring_requests").asInt()).isEqualTo(2);
      assertThat(delivery.at("/cost/ring_bytes").asLong()).isPositive();
      assertThat(delivery.at("/cost/bytes_sent").asLong()).isPositive();
      assertThat(delivery.at("/cost/listeners").asInt()).isZero();
    }
  }

  @Test
  void clearingEmptiesTheRingAndTheFigures() {
    try (Console console = Console.start(Map.of())) {
      console.visit("/shop/items/1");
      console.awaitRows(1);

      assertThat(console.post("/api/clear").status()).isEqualTo(204);

      assertThat(console.json("/api/requests").path("requests").isArray()).isTrue();
      assertThat(console.json("/api/requests").path("requests")).isEmpty();
      assertThat(console.json("/api/routes").path("routes")).isEmpty();
    }
  }

  @Test
  void flushingSendsWhatWaits() {
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, Map.of("routeflow.flush-interval-ms", 3_600_000))) {
      console.visit("/shop/items/1");
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(
              () ->
                  console.application().context().getBean(Routeflow.class).stats().enqueued() == 1);

      assertThat(console.post("/api/flush").status()).isEqualTo(204);

      ingest.awaitEvents(1);
    }
  }

  @Test
  void whatTheConsoleAnswersDoesNotDependOnTheApplicationsJson() {
    Map<String, Object> settings =
        Map.of(
            "micronaut.serde.serialization.inclusion", "NON_EMPTY",
            "jackson.serialization-inclusion", "NON_DEFAULT",
            "micronaut.serde.property-naming-strategy", "UPPER_CAMEL_CASE",
            "micronaut.serde.time-write-shape", "DECIMAL");
    try (Console console = Console.start(settings)) {
      JsonNode requests = console.json("/api/requests");
      assertThat(requests.path("requests").isArray()).isTrue();
      assertThat(console.json("/api/state").path("started_at").isTextual()).isTrue();
      assertThat(console.json("/api/delivery").at("/stats/sent").isNumber()).isTrue();
    }
  }
}
