package suite.console.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the application answers beside its rows. */
final class Figures {

  static final String SINCE = "2026-11-21T05:00:00.000Z";
  static final String NOW = "2026-11-21T05:10:00.000Z";

  private Figures() {}

  static Map<String, Object> of(List<Map<String, Object>> rows) {
    return Map.of(
        "state",
        state(SINCE, "a7f91c"),
        "routes",
        routes(rows),
        "sql",
        sql(rows),
        "delivery",
        delivery(),
        "running",
        Map.of("running", List.of()),
        "classes",
        Map.of("classes", Map.of()));
  }

  static Map<String, Object> state(String startedAt, String codeVersion) {
    return Map.of(
        "service",
        Map.of(
            "name",
            "orders",
            "version",
            "1.2",
            "instance",
            "b7c1e2",
            "environment",
            "dev",
            "code_version",
            codeVersion),
        "sdk",
        Map.of("name", "routeflow-micronaut", "version", "0.1.0"),
        "started_at",
        startedAt,
        "now",
        NOW,
        "endpoint",
        true,
        "max_requests",
        500,
        "max_age_ms",
        900000,
        "max_bytes",
        16777216);
  }

  private static Map<String, Object> routes(List<Map<String, Object>> rows) {
    var routes = new ArrayList<Map<String, Object>>();
    for (Map<String, Object> row : rows.subList(0, Math.min(rows.size(), 20))) {
      if (row.containsKey("type")) {
        continue;
      }
      routes.add(
          Map.ofEntries(
              Map.entry("method", row.get("method")),
              Map.entry("path", row.get("path")),
              Map.entry("handler", row.get("handler")),
              Map.entry("count", 40),
              Map.entry("warnings", 1),
              Map.entry("failures", 2),
              Map.entry("rate", 0.66),
              Map.entry("p50_ms", 3.1),
              Map.entry("p95_ms", 8.0),
              Map.entry("p99_ms", 12.4),
              Map.entry("max_ms", 12.4),
              Map.entry("sql_per_request", 2.0),
              Map.entry("sql_ms_per_request", 1.1),
              Map.entry("n_plus_one", 3),
              Map.entry("slowest", Map.of("event_id", row.get("event_id"), "latency_ms", 12.4)),
              Map.entry("sparkline", IntStream.range(0, 60).map(i -> i % 7).boxed().toList())));
    }
    return Map.of("since", SINCE, "bucket_ms", 5000, "routes", routes, "others", 0);
  }

  private static Map<String, Object> sql(List<Map<String, Object>> rows) {
    var statements = new ArrayList<Map<String, Object>>();
    for (Map<String, Object> row : rows) {
      if (Rows.whole(row).get("event") instanceof Map<?, ?> event
          && event.get("sql") instanceof Map<?, ?> sql
          && sql.get("statements") instanceof List<?> list
          && list.get(0) instanceof Map<?, ?> statement) {
        statements.add(
            Map.ofEntries(
                Map.entry("id", Rows.statementId(row)),
                Map.entry("statement", statement.get("statement") + " -- " + statements.size()),
                Map.entry("operation", "SELECT"),
                Map.entry("tables", statement.get("tables")),
                Map.entry("db_system", "h2"),
                Map.entry("datasource", "default"),
                Map.entry("repository_methods", List.of(statement.get("repository_method"))),
                Map.entry("count", 80),
                Map.entry("total_ms", 90.2),
                Map.entry("p95_ms", 2.1),
                Map.entry("max_ms", 4.0),
                Map.entry("errors", 0),
                Map.entry("n_plus_one", 3),
                Map.entry(
                    "routes",
                    List.of(
                        Map.of(
                            "method",
                            row.get("method"),
                            "path",
                            row.get("path"),
                            "count",
                            80,
                            "total_ms",
                            90.2)))));
      }
    }
    return Map.of("since", SINCE, "statements", statements, "others", 0);
  }

  private static Map<String, Object> delivery() {
    return Map.of(
        "stats",
            Map.of("captured", 40, "enqueued", 40, "sent", 30, "waiting", 5, "dropped_http_5xx", 5),
        "queue_max", 5000,
        "batches",
            List.of(
                Map.of(
                    "batch_id",
                    Rows.id(77),
                    "at",
                    SINCE,
                    "events",
                    5,
                    "outcome",
                    "dropped",
                    "reason",
                    "dropped_http_5xx",
                    "attempts",
                    3)),
        "last_error", Map.of("at", SINCE, "cause", "status 503"),
        "cost",
            Map.of(
                "requests_measured",
                40,
                "request_median_us",
                1.9,
                "ring_requests",
                4,
                "ring_bytes",
                24000,
                "bytes_sent",
                8800,
                "listeners",
                1));
  }
}
