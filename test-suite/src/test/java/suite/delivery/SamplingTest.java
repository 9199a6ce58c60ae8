package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.TestApplication;

final class SamplingTest {

  private static final String SPEC = "SamplingTest";
  private static final int TRACES = 200;

  @Test
  void aRateOfZeroKeepsNothingAndCountsEverything() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.sample-rate", "0.0"))) {
      Pings.send(application, 5);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 5);
      assertThat(stats.dropped(DropReason.SAMPLED)).isEqualTo(5);
      assertThat(stats.enqueued()).isZero();
      assertThat(ingest.attempts()).isEmpty();
    }
  }

  @Test
  void twoApplicationsKeepTheSameTraces() {
    try (FakeIngest first = FakeIngest.start();
        FakeIngest second = FakeIngest.start();
        TestApplication one = Pings.start(first, SPEC, Map.of("routeflow.sample-rate", "0.5"));
        TestApplication other = Pings.start(second, SPEC, Map.of("routeflow.sample-rate", "0.5"))) {
      List<String> keptByOne = kept(first, one);
      List<String> keptByOther = kept(second, other);

      assertThat(keptByOne).containsExactlyInAnyOrderElementsOf(keptByOther);
      // the ids are fixed, so this share is too
      assertThat(keptByOne).hasSizeBetween(TRACES * 4 / 10, TRACES * 6 / 10);
    }
  }

  @Test
  void withASecretOnlyApplicationsThatHaveItAgreeAndNoCallerCanForeseeWhatIsKept() {
    List<String> open = keptWith(Map.of());
    List<String> secret = keptWith(Map.of("routeflow.sampling-secret", "of-one-deployment"));
    List<String> same = keptWith(Map.of("routeflow.sampling-secret", "of-one-deployment"));
    List<String> other = keptWith(Map.of("routeflow.sampling-secret", "of-another-deployment"));

    // the ids are fixed, so each share is too
    assertThat(secret).hasSizeBetween(TRACES * 3 / 10, TRACES * 7 / 10);
    assertThat(same).containsExactlyInAnyOrderElementsOf(secret);
    for (List<String> foreign : List.of(open, other)) {
      assertThat(secret.stream().filter(foreign::contains).count())
          .isBetween(secret.size() * 3L / 10, secret.size() * 7L / 10);
    }
  }

  private static List<String> keptWith(Map<String, String> setting) {
    Map<String, Object> settings = new HashMap<>(setting);
    settings.put("routeflow.sample-rate", "0.5");
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      return kept(ingest, application);
    }
  }

  private static List<String> kept(FakeIngest ingest, TestApplication application) {
    try (RawHttp http = RawHttp.connect(application.port())) {
      for (int i = 0; i < TRACES; i++) {
        http.send(RawHttp.request("GET", "/ping/1", "x-routeflow-trace-id: trace-number-" + i));
        assertThat(http.read().status()).isEqualTo(200);
      }
    }
    RouteflowStats stats = LedgerLaw.holdsAtRest(application, TRACES);
    assertThat(stats.dropped(DropReason.SAMPLED) + stats.sent()).isEqualTo(TRACES);
    return ingest.events().stream().map(SamplingTest::traceId).toList();
  }

  private static String traceId(JsonNode event) {
    return event.path("trace_id").asText();
  }
}
