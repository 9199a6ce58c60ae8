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
            "routeflow.sampel-rate is no setting and has no effect;"
                + " did you mean routeflow.sample-rate?");
  }

  @Test
  void aKeyThatResemblesNoneIsWarnedOfWithoutASuggestion() {
    assertThat(warningsOf(Map.of("routeflow.telepathy", "on")))
        .containsExactly("routeflow.telepathy is no setting and has no effect");
  }

  @Test
  void otherSpellingsOfAKeyAndTheTreesOfOtherModulesAreNotWarnedOf() {
    assertThat(
            warningsOf(
                Map.of(
                    "routeflow.sampleRate", "0.5",
                    "routeflow.jdbc.enabled", "true",
                    "routeflow.console.allowRemote", "false",
                    "routeflow.tags.team", "shop",
                    "routeflow.ignored-paths[0]", "/x",
                    "routeflow-other.key", "x")))
        .isEmpty();
  }

  @Test
  void aTypoBelowTheConsoleIsToldOfToo() {
    assertThat(warningsOf(Map.of("routeflow.console.alow-remote", "true")))
        .singleElement()
        .asString()
        .contains(
            "routeflow.console.alow-remote is no setting",
            "did you mean routeflow.console.allow-remote?");
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
