package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The figures by route.
 *
 * @param since from when they count, ISO-8601
 * @param bucketMs the span of a bucket of the sparklines
 * @param routes the routes in the order of their first request
 * @param others requests of all further routes
 */
@Internal
public record RouteReport(String since, long bucketMs, List<Route> routes, long others)
    implements JsonObject {

  /** Copies the list, so that the report cannot change any more. */
  public RouteReport {
    routes = List.copyOf(routes);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("since", since);
    json.writeNumberField("bucket_ms", bucketMs);
    JsonMembers.list(json, "routes", routes);
    json.writeNumberField("others", others);
  }

  /**
   * One route.
   *
   * @param method HTTP method, or the type of work that is no request
   * @param path route template, or the name of that work
   * @param handler of the first request
   * @param count requests
   * @param warnings those of them that ended with 4xx
   * @param failures those that ended with 5xx
   * @param rate requests a second over the last minute
   * @param p50Ms median of the latency
   * @param p95Ms what 95 of 100 requests do not exceed
   * @param p99Ms what 99 of 100 requests do not exceed
   * @param maxMs the longest
   * @param sqlPerRequest executions a request
   * @param sqlMsPerRequest time in SQL a request
   * @param nPlusOne requests with a flagged statement
   * @param slowest the slowest, where a time was measured
   * @param sparkline requests by bucket, oldest first
   * @param failed those of them that failed
   */
  @Internal
  public record Route(
      String method,
      String path,
      @Nullable String handler,
      long count,
      long warnings,
      long failures,
      double rate,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double maxMs,
      double sqlPerRequest,
      double sqlMsPerRequest,
      long nPlusOne,
      @Nullable Slowest slowest,
      List<Integer> sparkline,
      List<Integer> failed)
      implements JsonObject {

    /** Copies the lists, so that the figures cannot change any more. */
    public Route {
      sparkline = List.copyOf(sparkline);
      failed = List.copyOf(failed);
    }

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("method", method);
      json.writeStringField("path", path);
      JsonMembers.text(json, "handler", handler);
      json.writeNumberField("count", count);
      json.writeNumberField("warnings", warnings);
      json.writeNumberField("failures", failures);
      json.writeNumberField("rate", rate);
      json.writeNumberField("p50_ms", p50Ms);
      json.writeNumberField("p95_ms", p95Ms);
      json.writeNumberField("p99_ms", p99Ms);
      json.writeNumberField("max_ms", maxMs);
      json.writeNumberField("sql_per_request", sqlPerRequest);
      json.writeNumberField("sql_ms_per_request", sqlMsPerRequest);
      json.writeNumberField("n_plus_one", nPlusOne);
      JsonMembers.object(json, "slowest", slowest);
      writeCounts(json, "sparkline", sparkline);
      writeCounts(json, "failed", failed);
    }

    private static void writeCounts(JsonGenerator json, String name, List<Integer> counts)
        throws IOException {
      json.writeArrayFieldStart(name);
      for (int requests : counts) {
        json.writeNumber(requests);
      }
      json.writeEndArray();
    }
  }

  /**
   * The slowest request of a route; it may have left the ring.
   *
   * @param eventId its event
   * @param latencyMs how long it took
   */
  @Internal
  public record Slowest(UUID eventId, double latencyMs) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      JsonMembers.id(json, "event_id", eventId);
      json.writeNumberField("latency_ms", latencyMs);
    }
  }
}
