package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

/** What is on disk when another version is deployed was not made by that version. */
final class DeploymentTest {

  private static final String SPEC = "DeploymentTest";
  private static final int EVENTS = 6;

  @TempDir Path directory = Path.of("");

  @Test
  void whatTheNextVersionSendsFromDiskIsOfTheOneThatHasMadeIt() {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503))) {
      Set<String> ids = leave(ingest, settings("first", "1.0"));
      ingest.otherwise(Answer.accept());
      try (TestApplication application = Pings.start(ingest, SPEC, settings("second", "2.0"))) {
        ingest.awaitEvents(EVENTS);
        Pings.send(application, 1);
        ingest.awaitEvents(EVENTS + 1);
        LedgerLaw.holdsAtRest(application, 1);
      }
      for (ReceivedBatch batch : ingest.batches()) {
        boolean left = ids.contains(batch.batchId());
        assertThat(codeVersion(batch)).isEqualTo(left ? "first" : "second");
        assertThat(version(batch)).isEqualTo(left ? "1.0" : "2.0");
      }
      assertThat(instances(ingest, ids, true)).hasSize(1);
      assertThat(instances(ingest, ids, false))
          .hasSize(1)
          .doesNotContainAnyElementsOf(instances(ingest, ids, true));
    }
  }

  /** Also its halves, and also where it stays on disk for a third one. */
  @Test
  void aBatchThatIsDividedOnTheWayAndOneThatWaitsForLongerStayOfTheirVersion() {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503))) {
      Set<String> ids = leave(ingest, settings("first", "1.0"));
      assertThat(ids).hasSize(1);
      leaveAgain(ingest, settings("second", "2.0"));
      ingest.otherwise(Answer.accept()).answer(Answer.status(413));
      try (TestApplication application = Pings.start(ingest, SPEC, settings("third", "3.0"))) {
        ingest.awaitEvents(EVENTS);
        LedgerLaw.holdsAtRest(application, 0);
      }
      assertThat(ingest.batches())
          .hasSizeGreaterThan(1)
          .extracting(DeploymentTest::codeVersion)
          .containsOnly("first");
    }
  }

  /** Not that of the process that sends it. */
  @Test
  void aVersionThatWasNotNamedIsNotNamedLater() {
    Map<String, Object> nameless = settings("first", "1.0");
    nameless.remove("routeflow.service-version");
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503))) {
      Set<String> ids = leave(ingest, nameless);
      ingest.otherwise(Answer.accept());
      try (TestApplication application = Pings.start(ingest, SPEC, settings("second", "2.0"))) {
        ingest.awaitEvents(EVENTS);
        LedgerLaw.holdsAtRest(application, 0);
      }
      assertThat(ingest.batches())
          .extracting(ReceivedBatch::batchId)
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(ingest.batches())
          .allMatch(batch -> !batch.json().path("service").has("version"))
          .extracting(DeploymentTest::codeVersion)
          .containsOnly("first");
    }
  }

  /** All in one batch; returns the ids of what is on disk then. */
  private Set<String> leave(FakeIngest ingest, Map<String, Object> settings) {
    Map<String, Object> together = new HashMap<>(settings);
    together.put("routeflow.flush-interval-ms", 3_600_000);
    try (TestApplication application = Pings.start(ingest, SPEC, together)) {
      Pings.send(application, EVENTS);
      LedgerLaw.holds(application, EVENTS);
      boolean unused = application.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE);
    }
    return ids();
  }

  private void leaveAgain(FakeIngest ingest, Map<String, Object> settings) {
    Set<String> before = ids();
    try (TestApplication application = Pings.start(ingest, SPEC, settings)) {
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> LedgerLaw.holds(application, 0).adopted() == EVENTS);
    }
    assertThat(ids()).isEqualTo(before);
  }

  private Set<String> ids() {
    List<Path> batches = new SpoolFolder(directory).batches();
    assertThat(batches.stream().mapToInt(SpoolFolder::eventsOf).sum()).isEqualTo(EVENTS);
    return batches.stream().map(SpoolFolder::idOf).collect(Collectors.toSet());
  }

  private Map<String, Object> settings(String codeVersion, String version) {
    Map<String, Object> settings = new SpoolFolder(directory).settings(Map.of());
    settings.put("routeflow.code-version", codeVersion);
    settings.put("routeflow.service-version", version);
    return settings;
  }

  private static Set<String> instances(FakeIngest ingest, Set<String> ids, boolean left) {
    return ingest.batches().stream()
        .filter(batch -> ids.contains(batch.batchId()) == left)
        .map(batch -> service(batch).path("instance").asText())
        .collect(Collectors.toSet());
  }

  private static String codeVersion(ReceivedBatch batch) {
    return batch.json().path("code_version").asText();
  }

  private static String version(ReceivedBatch batch) {
    return service(batch).path("version").asText();
  }

  private static JsonNode service(ReceivedBatch batch) {
    return batch.json().path("service");
  }
}
