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
import io.routeflow.micronaut.spi.RequestObserver;
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

    assertThat(registry.get("http.request.duration").timers()).hasSize(PathHandlers.MAX_PATHS + 1);
    assertThat(registry.get("http.request.duration").tag("handler", "other").timer().count())
        .isEqualTo(2 * (10_000 - PathHandlers.MAX_PATHS));
    assertThat(registry.get("http.request.duration").tag("handler", "/random/7").timer().count())
        .isEqualTo(2);
  }

  @Test
  void excludedHandlersAreLeftOutAndAnExpressionWithoutEndExcludesNothing() {
    RequestMetrics metrics =
        metrics(
            true,
            Untemplated.GROUP,
            List.of("admin", "^/exact$", "(", "(a+)+$", "(?:(?:(?:){1000}){1000}){1000}"),
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
    for (int i = 0; i < 2 * PathHandlers.MAX_PATHS; i++) {
      metrics.requestEnded(RequestEvent.UNMATCHED, "/secret/" + i, "GET", 404, 1);
    }
    for (int i = 0; i < PathHandlers.MAX_PATHS; i++) {
      metrics.requestEnded(RequestEvent.UNMATCHED, "/random/" + i, "GET", 404, 1);
    }
    metrics.requestEnded(RequestEvent.UNMATCHED, "/secret/more", "GET", 404, 1);

    assertThat(registry.get("http.request.duration").timers())
        .hasSize(PathHandlers.MAX_PATHS)
        .allMatch(timer -> timer.getId().getTag("handler").startsWith("/random/"));
  }

  @Test
  void aPathIsMaskedAsACapturedAddressIs() {
    RequestMetrics metrics =
        metrics(true, Untemplated.PATH, List.of("^/left/out$"), List.of(Label.HANDLER));
    for (String target :
        List.of(
            "http://user:pw@host/a",
            "//user:pw@host/b",
            "/c;token=abc/d",
            "/c;token=def/d",
            "/customer=4711",
            "/e/http://user:pw@host/x",
            "http://user:pw@host/left/out",
            "user:pw@host:443",
            "http://user:pw@host")) {
      metrics.requestEnded(RequestEvent.UNMATCHED, target, "GET", 404, 1);
    }

    assertThat(registry.get("http.request.duration").timers())
        .extracting(timer -> timer.getId().getTag("handler") + " " + timer.count())
        .containsExactlyInAnyOrder(
            "/a 1",
            "//[MASKED]@host/b 1",
            "/c;token=[MASKED]/d 2",
            "/customer=[MASKED] 1",
            "/e/http://[MASKED]@host/x 1",
            "other 2");
  }

  @Test
  void aPathOfTheGreatestLengthShowsNoUserInfoThatWasCut() {
    RequestMetrics metrics = metrics(true, Untemplated.PATH, List.of(), List.of(Label.HANDLER));
    String begin = "/proxy/" + "d/".repeat(110);
    String target = begin + "http://bob:hunter2hunter2hunter2@h/";
    metrics.requestEnded(
        RequestEvent.UNMATCHED, target.substring(0, RequestObserver.MAX_TARGET), "GET", 404, 1);

    assertThat(registry.get("http.request.duration").timer().getId().getTag("handler"))
        .isEqualTo(begin + "http://[MASKED]");
  }

  @Test
  void aPathThatBeginsWithTwoSlashesStaysWholeAndMayBeExcluded() {
    RequestMetrics metrics =
        metrics(true, Untemplated.PATH, List.of("internal"), List.of(Label.HANDLER));
    for (String target : List.of("//internal/x", "//public/x", "//wp-login.php")) {
      metrics.requestEnded(RequestEvent.UNMATCHED, target, "GET", 404, 1);
    }

    assertThat(registry.get("http.request.duration").timers())
        .extracting(timer -> timer.getId().getTag("handler"))
        .containsExactlyInAnyOrder("//public/x", "//wp-login.php");
  }

  @Test
  void targetsThatDifferInWhatIsMaskedTakeOnePlace() {
    RequestMetrics metrics = metrics(true, Untemplated.PATH, List.of(), List.of(Label.HANDLER));
    for (int i = 0; i < 2 * PathHandlers.MAX_PATHS; i++) {
      metrics.requestEnded(RequestEvent.UNMATCHED, "/reset/token=" + i, "GET", 404, 1);
    }
    metrics.requestEnded(RequestEvent.UNMATCHED, "/new", "GET", 404, 1);

    assertThat(registry.get("http.request.duration").timers())
        .extracting(timer -> timer.getId().getTag("handler") + " " + timer.count())
        .containsExactlyInAnyOrder("/reset/token=[MASKED] " + 2 * PathHandlers.MAX_PATHS, "/new 1");
  }

  @Test
  void anExpressionThatTookTooLongForAPathIsNotAskedForOnesOfThatLength() {
    RequestMetrics metrics =
        metrics(true, Untemplated.PATH, List.of("^/(a+)+$"), List.of(Label.HANDLER));
    String longest = "/" + "a".repeat(254);
    metrics.requestEnded(RequestEvent.UNMATCHED, longest + "!", "GET", 404, 1);
    metrics.requestEnded(RequestEvent.UNMATCHED, longest + "a", "GET", 404, 1);
    metrics.requestEnded(RequestEvent.UNMATCHED, "/aaa", "GET", 404, 1);

    assertThat(registry.get("http.request.duration").timers())
        .extracting(timer -> timer.getId().getTag("handler"))
        .doesNotContain("/aaa")
        .contains(longest + "!", longest + "a");
  }

  @Test
  void pathsBeyondTheFirstOnesAreCountedWhateverTheExpressionsMakeOfTheirCommonName() {
    RequestMetrics metrics =
        metrics(true, Untemplated.PATH, List.of("^[a-z]"), List.of(Label.HANDLER));
    for (int i = 0; i <= PathHandlers.MAX_PATHS; i++) {
      metrics.requestEnded(RequestEvent.UNMATCHED, "/" + i, "GET", 404, 1);
    }
    assertThat(registry.get("http.request.duration").tag("handler", "other").timer().count())
        .isEqualTo(1);
  }

  @Test
  void aBucketThatIsNoNanosecondLongIsLeftOut() {
    new RequestMetrics(
            new MetricsSettings(
                true, true, Untemplated.GROUP, List.of(), List.of(1e-12, 0.0, 1.0), ALL),
            List.of(),
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
        List.of("customer"),
        () -> registry);
  }
}
