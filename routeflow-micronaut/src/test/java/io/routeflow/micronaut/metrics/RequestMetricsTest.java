package io.routeflow.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.routeflow.micronaut.configuration.MetricsSettings;
import io.routeflow.micronaut.configuration.MetricsSettings.Label;
import io.routeflow.micronaut.configuration.MetricsSettings.Untemplated;
import io.routeflow.micronaut.event.RequestEvent;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RequestMetricsTest {

  private static final List<Label> ALL = List.of(Label.HANDLER, Label.METHOD, Label.STATUS);

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void aRequestIsCountedUnderItsRouteItsMethodAndTheGroupOfItsStatus() {
    RequestMetrics metrics = metrics(true, Untemplated.GROUP, List.of(), ALL);
    metrics.requestEnded("/orders/{id}", "", "GET", 200, TimeUnit.MILLISECONDS.toNanos(30));
    metrics.requestEnded("/orders/{id}", "", "GET", 201, TimeUnit.MILLISECONDS.toNanos(3000));

    Timer timer =
        registry
            .get("http.request.duration")
            .tags("handler", "/orders/{id}", "method", "GET", "status", "2xx")
            .timer();
    assertThat(timer.count()).isEqualTo(2);
    CountAtBucket[] buckets = timer.takeSnapshot().histogramCounts();
    assertThat(Arrays.stream(buckets).map(one -> one.bucket(TimeUnit.SECONDS)))
        .containsExactly(0.05, 1.0);
    assertThat(Arrays.stream(buckets).map(CountAtBucket::count)).containsExactly(1.0, 1.0);
  }

  @Test
  void statusesAreKeptApartWhereTheyAreNotGrouped() {
    RequestMetrics metrics = metrics(false, Untemplated.GROUP, List.of(), ALL);
    for (int status : new int[] {200, 201, 404, 200}) {
      metrics.requestEnded("/a", "", "GET", status, 1);
    }

    assertThat(registry.get("http.request.duration").timers())
        .extracting(timer -> timer.getId().getTag("status") + " " + timer.count())
        .containsExactlyInAnyOrder("200 2", "201 1", "404 1");
  }

  @Test
  void requestsWithoutARouteAreOneHandlerOrNoneAtAll() {
    metrics(true, Untemplated.GROUP, List.of(), ALL)
        .requestEnded(RequestEvent.UNMATCHED, "/x", "GET", 404, 1);
    assertThat(registry.get("http.request.duration").timer().getId().getTag("handler"))
        .isEqualTo("none");

    registry.clear();
    metrics(true, Untemplated.IGNORE, List.of(), ALL)
        .requestEnded(RequestEvent.UNMATCHED, "/x", "GET", 404, 1);
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void underTheirPathsTheyAreBounded() {
    RequestMetrics metrics = metrics(true, Untemplated.PATH, List.of(), ALL);
    for (int i = 0; i < 10_000; i++) {
      metrics.requestEnded(RequestEvent.UNMATCHED, "/random/" + i, "GET", 404, 1);
      metrics.requestEnded(RequestEvent.UNMATCHED, "/random/" + i, "GET", 404, 1);
    }

    assertThat(registry.get("http.request.duration").timers())
        .hasSize(RequestMetrics.MAX_PATHS + 1);
    assertThat(registry.get("http.request.duration").tag("handler", "other").timer().count())
        .isEqualTo(2 * (10_000 - RequestMetrics.MAX_PATHS));
    assertThat(registry.get("http.request.duration").tag("handler", "/random/7").timer().count())
        .isEqualTo(2);
  }

  @Test
  void excludedHandlersAreLeftOutAndAnExpressionWithoutEndExcludesNothing() {
    RequestMetrics metrics =
        metrics(
            true,
            Untemplated.GROUP,
            List.of("admin", "^/exact$", "(", "(a+)+$"),
            List.of(Label.HANDLER));
    String hostile = "/" + "a".repeat(400) + "!";
    for (String handler : List.of("/x/admin/y", "/exact", "/exact/not", hostile)) {
      metrics.requestEnded(handler, "", "GET", 200, 1);
    }

    assertThat(registry.get("http.request.duration").timers())
        .extracting(timer -> timer.getId().getTag("handler"))
        .containsExactlyInAnyOrder("/exact/not", hostile);
  }

  @Test
  void excludedPathsTakeNoPlaceOfOthersAndAreNotAmongTheRest() {
    RequestMetrics metrics =
        metrics(true, Untemplated.PATH, List.of("^/secret/"), List.of(Label.HANDLER));
    for (int i = 0; i < 2 * RequestMetrics.MAX_PATHS; i++) {
      metrics.requestEnded(RequestEvent.UNMATCHED, "/secret/" + i, "GET", 404, 1);
    }
    for (int i = 0; i < RequestMetrics.MAX_PATHS; i++) {
      metrics.requestEnded(RequestEvent.UNMATCHED, "/random/" + i, "GET", 404, 1);
    }
    metrics.requestEnded(RequestEvent.UNMATCHED, "/secret/more", "GET", 404, 1);

    assertThat(registry.get("http.request.duration").timers())
        .hasSize(RequestMetrics.MAX_PATHS)
        .allMatch(timer -> timer.getId().getTag("handler").startsWith("/random/"));
  }

  @Test
  void aBucketThatIsNoNanosecondLongIsLeftOut() {
    new RequestMetrics(
            new MetricsSettings(
                true, true, Untemplated.GROUP, List.of(), List.of(1e-12, 0.0, 1.0), ALL),
            () -> registry)
        .requestEnded("/a", "", "GET", 200, 1);

    CountAtBucket[] buckets =
        registry.get("http.request.duration").timer().takeSnapshot().histogramCounts();
    assertThat(Arrays.stream(buckets).map(one -> one.bucket(TimeUnit.SECONDS)))
        .containsExactly(1.0);
  }

  @Test
  void onlyTheLabelsThatAreSetAreThere() {
    metrics(true, Untemplated.GROUP, List.of(), List.of(Label.STATUS))
        .requestEnded("/a", "", "GET", 500, 1);
    assertThat(registry.get("http.request.duration").timer().getId().getTags())
        .extracting(tag -> tag.getKey() + "=" + tag.getValue())
        .containsExactly("status=5xx");
  }

  private RequestMetrics metrics(
      boolean grouped, Untemplated untemplated, List<String> excluded, List<Label> labels) {
    return new RequestMetrics(
        new MetricsSettings(true, grouped, untemplated, excluded, List.of(1.0, 0.05), labels),
        () -> registry);
  }
}
