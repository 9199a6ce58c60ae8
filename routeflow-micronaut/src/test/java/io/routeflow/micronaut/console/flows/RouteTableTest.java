package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RouteTableTest {

  private static final long SEED = 23_11;
  private static final long NOW = SampleFlow.START.toEpochMilli();

  private final RouteTable table = new RouteTable();

  @Test
  void figuresAreThoseOfTheSingleRequests() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<RequestEvent> events = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      RequestEvent event = event(random, i);
      events.add(event);
      table.add(event, event.timestamp().toEpochMilli(), NOW);
    }
    List<RouteReport.Route> routes = table.report(NOW);
    assertThat(routes).hasSize(7);
    for (RouteReport.Route route : routes) {
      List<RequestEvent> own =
          events.stream().filter(event -> event.path().equals(route.path())).toList();
      assertSame(route, own);
    }
  }

  private static void assertSame(RouteReport.Route route, List<RequestEvent> own) {
    assertThat(route.count()).isEqualTo(own.size());
    assertThat(route.warnings()).isEqualTo(withStatus(own, 404));
    assertThat(route.failures()).isEqualTo(withStatus(own, 503));
    assertThat(route.sparkline().get(Sparkline.BUCKETS - 1)).isEqualTo(own.size());
    assertThat(route.failed().get(Sparkline.BUCKETS - 1)).isEqualTo((int) route.failures());
    assertThat(route.rate()).isCloseTo(own.size() / 60.0, within(0.0006));
    long[] nanos = own.stream().mapToLong(RequestEvent::latencyNanos).sorted().toArray();
    double p95 = JsonFormat.millis(nanos[(int) Math.ceil(0.95 * nanos.length) - 1]);
    assertThat(route.p95Ms()).as("seed %s", SEED).isCloseTo(p95, within(p95 / 100));
    assertThat(route.p50Ms()).isLessThan(route.p95Ms());
    assertThat(route.p99Ms()).isBetween(route.p95Ms(), route.maxMs());
    assertThat(route.maxMs()).isEqualTo(JsonFormat.millis(nanos[nanos.length - 1]));
    RouteReport.Slowest slowest = Objects.requireNonNull(route.slowest());
    assertThat(own)
        .filteredOn(event -> event.eventId().equals(slowest.eventId()))
        .extracting(RequestEvent::latencyNanos)
        .containsExactly(nanos[nanos.length - 1]);
    assertThat(slowest.latencyMs()).isEqualTo(route.maxMs());
    List<SqlUsage> sql =
        own.stream().filter(event -> event.sql() != null).map(RequestEvent::sql).toList();
    assertThat(route.sqlPerRequest())
        .isCloseTo(sql.stream().mapToDouble(SqlUsage::count).sum() / own.size(), within(0.0006));
    assertThat(route.sqlMsPerRequest())
        .isCloseTo(
            sql.stream().mapToDouble(SqlUsage::totalNanos).sum() / 1e6 / own.size(),
            within(0.0011));
  }

  @Test
  void aRequestWithSeveralFlaggedStatementsCountsOnce() {
    SqlUsage.Statement flagged = flagged();
    table.add(SampleFlow.number(1).sql(SampleFlow.usage(flagged, flagged)).event(), NOW, NOW);
    table.add(SampleFlow.number(2).event(), NOW, NOW);
    assertThat(table.report(NOW)).extracting(RouteReport.Route::nPlusOne).containsExactly(1L);
  }

  @Test
  void ofTenThousandRoutesTheFirstHaveFiguresAndTheOthersACount() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      table.add(SampleFlow.number(i).path("/" + i + "/" + random.nextInt()).event(), NOW, NOW);
    }
    List<RouteReport.Route> routes = table.report(NOW);
    assertThat(routes).hasSize(RouteTable.MAX_ROUTES);
    assertThat(routes.get(0).path()).startsWith("/0/");
    assertThat(table.others()).isEqualTo(10_000 - RouteTable.MAX_ROUTES);
    assertThat(table.add(SampleFlow.number(1).path("/new").event(), NOW, NOW)).isNull();
    assertThat(table.add(SampleFlow.number(1).path(routes.get(0).path()).event(), NOW, NOW))
        .isNotNull();
    assertThat(table.report(NOW).get(0).count()).isEqualTo(2);
  }

  @Test
  void namesWithoutEndFindNoRoom() {
    String path = "/" + "x".repeat(100_000);
    for (int i = 0; i < 50; i++) {
      table.add(SampleFlow.number(i).path(path + i).event(), NOW, NOW);
    }
    assertThat(table.report(NOW)).hasSize(5);
    assertThat(table.others()).isEqualTo(45);
  }

  private static RequestEvent event(SplittableRandom random, int number) {
    int[] statuses = {200, 200, 201, 404, 503};
    SampleFlow flow =
        SampleFlow.number(number)
            .path("/route/" + random.nextInt(7))
            .status(statuses[random.nextInt(statuses.length)])
            .nanos(1_000_000 + random.nextLong(1L << random.nextInt(10, 34)));
    return random.nextBoolean()
        ? flow.event()
        : flow.sql(
                SampleFlow.usage(
                    SampleFlow.statement(
                        "SELECT 1", "t", random.nextInt(1, 9), random.nextLong(1_000_000))))
            .event();
  }

  private static long withStatus(List<RequestEvent> events, int status) {
    return events.stream().filter(event -> event.statusCode() == status).count();
  }

  static SqlUsage.Statement flagged() {
    return new SqlUsage.Statement(
        "SELECT ?",
        "SELECT",
        List.of(),
        null,
        "default",
        "h2",
        9,
        -1,
        -1,
        90,
        10,
        0,
        null,
        null,
        true,
        0);
  }
}
