package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.seed.Seed;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.SelfSigned;
import suite.support.TestApplication;

/** However an endpoint fails, the log gets one line on the way down, from whichever library. */
final class ResettingEndpointTest {

  private static final int EVENTS = 300;

  enum Moment {
    AT_ONCE,
    A_LITTLE_LATER,
    AFTER_THE_FIRST_BYTE,
    AFTER_THE_HEAD,
    IN_THE_MIDDLE_OF_THE_ANSWER,
    AFTER_GARBAGE,
    AT_ANY_TIME
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whichResetsEachConnectionIsOneLine(Moment moment) throws IOException {
    isOneLine("http", moment);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void alsoBehindTls(Moment moment) throws IOException {
    isOneLine("https", moment);
  }

  private static void isOneLine(String scheme, Moment moment) throws IOException {
    try (LogCapture log = LogCapture.ofEverything(Level.INFO);
        Resetting endpoint = new Resetting(moment);
        TestApplication application = start(scheme + "://127.0.0.1:" + endpoint.port(), Map.of())) {
      Pings.send(application, EVENTS);
      assertThat(LedgerLaw.holdsAtRest(application, EVENTS).droppedTotal()).isEqualTo(EVENTS);

      assertThat(endpoint.resets()).isGreaterThan(EVENTS);
      assertThat(troubles(log)).singleElement().asString().startsWith("Delivery to ingest fails (");
    }
  }

  /** The client's pool has connections fail that no request waits for any more, and logs each. */
  @Test
  void whichAnswersSometimesIsNoFloodEither(@TempDir Path folder) throws IOException {
    SelfSigned certificate = SelfSigned.create();
    Path store = certificate.saveTrustStore(folder);
    try (LogCapture log = LogCapture.ofEverything(Level.INFO);
        FakeIngest ingest = FakeIngest.startTls(certificate.server());
        FlakyProxy proxy = new FlakyProxy(ingest.port(), 1);
        TestApplication application =
            start(
                "https://127.0.0.1:" + proxy.port(),
                Map.of(
                    "micronaut.http.services.routeflow.ssl.enabled",
                    true,
                    "micronaut.http.services.routeflow.ssl.trust-store.path",
                    "file:" + store,
                    "micronaut.http.services.routeflow.ssl.trust-store.password",
                    SelfSigned.PASSWORD,
                    "micronaut.http.services.routeflow.ssl.trust-store.type",
                    "PKCS12"))) {
      Pings.send(application, EVENTS);
      LedgerLaw.holdsAtRest(application, EVENTS);

      assertThat(proxy.resets()).isGreaterThan(10);
      assertThat(troubles(log)).singleElement().asString().startsWith("Delivery to ingest fails (");
    }
  }

  /** Whatever the client's pool still does then fails, and is no one's business. */
  @RepeatedTest(5)
  void nothingIsLoggedOfConnectionsThatAreOpenWhenTheApplicationStops() throws IOException {
    try (LogCapture log = LogCapture.ofEverything(Level.INFO);
        Resetting endpoint = new Resetting(Moment.A_LITTLE_LATER)) {
      Map<String, ?> impatient = Map.of("routeflow.shutdown-timeout-ms", 30);
      try (TestApplication application = start("https://127.0.0.1:" + endpoint.port(), impatient)) {
        Pings.send(application, EVENTS);
      }
      assertThat(endpoint.resets()).isPositive();
      assertThat(troubles(log))
          .allMatch(line -> line.matches("(Delivery to ingest fails \\(|Stopped after 30 ms ).*"));
    }
  }

  private static TestApplication start(String endpoint, Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("routeflow.endpoint", endpoint);
    settings.put("routeflow.ingest-key", TestApplication.INGEST_KEY);
    settings.put("routeflow.max-attempts", 3);
    settings.put("routeflow.retry-base-ms", 1);
    settings.put("routeflow.flush-interval-ms", 20);
    settings.put("routeflow.max-batches-in-flight", 8);
    settings.put("routeflow.max-events-per-batch", 1);
    return Pings.startBare("ResettingEndpointTest", settings);
  }

  /** What any logger has written about trouble. */
  private static List<String> troubles(LogCapture log) {
    return log.events().stream()
        .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** Takes connections and resets each at once, before or while the client writes. */
  private static final class Resetting implements AutoCloseable {

    private final Moment moment;
    private final ServerSocket server;
    private final AtomicInteger resets = new AtomicInteger();
    private final SplittableRandom random = new SplittableRandom(Seed.ofRun());

    Resetting(Moment moment) throws IOException {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      this.moment = moment;
      Thread thread = new Thread(this::run, "resetting-endpoint");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return server.getLocalPort();
    }

    int resets() {
      return resets.get();
    }

    private void run() {
      while (!server.isClosed()) {
        try (Socket connection = server.accept()) {
          connection.setSoLinger(true, 0);
          connection.setSoTimeout(1000);
          wait(connection, moment);
          resets.incrementAndGet();
        } catch (IOException e) {
          // the end of the test
        }
      }
    }

    private void wait(Socket connection, Moment moment) throws IOException {
      switch (moment) {
        case AT_ONCE -> {}
        case A_LITTLE_LATER -> LockSupport.parkNanos(2_000_000);
        case AFTER_THE_FIRST_BYTE -> connection.getInputStream().read();
        case AFTER_THE_HEAD -> connection.getInputStream().readNBytes(200);
        case IN_THE_MIDDLE_OF_THE_ANSWER ->
            answer(connection, "HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nok");
        case AFTER_GARBAGE -> answer(connection, "\u0000\u0001no HTTP\r\n\r\n");
        case AT_ANY_TIME -> wait(connection, any());
      }
    }

    private Moment any() {
      Moment[] all = Moment.values();
      return all[random.nextInt(all.length - 1)];
    }

    private static void answer(Socket connection, String text) throws IOException {
      connection.getInputStream().readNBytes(100);
      connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
