package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.routeflow.micronaut.configuration.RedactedConfiguration;
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
  private static final List<String> BYTES =
      List.of("0", "abc", "-1", "NaN", "99999999999999999999", "", "  ", "1 000", "\u0000");

  /** Whatever is to be taken out is accepted, and closes what it is for where it is nonsense. */
  private static final List<String> NOTHING = List.of("", "  ", ",", " , ,");

  private static final List<String> INTERVAL =
      List.of("1", "abc", "-1", "NaN", "999999999", "", "  ", "1 000", "\u0000");
  private static final List<String> SHARE =
      List.of("abc", "-0.1", "1.01", "NaN", "Infinity", "1e400", "", " ", "0,5");
  private static final List<String> SECONDS =
      List.of("abc", "-1", "NaN", "Infinity", "3601", "0.1;0.2", "", " ", "y,x");
  private static final List<String> TEXT = List.of("", "  ", "a\u0007b", LONG, "a\r\nWARN b");
  private static final List<String> HEADER =
      List.of(
          "Content-Length",
          "",
          "Authorization",
          "x trace",
          "X-Api-Key",
          "x\u00fc",
          "x\r\ny: z",
          LONG,
          "Cookie");
  private static final List<String> CHOICE = List.of("zip", "", "  ", "gzip,none", "gzip\u0007");
  private static final List<String> PATH =
      List.of("events", "/a?key=" + SECRET, "/a b", "", "//host/x", "/" + LONG, "/a\u0007", "/%zz");
  private static final List<String> PATHS =
      List.of("health", "ok,bad", "", "  ", "/a b", "/a\u0007");
  private static final List<String> TEMPLATES =
      List.of(
          "api.example.com",
          "/orders/{id}",
          "a b/c",
          "a/b?key=" + SECRET,
          "",
          "  ",
          "a/{b",
          "a*b/c");
  private static final List<String> HOSTS =
      List.of("a b", "https://x", "a.com:8080", "*a", "a.*.com", "", "  ", "a\u0007b", LONG);
  private static final List<String> TAGS =
      List.of("=" + SECRET, "=x", "a=", "a=b\u0007", "=b," + SECRET + "=");
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
          SECRET + "\tb",
          "\u0001",
          SECRET + LONG,
          SECRET + "\u00fc",
          SECRET + "\u0007",
          SECRET + "${nothing.resolves.this}",
          SECRET + "\u2028b");

  private static final Map<String, List<String>> BAD = bad();

  private static Map<String, List<String>> bad() {
    Map<String, List<String>> bad = new LinkedHashMap<>();
    bad.put("enabled", FLAG);
    bad.put("shutdown-timeout-ms", COUNT);
    bad.put("process-guards", FLAG);
    bad.put("debug", FLAG);
    // a blank one is none, and no mistake
    bad.put("endpoint", URL.stream().filter(url -> !url.isBlank()).toList());
    bad.put("ingest-key", KEY);
    bad.put("ingest-path", PATH);
    bad.put("compression", CHOICE);
    bad.put("env", TEXT);
    bad.put("service-name", TEXT);
    bad.put("service-version", TEXT);
    bad.put("tags", TAGS);
    bad.put("code-version", TEXT);
    bad.put("sample-rate", SHARE);
    bad.put("sampling-secret", KEY);
    bad.put("ignored-paths", PATHS);
    bad.put("ignore-static-resources", FLAG);
    bad.put("log-correlation", FLAG);
    bad.put("tail-sampling.enabled", FLAG);
    bad.put("tail-sampling.slower-than-ms", COUNT);
    bad.put("tail-sampling.max-per-second", COUNT);
    bad.put("capture-exception-message", FLAG);
    bad.put("capture-stack-trace", FLAG);
    bad.put("in-app-packages", TEXT);
    bad.put("max-breadcrumbs", COUNT);
    bad.put("mask-fields", NOTHING);
    bad.put("max-payload-size-bytes", POSITIVE);
    bad.put("trace-id-header", HEADER);
    bad.put("response-trace-header", HEADER);
    bad.put("server-timing", FLAG);
    bad.put("server-timing-totals", FLAG);
    bad.put("capture-auth-mode", FLAG);
    bad.put("breadcrumbs.automatic", FLAG);
    bad.put("capture-success", FLAG);
    bad.put("capture-request-body", FLAG);
    bad.put("capture-response-body", FLAG);
    bad.put("capture-headers", FLAG);
    bad.put("capture-request-url", FLAG);
    bad.put("max-payload-memory-bytes", BYTES);
    bad.put("redact-headers", NOTHING);
    bad.put("redact-request-body", NOTHING);
    bad.put("redact-response-body", NOTHING);
    bad.put("external-calls.enabled", FLAG);
    bad.put("external-calls.path-template", FLAG);
    bad.put("external-calls.templates", TEMPLATES);
    bad.put("external-calls.capture-payloads", FLAG);
    bad.put("external-calls.redact-headers", NOTHING);
    bad.put("external-calls.redact-request-body", NOTHING);
    bad.put("external-calls.redact-response-body", NOTHING);
    bad.put("propagation", FLAG);
    bad.put("propagate-to", HOSTS);
    bad.put("queue-maxsize", POSITIVE);
    bad.put("queue-max-bytes", POSITIVE);
    bad.put("max-events-per-batch", POSITIVE);
    bad.put("flush-interval-ms", POSITIVE);
    bad.put("max-batches-in-flight", POSITIVE);
    bad.put("timeout-ms", POSITIVE);
    bad.put("max-attempts", POSITIVE);
    bad.put("retry-base-ms", POSITIVE);
    bad.put("offline-queue-max", COUNT);
    bad.put("leave-out", CHOICE);
    bad.put("replaystack.api-key", KEY);
    bad.put("replaystack.enabled", FLAG);
    bad.put("replaystack.endpoint", URL);
    bad.put("replaystack.ingest-url", URL);
    bad.put("replaystack.service-name", TEXT);
    bad.put("replaystack.environment", TEXT);
    bad.put("replaystack.app-version", TEXT);
    bad.put("replaystack.commit-hash", TEXT);
    bad.put("replaystack.async", FLAG);
    bad.put("replaystack.queue-maxsize", POSITIVE);
    bad.put("replaystack.queue-max-bytes", POSITIVE);
    bad.put("replaystack.max-events-per-batch", POSITIVE);
    bad.put("replaystack.flush-interval-ms", INTERVAL);
    bad.put("replaystack.max-batches-in-flight", POSITIVE);
    bad.put("replaystack.timeout-ms", POSITIVE);
    bad.put("replaystack.max-attempts", POSITIVE);
    bad.put("replaystack.retry-base-ms", POSITIVE);
    bad.put("replaystack.offline-queue-max", COUNT);
    bad.put("replaystack.leave-out", CHOICE);
    bad.put("replaystack.sample-rate", SHARE);
    bad.put("replaystack.capture-success", FLAG);
    bad.put("replaystack.spool.enabled", FLAG);
    bad.put("spool.enabled", FLAG);
    bad.put("spool.directory", List.of("a\u0007b", LONG, "a\r\nWARN b"));
    bad.put("spool.max-bytes", BYTES);
    bad.put("spool.max-files", POSITIVE);
    bad.put("spool.max-age-hours", POSITIVE);
    bad.put("spool.write-ahead", FLAG);
    bad.put("metrics.enabled", FLAG);
    bad.put("metrics.group-status-codes", FLAG);
    bad.put("metrics.untemplated", CHOICE);
    bad.put("metrics.excluded-handlers", TEXT);
    bad.put("metrics.buckets", SECONDS);
    bad.put("metrics.labels", CHOICE);
    bad.put("console.enabled", FLAG);
    bad.put("console.allow-remote", FLAG);
    bad.put("console.token", KEY);
    bad.put("jdbc.enabled", FLAG);
    bad.put("jdbc.n-plus-one-threshold", POSITIVE);
    bad.put("jdbc.max-statements", POSITIVE);
    return bad;
  }

  /** Where the default would let out what is meant to stay, or send it elsewhere. */
  private static final Map<String, String> CLOSED =
      Map.of(
          "leave-out", "all parts are left out",
          "replaystack.leave-out", "all parts are left out",
          "replaystack.endpoint", "nothing is sent there",
          "replaystack.ingest-url", "nothing is sent there");

  /** What an application has that sets none of the keys. */
  private static final Map<String, Object> DEFAULTS = defaults();

  private static Map<String, Object> defaults() {
    try (TestApplication application = Pings.startBare(SPEC, Map.of())) {
      return inForce(application);
    }
  }

  private static Map<String, Object> inForce(TestApplication application) {
    return application.context().getBean(RedactedConfiguration.class).shown();
  }

  @Test
  void noKeyIsForgottenHere() {
    assertThat(BAD.keySet()).containsExactlyElementsOf(DocumentedKeys.plain());
    assertThat(DEFAULTS.keySet()).containsExactlyInAnyOrderElementsOf(BAD.keySet());
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
      assertThat(openOnly(inForce(application))).isEqualTo(openOnly(DEFAULTS));
      application.close();

      List<String> warnings =
          log.events(Level.WARN).stream().map(event -> event.getFormattedMessage()).toList();
      assertThat(warnings).hasSize(BAD.size());
      BAD.forEach(
          (key, values) ->
              assertThat(warnings)
                  .as("warnings of %s", key)
                  .filteredOn(line -> line.matches(".+ (of|for) routeflow." + key + ": .*"))
                  .singleElement()
                  .asString()
                  .matches(expected(key))
                  .doesNotContainPattern("\\p{Cntrl}")
                  .hasSizeLessThan(300));
      assertThat(log.messages()).noneMatch(line -> line.contains(SECRET));
    }
  }

  private static Map<String, Object> openOnly(Map<String, Object> settings) {
    Map<String, Object> open = new LinkedHashMap<>(settings);
    open.keySet().removeAll(CLOSED.keySet());
    return open;
  }

  private static String expected(String key) {
    String ignored = "Invalid value .*: expected .+; (using the default .+|leaving it unset)";
    return CLOSED.containsKey(key)
        ? ignored + "|Unexpected form .*: expected .+; " + CLOSED.get(key)
        : ignored;
  }

  @Test
  void roundsCoverEveryValue() {
    assertThat(BAD.values()).allSatisfy(values -> assertThat(values).hasSizeLessThan(ROUNDS + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "${SUITE_NOT_SET:}"})
  void whatHasNoDefaultIsNotSetByAVariableThatIsNotSetAndNoMistake(String blank) {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration");
        TestApplication application =
            Pings.startBare(
                SPEC,
                Map.of(
                    "routeflow.endpoint", blank,
                    "routeflow.ingest-key", blank,
                    "routeflow.sampling-secret", blank,
                    "routeflow.spool.directory", blank,
                    "routeflow.console.token", blank))) {
      assertThat(inForce(application)).isEqualTo(DEFAULTS);
      assertThat(log.messages()).isEmpty();
    }
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
