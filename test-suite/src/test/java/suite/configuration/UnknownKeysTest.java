package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

final class UnknownKeysTest {

  private static final String SPEC = "UnknownKeysTest";

  @Test
  void aTypoIsWarnedOfOnceWithTheKeyThatWasProbablyMeant() {
    assertThat(warningsOf(Map.of("routeflow.sampel-rate", "0.5")))
        .containsExactly(
            "Unknown setting routeflow.sampel-rate has no effect;"
                + " did you mean routeflow.sample-rate?");
  }

  @Test
  void aKeyThatResemblesNoneIsWarnedOfWithoutASuggestion() {
    assertThat(warningsOf(Map.of("routeflow.telepathy", "on")))
        .containsExactly("Unknown setting routeflow.telepathy has no effect");
  }

  @Test
  void otherSpellingsOfAKeyAndTheTreesOfModulesThatAreNotThereAreNotWarnedOf() {
    assertThat(
            warningsOf(
                Map.of(
                    "routeflow.sampleRate", "0.5",
                    "routeflow.jdbc.enabled", "true",
                    "routeflow.elsewhere.enabled", "true",
                    "routeflow.console.allowRemote", "false",
                    "routeflow.tags.team", "shop",
                    "routeflow.ignored-paths[0]", "/x",
                    "routeflow-other.key", "x")))
        .isEmpty();
  }

  @Test
  void aTypoBelowTheConsoleOrInAnotherModulesTreeIsWarnedOfToo() {
    assertThat(warningsOf(Map.of("routeflow.console.alow-remote", "true")))
        .singleElement()
        .asString()
        .contains(
            "Unknown setting routeflow.console.alow-remote ",
            "did you mean routeflow.console.allow-remote?");
    assertThat(warningsOf(Map.of("routeflow.jdbc.max-statement", "7")))
        .singleElement()
        .asString()
        .contains("did you mean routeflow.jdbc.max-statements?");
  }

  @Test
  void aTypoBelowADestinationIsWarnedOfWithTheKeyOfThatDestination() {
    assertThat(warningsOf(Map.of("routeflow.destinations.audit.max-atempts", "2")))
        .containsExactly(
            "Unknown setting routeflow.destinations.audit.max-atempts has no effect;"
                + " did you mean routeflow.destinations.audit.max-attempts?");
    assertThat(warningsOf(Map.of("routeflow.destinations.audit.colour", "red")))
        .containsExactly("Unknown setting routeflow.destinations.audit.colour has no effect");
    assertThat(warningsOf(Map.of("routeflow.destinations.audit.max-attempts", "2"))).isEmpty();
  }

  @Test
  void aFloodOfUnknownKeysIsNoFloodOfLines() {
    Map<String, String> many = new java.util.HashMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("routeflow.unknown" + i, "x");
    }
    assertThat(warningsOf(many)).hasSize(20);
  }

  private static List<String> warningsOf(Map<String, String> settings) {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, 1);
      return log.events(Level.WARN).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
  }
}
