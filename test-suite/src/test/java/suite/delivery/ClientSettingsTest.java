package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

/** How an application sets up its own HTTP clients changes no verdict of the delivery. */
final class ClientSettingsTest {

  private static final String SPEC = "ClientSettingsTest";

  static Stream<Arguments> settings() {
    return Stream.of(
        arguments("none", Map.of()),
        arguments("statuses", Map.of("exception-on-error-status", false, "follow-redirects", true)),
        arguments(
            "one connection",
            Map.of("pool.max-concurrent-http1-connections", 1, "pool.max-pending-acquires", 1)),
        arguments(
            "one connection and statuses",
            Map.of(
                "pool.max-concurrent-http1-connections",
                1,
                "pool.max-pending-acquires",
                1,
                "exception-on-error-status",
                false)),
        arguments(
            "impatience over HTTP/2 without redirects",
            Map.of(
                "read-timeout",
                "1ms",
                "plaintext-mode",
                "h2c",
                "http-version",
                "2.0",
                "follow-redirects",
                false,
                "exception-on-error-status",
                false)),
        arguments("no pool", Map.of("pool.enabled", false)),
        arguments(
            "impatience",
            Map.of(
                "read-timeout", "1ms",
                "request-timeout", "1ms",
                "connect-timeout", "1ms",
                "pool.acquire-timeout", "1ms")),
        arguments("narrow", Map.of("max-content-length", 1, "max-header-size", 10)),
        arguments("HTTP/2", Map.of("plaintext-mode", "h2c", "http-version", "2.0")),
        arguments(
            "short lives", Map.of("connect-ttl", "1ms", "connection-pool-idle-timeout", "1ms")),
        arguments(
            "options",
            Map.of("channel-options.so-rcvbuf", 2048, "channel-options.tcp-nodelay", false)),
        arguments("no such event loop", Map.of("event-loop-group", "none")),
        arguments("no TLS", Map.of("ssl.enabled", false)),
        arguments("chatty", Map.of("log-level", "info")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void noneChangesAVerdict(String name, Map<String, Object> settings) {
    try (LogCapture log = LogCapture.ofEverything(Level.INFO);
        FakeIngest elsewhere = FakeIngest.start();
        FakeIngest ingest = FakeIngest.start()) {
      ingest.answer(
          Answer.hugeBody(1000),
          Answer.status(404),
          Answer.status(413),
          Answer.redirect(elsewhere.uri() + "/v1/events"),
          Answer.status(503),
          Answer.accept());
      try (TestApplication application = Pings.start(ingest, SPEC, one(settings))) {
        Pings.send(application, 5);
        RouteflowStats stats = LedgerLaw.holdsAtRest(application, 5);

        assertThat(stats.sent()).isEqualTo(2);
        assertThat(stats.dropped(DropReason.HTTP_4XX)).isEqualTo(2);
        assertThat(stats.dropped(DropReason.REDIRECT)).isEqualTo(1);
        assertThat(stats.retries()).isEqualTo(1);
        assertThat(elsewhere.attempts()).isEmpty();
        assertThat(log.messages()).noneMatch(line -> line.contains(TestApplication.INGEST_KEY));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void noneLosesABatchWhereManyAreInFlight(String name, Map<String, Object> settings) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest, SPEC, clients(settings, Map.of("routeflow.max-events-per-batch", 1)))) {
      Pings.send(application, 100);

      assertThat(LedgerLaw.holdsAtRest(application, 100).sent()).isEqualTo(100);
      assertThat(LedgerLaw.holdsAtRest(application, 100).retries()).isZero();
    }
  }

  /** One event in one batch at a time, so that the script decides. */
  private static Map<String, Object> one(Map<String, Object> settings) {
    return clients(
        settings,
        Map.of(
            "routeflow.max-events-per-batch", 1,
            "routeflow.max-batches-in-flight", 1,
            "routeflow.retry-base-ms", 5));
  }

  private static Map<String, Object> clients(
      Map<String, Object> settings, Map<String, Object> ours) {
    Map<String, Object> all = new HashMap<>(ours);
    settings.forEach((key, value) -> all.put("micronaut.http.client." + key, value));
    return all;
  }
}
