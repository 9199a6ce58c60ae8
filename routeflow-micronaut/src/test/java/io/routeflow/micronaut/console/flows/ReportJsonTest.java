package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.console.json.JsonText;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SampleStatements;
import io.routeflow.micronaut.event.SqlUsage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The JSON says what the interface's description says, by the same names. */
final class ReportJsonTest {

  private static final String ID =
      StatementId.of(
          "SELECT * FROM orders WHERE id = ?",
          "SELECT * FROM orders WHERE id = ?".hashCode(),
          "default");

  private static final String ROW =
      "\"seq\":1,\"event_id\":\"0199f0c2-7a10-7000-8000-000000000007\","
          + "\"timestamp\":\"2026-11-21T05:00:00.000Z\",\"trace_id\":\"trace-7\","
          + "\"frontend_route\":\"/checkout\",\"method\":\"GET\",\"path\":\"/orders/{id}\","
          + "\"handler\":\"Orders.show\",\"status_code\":500,\"status\":\"failed\","
          + "\"latency_ms\":12.384,\"exception\":\"java.lang.IllegalStateException\","
          + "\"sql\":{\"count\":2,\"total_ms\":3.101,\"errors\":1,\"n_plus_one\":true,"
          + "\"tables\":{\"orders\":{\"count\":2,\"total_ms\":3.101,\"errors\":1}},"
          + "\"statements\":{\""
          + ID
          + "\":{\"count\":2,\"total_ms\":3.101,\"errors\":1,\"n_plus_one\":true}}},"
          + "\"outcome\":\"dropped\",\"reason\":\"dropped_http_4xx\"";

  private final ManualClock clock = new ManualClock();
  private final RecentFlows flows =
      new RecentFlows(clock, new InternalErrors(() -> (stage, error) -> {}));

  @Test
  void aRowHasTheNamesOfTheInterface() throws IOException {
    add();
    assertThat(json(flows.requests().get(0))).isEqualTo("{" + ROW + "}");
  }

  @Test
  void whatARowDoesNotHaveIsAbsent() throws IOException {
    flows.waiting(SampleFlow.number(7).event(), null);
    assertThat(json(flows.requests().get(0)))
        .endsWith("\"latency_ms\":12.384,\"outcome\":\"waiting\"}");
  }

  @Test
  void aRequestIsItsRowAndItsEventAndItsTimeLine() throws IOException {
    add();
    assertThat(json(flows.request(SampleFlow.id(7))))
        .isEqualTo(
            "{"
                + ROW
                + ",\"event\":{\"type\":\"request\","
                + "\"event_id\":\"0199f0c2-7a10-7000-8000-000000000007\","
                + "\"timestamp\":\"2026-11-21T05:00:00.000Z\",\"trace_id\":\"trace-7\","
                + "\"span_id\":\"0000000000000008\",\"frontend_route\":\"/checkout\","
                + "\"method\":\"GET\",\"path\":\"/orders/{id}\",\"handler\":\"Orders.show\","
                + "\"status_code\":500,\"status\":\"failed\",\"latency_ms\":12.384,"
                + "\"sql\":{\"count\":2,\"total_ms\":3.101,\"truncated\":false,\"statements\":["
                + "{\"statement\":\"SELECT * FROM orders WHERE id = ?\",\"operation\":\"SELECT\","
                + "\"tables\":[\"orders\"],\"repository_method\":\"OrderRepository.findById\","
                + "\"datasource\":\"default\",\"db_system\":\"h2\",\"count\":2,"
                + "\"total_ms\":3.101,\"max_ms\":2.100,\"errors\":1,\"sql_state\":\"08003\","
                + "\"n_plus_one\":true}]},"
                + "\"exception\":{\"name\":\"java.lang.IllegalStateException\"},"
                + "\"attributes\":{\"tenant\":\"blue\"}},\"statement_ids\":[\""
                + ID
                + "\"],\"timeline\":[{\"kind\":\"sql\",\"index\":0,\"start_ms\":0.31,"
                + "\"duration_ms\":1.001,\"error\":false},"
                + "{\"kind\":\"sql\",\"index\":0,\"start_ms\":4.0,"
                + "\"duration_ms\":2.1,\"error\":true}],\"timeline_truncated\":false}");
  }

  @Test
  void aRequestHasTheIdsThatTheReportGivesItsStatementsAlsoWhereTwoAreShownAlike()
      throws IOException {
    flows.waiting(
        SampleFlow.number(7)
            .sql(
                SampleFlow.usage(
                    SampleStatements.cut("SELECT a...", 1), SampleStatements.cut("SELECT a...", 2)))
            .event(),
        null);
    List<String> ids =
        flows.statements().statements().stream().map(SqlReport.Statement::id).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize(2);
    assertThat(json(flows.request(SampleFlow.id(7))))
        .contains("},\"statement_ids\":[\"" + String.join("\",\"", ids) + "\"],\"timeline\":");
  }

  @Test
  void aRequestWithoutSqlHasNoIdsOfStatements() throws IOException {
    flows.waiting(SampleFlow.number(7).event(), null);
    assertThat(json(flows.request(SampleFlow.id(7)))).doesNotContain("statement_ids");
  }

  @Test
  void theReportOfRoutesHasTheNamesOfTheInterface() throws IOException {
    add();
    clock.advance(Duration.ofSeconds(10));
    assertThat(json(flows.routes()))
        .isEqualTo(
            "{\"since\":\"2026-11-21T05:00:00.000Z\",\"bucket_ms\":5000,\"routes\":["
                + "{\"method\":\"GET\",\"path\":\"/orders/{id}\",\"handler\":\"Orders.show\","
                + "\"count\":1,\"warnings\":0,\"failures\":1,\"rate\":0.017,\"p50_ms\":12.384,"
                + "\"p95_ms\":12.384,\"p99_ms\":12.384,\"max_ms\":12.384,"
                + "\"sql_per_request\":2.0,\"sql_ms_per_request\":3.101,\"n_plus_one\":1,"
                + "\"slowest\":{\"event_id\":\"0199f0c2-7a10-7000-8000-000000000007\","
                + "\"latency_ms\":12.384},\"sparkline\":["
                + "0,".repeat(57)
                + "1,0,0],\"failed\":["
                + "0,".repeat(57)
                + "1,0,0]}],\"others\":0}");
  }

  @Test
  void theReportOfStatementsHasTheNamesOfTheInterface() throws IOException {
    add();
    assertThat(json(flows.statements()))
        .isEqualTo(
            "{\"since\":\"2026-11-21T05:00:00.000Z\",\"statements\":["
                + "{\"id\":\""
                + ID
                + "\",\"statement\":\"SELECT * FROM orders WHERE id = ?\",\"operation\":\"SELECT\","
                + "\"tables\":[\"orders\"],\"db_system\":\"h2\",\"datasource\":\"default\","
                + "\"repository_methods\":[\"OrderRepository.findById\"],\"count\":2,"
                + "\"total_ms\":3.101,\"p95_ms\":2.1,\"max_ms\":2.1,\"errors\":1,"
                + "\"n_plus_one\":1,\"routes\":[{\"method\":\"GET\",\"path\":\"/orders/{id}\","
                + "\"count\":2,\"total_ms\":3.101}]}],\"others\":0}");
  }

  @Test
  void emptyReportsHaveEmptyListsAndNotNone() throws IOException {
    assertThat(json(flows.routes())).contains("\"routes\":[]");
    assertThat(json(flows.statements())).contains("\"statements\":[]");
  }

  @Test
  void deliveryHasTheNamesOfTheInterface() throws IOException {
    RequestEvent event = add();
    assertThat(json(flows.batches().get(0)))
        .isEqualTo(
            "{\"destination\":\"ingest\",\"batch_id\":\"00000000-0000-7000-0000-000000000001\","
                + "\"at\":\"2026-11-21T05:00:00.000Z\",\"events\":1,\"outcome\":\"dropped\","
                + "\"reason\":\"dropped_http_4xx\",\"attempts\":2}");
    assertThat(json(flows.lastError()))
        .isEqualTo(
            "{\"destination\":\"ingest\",\"at\":\"2026-11-21T05:00:00.000Z\",\"cause\":\"status"
                + " 422\"}");
    assertThat(json(new OutcomeChange(List.of(event.eventId()), "sent", null)))
        .isEqualTo(
            "{\"event_ids\":[\"0199f0c2-7a10-7000-8000-000000000007\"],\"outcome\":\"sent\"}");
  }

  private RequestEvent add() {
    SqlUsage.Statement statement =
        new SqlUsage.Statement(
            "SELECT * FROM orders WHERE id = ?",
            "SELECT",
            List.of("orders"),
            "OrderRepository.findById",
            "default",
            "h2",
            2,
            -1,
            -1,
            3_101_000,
            2_100_000,
            1,
            "08003",
            null,
            true,
            0);
    SqlUsage usage =
        new SqlUsage(
            2,
            3_101_000,
            false,
            List.of(statement),
            List.of(
                new SqlUsage.Execution(0, 4_000_000, 2_100_000, true),
                new SqlUsage.Execution(0, 310_000, 1_001_000, false)));
    RequestEvent event =
        SampleFlow.number(7)
            .status(500)
            .sql(usage)
            .event("java.lang.IllegalStateException", Map.of("tenant", "blue"));
    flows.waiting(event, null);
    flows.attemptFailed("ingest", "status 422");
    flows.dropped("ingest", SampleFlow.batch(event), DropReason.HTTP_4XX, 2);
    return event;
  }

  private static String json(@Nullable JsonObject object) throws IOException {
    return JsonText.of(Objects.requireNonNull(object));
  }
}
