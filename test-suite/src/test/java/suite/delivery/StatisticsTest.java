package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.TestApplication;

final class StatisticsTest {

  private static final String SPEC = "StatisticsTest";
  private static final String METERS = "StatisticsTest.meters";
  private static final String FILTERED = "StatisticsTest.filtered";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theManagementEndpointShowsTheCountersUnderTheirNamesAndTheConfigurationWithoutTheKey()
      throws IOException {
    try (FakeIngest ingest = FakeIngest.start().answer(Answer.status(503), Answer.accept());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "endpoints.routeflow.sensitive", false,
                    "routeflow.retry-base-ms", 1,
                    "routeflow.max-events-per-batch", 4,
                    "routeflow.flush-interval-ms", 3_600_000))) {
      Pings.send(application, 4);
      LedgerLaw.holdsAtRest(application, 4);
      Pings.send(application, 1);
      LedgerLaw.holds(application, 5);

      RawResponse response = RawHttp.exchange(application.port(), RawHttp.get("/routeflow"));
      JsonNode state = JSON.readTree(response.body());
      assertThat(state.path("captured").asInt()).isEqualTo(5);
      assertThat(state.path("enqueued").asInt()).isEqualTo(5);
      assertThat(state.path("sent").asInt()).isEqualTo(4);
      assertThat(state.path("waiting").asInt()).isEqualTo(1);
      assertThat(state.path("batches_in_flight").asInt()).isZero();
      assertThat(state.path("retries").asInt()).isEqualTo(1);
      assertThat(state.path("last_error_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
      assertThat(state.fieldNames())
          .toIterable()
          .contains(
              "dropped_queue_full",
              "dropped_sampled",
              "dropped_validation",
              "dropped_http_4xx",
              "dropped_http_5xx");
      assertThat(state.path("configuration").path("ingest-key").asText()).isEqualTo("(set)");
      assertThat(state.path("configuration").path("endpoint").asText())
          .isEqualTo(ingest.uri().toString());
      JsonNode destination = state.path("destinations").path("ingest");
      // the last one waits in front of all destinations
      assertThat(destination.path("offered").asInt()).isEqualTo(4);
      assertThat(destination.path("sent").asInt()).isEqualTo(4);
      assertThat(response.text()).doesNotContain(TestApplication.INGEST_KEY);
      LedgerLaw.holds(application, 5);
    }
  }

  @Test
  void withoutAnErrorTheTimeOfTheLastOneIsNull() throws IOException {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("endpoints.routeflow.sensitive", false))) {
      JsonNode state =
          JSON.readTree(RawHttp.exchange(application.port(), RawHttp.get("/routeflow")).body());
      assertThat(state.has("last_error_at")).isTrue();
      assertThat(state.path("last_error_at").isNull()).isTrue();
    }
  }

  @Test
  void theManagementEndpointIsClosedUnlessItIsOpened() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, Map.of())) {
      RawResponse response = RawHttp.exchange(application.port(), RawHttp.get("/routeflow"));
      assertThat(response.status()).isEqualTo(401);
      assertThat(response.text()).doesNotContain("captured");
    }
  }

  @Test
  void healthHasDetailsAndIsNeverDownBecauseOfTheEndpoint() throws IOException {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "endpoints.health.details-visible",
                    "ANONYMOUS",
                    "routeflow.retry-base-ms",
                    1))) {
      ingest.refuse();
      Pings.send(application, 2);
      LedgerLaw.holdsAtRest(application, 2);

      RawResponse response = RawHttp.exchange(application.port(), RawHttp.get("/health"));
      assertThat(response.status()).isEqualTo(200);
      JsonNode routeflow = JSON.readTree(response.body()).path("details").path("routeflow");
      assertThat(routeflow.path("status").asText()).isEqualTo("UP");
      JsonNode details = routeflow.path("details");
      assertThat(details.path("dropped_http_5xx").asInt()).isEqualTo(2);
      assertThat(details.path("last_tick_ms_ago").isIntegralNumber()).isTrue();
      JsonNode destination = details.path("destinations").path("ingest");
      assertThat(destination.path("offered").asInt()).isEqualTo(2);
      assertThat(destination.path("dropped_http_5xx").asInt()).isEqualTo(2);
    }
  }

  @Test
  void theLedgerIsThereAsMeters() {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(400));
        TestApplication application = Pings.start(ingest, METERS, Map.of())) {
      Pings.send(application, 3);
      LedgerLaw.holdsAtRest(application, 3);

      MeterRegistry registry = application.context().getBean(MeterRegistry.class);
      assertThat(registry.get("routeflow.events.captured").functionCounter().count()).isEqualTo(3);
      assertThat(registry.get("routeflow.events.enqueued").functionCounter().count()).isEqualTo(3);
      assertThat(registry.get("routeflow.events.sent").functionCounter().count()).isZero();
      assertThat(
              registry
                  .get("routeflow.events.dropped")
                  .tag("destination", "ingest")
                  .tag("reason", "http_4xx")
                  .functionCounter()
                  .count())
          .isEqualTo(3);
      assertThat(registry.get("routeflow.retries").functionCounter().count()).isZero();
      assertThat(registry.get("routeflow.events.waiting").gauge().value()).isZero();
      assertThat(registry.get("routeflow.batches.in.flight").gauge().value()).isZero();
    }
  }

  /** As the guide says. */
  @Test
  void theDeliveriesAreInTheMetersOfClientsUnlessAFilterLeavesThemOut() {
    for (String spec : new String[] {METERS, FILTERED}) {
      try (FakeIngest ingest = FakeIngest.start();
          TestApplication application = Pings.start(ingest, spec, Map.of())) {
        Pings.send(application, 1);
        LedgerLaw.holdsAtRest(application, 1);
        MeterRegistry registry = application.context().getBean(MeterRegistry.class);
        assertThat(registry.find("http.client.requests").tag("serviceId", "routeflow").timers())
            .hasSize(spec.equals(METERS) ? 1 : 0);
        assertThat(registry.get("routeflow.events.sent").functionCounter().count()).isEqualTo(1);
      }
    }
  }

  @Requires(property = "spec.name", value = FILTERED)
  @Factory
  static class FilteredRegistries {
    @Singleton
    SimpleMeterRegistry registry() {
      return new SimpleMeterRegistry();
    }

    @Singleton
    MeterFilter withoutDeliveries() {
      return MeterFilter.deny(id -> String.valueOf(id.getTag("serviceId")).startsWith("routeflow"));
    }
  }

  @Requires(property = "spec.name", value = METERS)
  @Factory
  static class Registries {
    @Singleton
    SimpleMeterRegistry registry() {
      return new SimpleMeterRegistry();
    }
  }
}
