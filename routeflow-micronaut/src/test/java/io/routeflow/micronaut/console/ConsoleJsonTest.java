package io.routeflow.micronaut.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.routeflow.micronaut.console.flows.BatchOutcome;
import io.routeflow.micronaut.console.flows.LastError;
import io.routeflow.micronaut.console.json.ConsoleJson;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The JSON says what the interface's description says, by the same names. */
final class ConsoleJsonTest {

  private static final ConsoleState STATE = state(true);
  private static final String STATE_JSON =
      "{\"service\":{\"name\":\"orders\",\"version\":\"1.2\",\"instance\":\"b7c1e2\","
          + "\"environment\":\"dev\",\"code_version\":\"a7f91c\"},"
          + "\"sdk\":{\"name\":\"routeflow-micronaut\",\"version\":\"0.1.0\"},"
          + "\"started_at\":\"2026-11-21T05:00:00.000Z\","
          + "\"now\":\"2026-11-21T05:10:00.000Z\",\"cleared_seq\":17,\"endpoint\":true,"
          + "\"sql_capture\":false,\"local_details\":true,"
          + "\"routes\":[{\"method\":\"GET\",\"path\":\"/orders\"}],"
          + "\"max_requests\":500,\"max_age_ms\":900000,\"max_bytes\":16777216}";

  @Test
  void theStateHasTheNamesOfTheInterface() {
    assertThat(json(STATE)).isEqualTo(STATE_JSON);
  }

  @Test
  void whetherEventsLeaveIsAbsentAsLongAsItIsNotKnown() {
    assertThat(json(state(null))).isEqualTo(STATE_JSON.replace("\"endpoint\":true,", ""));
  }

  private static ConsoleState state(@Nullable Boolean endpoint) {
    return new ConsoleState(
        new ConsoleState.Service("orders", "1.2", "b7c1e2", "dev", "a7f91c"),
        new ConsoleState.Module("routeflow-micronaut", "0.1.0"),
        "2026-11-21T05:00:00.000Z",
        "2026-11-21T05:10:00.000Z",
        17,
        endpoint,
        false,
        false,
        true,
        List.of(new ApplicationRoutes.Route("GET", "/orders")),
        500,
        900_000,
        16_777_216);
  }

  @Test
  void whatAServiceDoesNotNameIsAbsent() {
    assertThat(json(new ConsoleState.Service("orders", null, "b7c1e2", "dev", null)))
        .isEqualTo("{\"name\":\"orders\",\"instance\":\"b7c1e2\",\"environment\":\"dev\"}");
  }

  @Test
  void deliveryHasTheNamesOfTheInterface() {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("captured", 10L);
    stats.put("batches_in_flight", 1);
    stats.put("last_error_at", "2026-11-21T05:00:00Z");
    assertThat(
            json(
                new DeliveryReport(
                    stats,
                    Map.of("ingest", Map.of("offered", 9L)),
                    5000,
                    List.of(new BatchOutcome("ingest", new UUID(0, 1), "then", 9, "sent", null, 1)),
                    new LastError("ingest", "then", "status 429"),
                    new DeliveryReport.Cost(100, 1.9, 40.0, 3.0, 120, 240_000, 88_000, 1))))
        .isEqualTo(
            "{\"stats\":{\"captured\":10,\"batches_in_flight\":1,"
                + "\"last_error_at\":\"2026-11-21T05:00:00Z\"},\"destinations\":{\"ingest\":{\"offered\":9}},"
                + "\"queue_max\":5000,\"batches\":["
                + "{\"destination\":\"ingest\",\"batch_id\":\"00000000-0000-0000-0000-000000000001\",\"at\":\"then\","
                + "\"events\":9,\"outcome\":\"sent\",\"attempts\":1}],"
                + "\"last_error\":{\"destination\":\"ingest\",\"at\":\"then\",\"cause\":\"status 429\"},"
                + "\"cost\":{\"requests_measured\":100,\"request_median_us\":1.9,"
                + "\"request_p95_us\":40.0,\"delivery_us_per_event\":3.0,\"ring_requests\":120,"
                + "\"ring_bytes\":240000,\"bytes_sent\":88000,\"listeners\":1}}");
  }

  @Test
  void aFigureThatCannotBeHadIsAbsent() {
    assertThat(
            json(
                new DeliveryReport(
                    Map.of(),
                    Map.of(),
                    5000,
                    List.of(),
                    null,
                    new DeliveryReport.Cost(0, null, null, null, 0, 0, 0, 0))))
        .isEqualTo(
            "{\"stats\":{},\"destinations\":{},\"queue_max\":5000,\"batches\":[],\"cost\":{\"requests_measured\":0,"
                + "\"ring_requests\":0,\"ring_bytes\":0,\"bytes_sent\":0,\"listeners\":0}}");
  }

  @Test
  void anEmptyRingIsAnEmptyList() {
    assertThat(json(new RequestList(STATE, List.of())))
        .isEqualTo("{\"state\":" + STATE_JSON + ",\"requests\":[]}");
    assertThat(json(new RequestSelection(List.of()))).isEqualTo("{\"requests\":[]}");
  }

  @Test
  void halfAnObjectIsNoAnswer() {
    assertThatThrownBy(
            () ->
                ConsoleJson.bytes(
                    json -> {
                      json.writeStringField("a", "b");
                      throw new IOException("broken");
                    }))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static String json(JsonObject object) {
    return new String(ConsoleJson.bytes(object), UTF_8);
  }
}
