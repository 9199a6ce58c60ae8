package suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.JavaProcess;

/** Threads that die, errors that Reactor drops, and a JVM that ends without closing the context. */
final class ProcessGuardsTest {

  @Test
  void whatEndsAThreadAndWhatReactorDropsIsSentEvenWhereNothingIsClosed() {
    try (FakeIngest ingest = FakeIngest.start()) {
      List<String> output = run(ingest, "true", "own", "exit");

      List<JsonNode> events = ingest.awaitEvents(2);
      assertThat(events)
          .extracting(event -> event.path("name").asText())
          .containsExactly("uncaught exception", "dropped error");
      assertThat(events).extracting(event -> event.path("type").asText()).containsOnly("exception");
      assertThat(events.get(0).at("/exception/name").asText())
          .isEqualTo("java.lang.IllegalStateException");
      assertThat(events.toString()).doesNotContain("canary");
      assertThat(output)
          .contains(
              GuardedProcess.OWN_HANDLER + "password=canary of a thread",
              GuardedProcess.OWN_HOOK + "dropped");
    }
  }

  @Test
  void withoutAHandlerTheJvmSaysWhatItSaysElse() {
    try (FakeIngest ingest = FakeIngest.start()) {
      List<String> output = run(ingest, "true", "none", "exit");
      ingest.awaitEvents(2);
      assertThat(output)
          .anyMatch(line -> line.startsWith("Exception in thread \"Thread-"))
          .anyMatch(line -> line.contains("at suite.lifecycle.GuardedProcess"))
          .anyMatch(line -> line.contains("Operator called default onErrorDropped"));
    }
  }

  @Test
  void whenTheContextClosesTheHandlerIsWhatItWasAndTheNextContextSeesEachFailureOnce() {
    try (FakeIngest ingest = FakeIngest.start()) {
      List<String> output = run(ingest, "true", "own", "close");
      assertThat(output)
          .contains(
              GuardedProcess.CLOSED + "back",
              GuardedProcess.OWN_HANDLER + "between",
              GuardedProcess.OWN_HOOK + "dropped between",
              GuardedProcess.OWN_HANDLER + "again",
              GuardedProcess.OWN_HOOK + "dropped again");
      // two of each context, and nothing of what happens between them
      assertThat(ingest.awaitEvents(4))
          .extracting(event -> event.path("name").asText())
          .containsExactly(
              "uncaught exception", "dropped error", "uncaught exception", "dropped error");
    }
  }

  @Test
  void anApplicationThatTakesBackReactorsHooksCostsTheNextContextNothing() {
    try (FakeIngest ingest = FakeIngest.start()) {
      List<String> output = run(ingest, "true", "none", "reset");
      assertThat(ingest.awaitEvents(4))
          .extracting(event -> event.path("name").asText())
          .containsExactly(
              "uncaught exception", "dropped error", "uncaught exception", "dropped error");
      assertThat(output)
          .filteredOn(line -> line.contains("Operator called default onErrorDropped"))
          .hasSize(3);
    }
  }

  @Test
  void anApplicationThatStartsWhileTheJvmEndsStartsAllTheSame() {
    try (FakeIngest ingest = FakeIngest.start()) {
      List<String> output = run(ingest, "true", "none", "late");
      assertThat(output).noneMatch(line -> line.contains("IllegalStateException"));
      assertThat(ingest.awaitEvents(1))
          .extracting(event -> event.path("name").asText())
          .containsExactly("clean up");
    }
  }

  @Test
  void byDefaultTheProcessIsLeftAlone() {
    try (FakeIngest ingest = FakeIngest.start()) {
      List<String> output = run(ingest, "false", "own", "close");
      assertThat(output)
          .contains(
              GuardedProcess.CLOSED + "back",
              GuardedProcess.OWN_HANDLER + "password=canary of a thread",
              GuardedProcess.OWN_HOOK + "dropped");
      assertThat(ingest.attempts()).isEmpty();
    }
  }

  private static List<String> run(FakeIngest ingest, String guards, String handlers, String end) {
    try (JavaProcess process =
        JavaProcess.of(GuardedProcess.class)
            .option("-XX:TieredStopAtLevel=1")
            .argument(ingest.uri().toString())
            .argument(guards)
            .argument(handlers)
            .argument(end)
            .start()) {
      process.awaitLine(line -> line.equals(GuardedProcess.STARTED));
      process.awaitLine(line -> line.equals(GuardedProcess.ENDS));
      assertThat(process.awaitExit()).isZero();
      return process.output();
    }
  }
}
