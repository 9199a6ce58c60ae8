package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;

/**
 * The figures by route.
 *
 * @param since from when they count, ISO-8601
 * @param bucketMs the span of a bucket of the sparklines
 * @param routes the routes in the order of their first request
 * @param others requests of all further routes
 */
@Internal
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RouteReport(
    String since, @JsonProperty("bucket_ms") long bucketMs, List<Route> routes, long others) {

  /** Copies the list, so that the report cannot change any more. */
  public RouteReport {
    routes = List.copyOf(routes);
  }

  /**
   * One route.
   *
   * @param method HTTP method
   * @param path route template
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
   * @param slowest the slowest request
   * @param sparkline requests by bucket, oldest first
   */
  @Internal
  @Serdeable.Serializable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Route(
      String method,
      String path,
      String handler,
      long count,
      long warnings,
      long failures,
      double rate,
      @JsonProperty("p50_ms") double p50Ms,
      @JsonProperty("p95_ms") double p95Ms,
      @JsonProperty("p99_ms") double p99Ms,
      @JsonProperty("max_ms") double maxMs,
      @JsonProperty("sql_per_request") double sqlPerRequest,
      @JsonProperty("sql_ms_per_request") double sqlMsPerRequest,
      @JsonProperty("n_plus_one") long nPlusOne,
      Slowest slowest,
      List<Integer> sparkline) {

    /** Copies the list, so that the figures cannot change any more. */
    public Route {
      sparkline = List.copyOf(sparkline);
    }
  }

  /**
   * The slowest request of a route; it may have left the ring.
   *
   * @param eventId its event
   * @param latencyMs how long it took
   */
  @Internal
  @Serdeable.Serializable
  public record Slowest(
      @JsonProperty("event_id") UUID eventId, @JsonProperty("latency_ms") double latencyMs) {}
}
