package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

/** Every key with every kind of nonsense: the application starts, serves, and says so once. */
final class BadSettingsTest {

  private static final String SPEC = "BadSettingsTest";
  private static final String SECRET = "hunter2";
  private static final int ROUNDS = 9;
  private static final String LONG = "x".repeat(5000);

  private static final List<String> FLAG =
      List.of("maybe", "2", "", "   ", "tr\u0007ue", "NaN", "-1", "truetrue", LONG);
  private static final List<String> COUNT =
      List.of("abc", "-1", "1.5", "NaN", "99999999999999999999", "", "  ", "1\u0007", "0x10");
  private static final List<String> POSITIVE =
      List.of("0", "abc", "-1", "NaN", "999999999", "", "  ", "1 000", "\u0000");
  private static final List<String> SHARE =
      List.of("abc", "-0.1", "1.01", "NaN", "Infinity", "1e400", "", " ", "0,5");
  private static final List<String> TEXT = List.of("", "  ", "a\u0007b", LONG, "a\r\nWARN b");
  private static final List<String> CHOICE = List.of("zip", "", "  ", "gzip,none", "gzip\u0007");
  private static final List<String> PATH =
      List.of("events", "/a?key=" + SECRET, "/a b", "", "//host/x", "/" + LONG, "/a\u0007", "/%zz");
  private static final List<String> PATHS =
      List.of("health", "/ok,bad", "", "  ", "/a b", "/a\u0007");
  private static final List<String> PAIRS =
      List.of("novalue", "=x", "a=", "", " ", "a=b\u0007", "a=b,c");
  private static final List<String> URL =
      List.of(
          "no url " + SECRET,
          "ftp://127.0.0.1/" + SECRET,
          "http://user:" + SECRET + "@127.0.0.1:1",
          "http://",
          "",
          "http://127.0.0.1:99999",
          "http://127.0.0.1:1/?key=" + SECRET,
          "127.0.0.1:8080",
          "http://127.0.0.1:1/#" + SECRET);
  private static final List<String> KEY =
      List.of(
          SECRET + "\nInjected: header",
          SECRET + " with space",
          "",
          "  ",
          SECRET + LONG,
          SECRET + "\u00fc",
          SECRET + "\u0007",
          SECRET + "${nothing.resolves.this}",
          "\r\n");

  private static final Map<String, List<String>> BAD = bad();

  private static Map<String, List<String>> bad() {
    Map<String, List<String>> bad = new LinkedHashMap<>();
    bad.put("enabled", FLAG);
    bad.put("endpoint", URL);
    bad.put("ingest-key", KEY);
    bad.put("ingest-path", PATH);
    bad.put("compression", CHOICE);
    bad.put("env", TEXT);
    bad.put("service-name", TEXT);
    bad.put("service-version", TEXT);
    bad.put("tags", PAIRS);
    bad.put("code-version", TEXT);
    bad.put("sample-rate", SHARE);
    bad.put("ignored-paths", PATHS);
    bad.put("log-correlation", FLAG);
    bad.put("queue-maxsize", POSITIVE);
    bad.put("max-events-per-batch", POSITIVE);
    bad.put("flush-interval-ms", POSITIVE);
    bad.put("max-batches-in-flight", POSITIVE);
    bad.put("timeout-ms", POSITIVE);
    bad.put("max-attempts", POSITIVE);
    bad.put("retry-base-ms", POSITIVE);
    bad.put("shutdown-timeout-ms", COUNT);
    bad.put("debug", FLAG);
    bad.put("console.enabled", FLAG);
    bad.put("console.allow-remote", FLAG);
    bad.put("console.token", KEY);
    return bad;
  }

  /** What an application has that sets none of the keys. */
  private static final Map<String, Object> DEFAULTS = defaults();

  private static Map<String, Object> defaults() {
    try (TestApplication application = Pings.startBare(SPEC, Map.of())) {
      return inForce(application);
    }
  }

  /** That it is on is shown by its being there at all. */
  private static Map<String, Object> inForce(TestApplication application) {
    return application.context().getBean(RouteflowConfiguration.class).shown();
  }

  @Test
  void noKeyIsForgottenHere() {
    assertThat(BAD.keySet()).containsExactlyElementsOf(DocumentedKeys.all());
    assertThat(DEFAULTS.keySet())
        .containsExactlyElementsOf(
            BAD.keySet().stream().filter(key -> !key.equals("enabled")).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void nonsenseInEveryKeyAtOnceIsWarnedOfOncePerKeyAndTheApplicationServesWithTheDefaults(
      int round) {
    Map<String, Object> settings = new LinkedHashMap<>();
    BAD.forEach(
        (key, values) -> settings.put("routeflow." + key, values.get(round % values.size())));
    try (LogCapture log = LogCapture.of("io.routeflow", Level.TRACE);
        TestApplication application = Pings.startBare(SPEC, settings)) {
      Pings.send(application, 2);
      LedgerLaw.holds(application, 2);
      assertThat(inForce(application)).isEqualTo(DEFAULTS);
      application.close();

      List<String> warnings =
          log.events(Level.WARN).stream().map(event -> event.getFormattedMessage()).toList();
      assertThat(warnings).hasSize(BAD.size());
      BAD.keySet()
          .forEach(
              key ->
                  assertThat(warnings)
                      .as("warnings of %s", key)
                      .filteredOn(line -> line.startsWith("routeflow." + key + " must be "))
                      .singleElement()
                      .asString()
                      .contains(" is not, using ")
                      .doesNotContainPattern("\\p{Cntrl}")
                      .hasSizeLessThan(300));
      assertThat(log.messages()).noneMatch(line -> line.contains(SECRET));
    }
  }

  @Test
  void roundsCoverEveryValue() {
    assertThat(BAD.values()).allSatisfy(values -> assertThat(values).hasSizeLessThan(ROUNDS + 1));
  }

  @Test
  void anInvalidEndpointMakesNoClient() {
    try (TestApplication application =
        Pings.startBare(SPEC, Map.of("routeflow.endpoint", "ftp://127.0.0.1/x"))) {
      Pings.send(application, 1);
      LedgerLaw.holdsAtRest(application, 1);

      assertThat(application.context().getActiveBeanRegistrations(Object.class))
          .noneMatch(bean -> bean.getBeanDefinition().getName().contains("IngestClient"))
          .noneMatch(bean -> bean.getBeanDefinition().getName().contains("IngestExporter$"));
    }
  }

  @Test
  void aPlaceholderThatNothingResolvesDoesNotEvenDisturbTheSwitch() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        TestApplication application =
            Pings.startBare(SPEC, Map.of("routeflow.enabled", "${nothing.resolves.this}"))) {
      Pings.send(application, 1);
      LedgerLaw.holdsAtRest(application, 1);
      assertThat(log.events(Level.WARN)).hasSize(1);
    }
  }
}
