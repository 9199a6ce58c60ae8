package suite.console.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows as {@code docs/console-interface.md} defines them, and requests with all that belongs to
 * them.
 */
final class Rows {

  static final String STATEMENT = "SELECT id, sku FROM order_lines WHERE order_id = ?";

  static final Instant FIRST = Instant.parse("2026-11-21T05:00:00.417Z");

  private Rows() {}

  static String id(int seq) {
    return String.format("0199f0c2-7a10-7b21-8f00-%012d", seq);
  }

  /** A request that ends as the {@code seq}th, although it began at another one's place. */
  static Map<String, Object> row(int place, int seq, String path) {
    Map<String, Object> row = row(seq, "GET", path, "/page");
    row.put("timestamp", FIRST.plus(Duration.ofSeconds(place)).minusMillis(1).toString());
    return row;
  }

  static Map<String, Object> row(int seq, String method, String path, String page) {
    var row = new LinkedHashMap<String, Object>();
    row.put("seq", seq);
    row.put("event_id", id(seq));
    row.put("timestamp", FIRST.plus(Duration.ofSeconds(seq)).toString());
    row.put("trace_id", "trace-" + seq);
    row.put("frontend_route", page);
    row.put("method", method);
    row.put("path", path);
    row.put("handler", "OrderController.show");
    row.put("status_code", 200);
    row.put("status", "success");
    row.put("latency_ms", 10.5 + seq % 7);
    row.put("outcome", "sent");
    return row;
  }

  /**
   * A small shop: four routes, one N+1, one failure behind a host, one request that was not found.
   */
  static List<Map<String, Object>> shop() {
    var rows = new ArrayList<Map<String, Object>>();
    rows.add(row(1, "GET", "/products", "/search"));
    rows.get(0).put("sql", sql("products", 1, false));
    rows.add(row(2, "GET", "/orders", "/account"));
    rows.get(1).put("sql", sql("order_lines", 24, true));
    rows.add(row(3, "POST", "/orders", "/checkout"));
    rows.get(2).put("sql", sql("orders", 2, false));
    rows.get(2).put("external", external("pay.example", 1));
    rows.get(2).put("status_code", 502);
    rows.get(2).put("status", "failed");
    rows.get(2).put("exception", "io.example.ReadTimeoutException");
    rows.add(row(4, "GET", "/orders/{id}", "/account"));
    rows.get(3).put("status_code", 404);
    rows.get(3).put("status", "warning");
    rows.get(3).put("outcome", "dropped");
    rows.get(3).put("reason", "dropped_sampled");
    return rows;
  }

  static List<Map<String, Object>> many(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(seq -> row(seq, "GET", "/route/" + seq, "/page"))
        .toList();
  }

  /** What is no request: a type and a name instead of method and path. */
  static Map<String, Object> work(int seq, String type, String name) {
    Map<String, Object> row = row(seq, "", "", "");
    row.put("type", type);
    row.put("name", name);
    row.keySet().removeAll(List.of("method", "path", "handler", "frontend_route", "status_code"));
    return row;
  }

  static Map<String, Object> sql(String table, int count, boolean nPlusOne) {
    return Map.of(
        "statements",
        Map.of(table.replaceAll("\\W", ""), usage(count, 0)),
        "count",
        count,
        "total_ms",
        3.5,
        "errors",
        0,
        "n_plus_one",
        nPlusOne,
        "tables",
        Map.of(table, usage(count, 0)));
  }

  static Map<String, Object> external(String host, int errors) {
    return Map.of(
        "count",
        1,
        "total_ms",
        5.2,
        "errors",
        errors,
        "hosts",
        Map.of(host, usage(1, errors)),
        "calls",
        Map.of("POST " + host + " /charges", usage(1, errors)));
  }

  /** What the one statement of a row is called in it. */
  static Object statementId(Map<String, Object> row) {
    return row.get("sql") instanceof Map<?, ?> sql && sql.get("statements") instanceof Map<?, ?> all
        ? all.keySet().iterator().next()
        : "";
  }

  private static Map<String, Object> usage(int count, int errors) {
    return Map.of("count", count, "total_ms", 3.5, "errors", errors);
  }

  /**
   * The row with its event and time line: as many runs of one statement as the row counts, then the
   * call.
   */
  static Map<String, Object> whole(Map<String, Object> row) {
    var event = new LinkedHashMap<>(row);
    var timeline = new ArrayList<Map<String, Object>>();
    if (row.get("sql") instanceof Map<?, ?> sql) {
      int count = sql.get("count") instanceof Integer runs ? runs : 0;
      event.put(
          "sql", Map.of("count", count, "total_ms", 3.5, "statements", List.of(statement(sql))));
      for (int run = 0; run < count; run++) {
        timeline.add(entry("sql", 1 + run * 0.2, 0.1 + run * 0.001));
      }
    }
    if (row.get("external") instanceof Map<?, ?> external) {
      Object host = names(external.get("hosts")).get(0);
      event.put(
          "external_calls",
          List.of(
              Map.of(
                  "host",
                  host,
                  "method",
                  "POST",
                  "path_template",
                  "/charges",
                  "status_code",
                  503,
                  "latency_ms",
                  5.2)));
      timeline.add(entry("external", 4, 5.2));
    }
    if (row.get("exception") instanceof String exception) {
      event.put("exception", Map.of("name", exception));
    }
    var whole = new LinkedHashMap<>(row);
    whole.put("event", event);
    whole.put("timeline", timeline);
    whole.put("timeline_truncated", false);
    return whole;
  }

  private static Map<String, Object> statement(Map<?, ?> sql) {
    var statement = new LinkedHashMap<String, Object>();
    statement.put("statement", sql.containsKey("statement") ? sql.get("statement") : STATEMENT);
    statement.put("operation", "SELECT");
    statement.put("tables", names(sql.get("tables")));
    statement.put(
        "repository_method",
        sql.containsKey("method") ? sql.get("method") : "LineRepository.findByOrderId");
    statement.put("datasource", "default");
    statement.put("db_system", "h2");
    statement.put("count", sql.get("count"));
    statement.put("total_ms", 3.5);
    statement.put("max_ms", 0.2);
    statement.put("errors", 0);
    statement.put("n_plus_one", sql.get("n_plus_one"));
    return statement;
  }

  private static List<?> names(@Nullable Object uses) {
    return uses instanceof Map<?, ?> map ? List.copyOf(map.keySet()) : List.of();
  }

  static Map<String, Object> entry(String kind, double start, double duration) {
    return Map.of(
        "kind", kind, "index", 0, "start_ms", start, "duration_ms", duration, "error", false);
  }

  static Map<String, Object> failure(int seq) {
    return failure(shop().get(seq - 1));
  }

  /** As the contract of events has it where message and stack trace are captured. */
  static Map<String, Object> failure(Map<String, Object> row) {
    var frames = new ArrayList<Map<String, Object>>();
    frames.add(frame("shop.Bill", "print", 48, true));
    frames.add(frame("shop.Orders", "pay", 12, true));
    IntStream.range(0, 40)
        .forEach(
            i ->
                frames.add(
                    frame(
                        i % 2 == 0 ? "io.netty.Channel" : "io.micronaut.Router", "run", i, false)));
    Map<String, Object> whole = whole(row);
    var event = new LinkedHashMap<String, Object>();
    if (whole.get("event") instanceof Map<?, ?> made) {
      made.forEach((name, value) -> event.put(String.valueOf(name), value));
    }
    event.put(
        "exception",
        Map.of(
            "name",
            "io.example.PrinterException",
            "message",
            "The printer is out of paper",
            "frames",
            frames,
            "stack_trace",
            "io.example.PrinterException\n\tat shop.Bill.print(Bill.java:48)",
            "causes",
            List.of(
                Map.of(
                    "name",
                    "java.io.IOException",
                    "message",
                    "tray 2 is empty",
                    "frames",
                    List.of(frame("shop.Tray", "pull", 7, true))))));
    event.put(
        "breadcrumbs",
        List.of(
            Map.of(
                "timestamp",
                FIRST.plusSeconds(1).plusMillis(3).toString(),
                "message",
                "Provider answered slowly",
                "category",
                "payment",
                "level",
                "warning",
                "data",
                Map.of("try", 2))));
    whole.put("event", event);
    return whole;
  }

  private static Map<String, Object> frame(String type, String function, int line, boolean own) {
    return Map.of(
        "class",
        type,
        "function",
        function,
        "file",
        type.substring(type.lastIndexOf('.') + 1) + ".java",
        "line",
        line,
        "in_app",
        own);
  }
}
