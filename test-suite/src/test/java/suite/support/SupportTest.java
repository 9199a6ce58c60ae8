package suite.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class SupportTest {
  private static final Logger LOG = LoggerFactory.getLogger("suite.captured");

  @Test
  void aCaptureKeepsWhatIsLoggedWhileItIsOpen() {
    LOG.info("before");
    try (LogCapture log = LogCapture.of("suite.captured")) {
      CompletableFuture<Void> elsewhere =
          CompletableFuture.runAsync(
              () -> {
                MDC.put("trace", "t1");
                LOG.info("number {}", 1);
                MDC.remove("trace");
                LOG.debug("too small");
              });
      assertThat(log.await(event -> event.getLevel() == Level.INFO).getMDCPropertyMap())
          .containsEntry("trace", "t1");
      elsewhere.join();
      assertThat(log.messages()).containsExactly("number 1");
    }
    assertThat(LOG.isInfoEnabled()).isFalse();
  }

  @Test
  void theClockStandsUntilItIsMoved() {
    var clock = new ManualClock(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
    clock.advance(Duration.ofSeconds(3));
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(3));
    assertThat(clock.nanoTime()).isEqualTo(3_000_000_000L);
    clock.set(Instant.ofEpochSecond(1));
    assertThat(clock.millis()).isEqualTo(1000);
  }

  @Test
  void theSettingsOfATestWinOverTheDefaults() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            TestApplication.start(
                ingest, "SupportTest", Map.of("routeflow.flush-interval-ms", "70"))) {
      ApplicationContext context = application.context();
      assertThat(context.getProperty("routeflow.endpoint", String.class))
          .contains(ingest.uri().toString());
      assertThat(context.getProperty("routeflow.ingest-key", String.class)).contains("rf_test_key");
      assertThat(context.getProperty("routeflow.flush-interval-ms", int.class)).contains(70);
      assertThat(application.url("/a"))
          .hasToString("http://127.0.0.1:" + application.port() + "/a");
    }
  }

  @Test
  void aProcessHasTheEnvironmentOfTheTestAndNoOther() {
    try (JavaProcess process =
        JavaProcess.of(Said.class)
            .env("ROUTEFLOW_ENV", "blue")
            .systemProperty("said", "yes")
            .argument("more")
            .start()) {
      process.awaitLine(line -> line.equals("blue null yes more reactor"));
      process.terminate();
      // 128 + SIGTERM
      assertThat(process.awaitExit()).isEqualTo(143);
      assertThat(process.output()).contains("stopped");
    }
  }

  @Test
  void aProcessRunsWithoutTheJarsThatTheTestTakesAway() {
    try (JavaProcess process =
        JavaProcess.of(Said.class).classpathWithout("micronaut-reactor").start()) {
      assertThat(process.awaitLine(line -> line.endsWith("reactor")))
          .isEqualTo("null null null - no reactor");
    }
    assertThatThrownBy(() -> JavaProcess.of(Said.class).classpathWithout("micronaut-nothing"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Says what it finds, then waits to be stopped. */
  static final class Said {
    private Said() {}

    public static void main(String[] arguments) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped")));
      boolean reactor =
          Said.class.getResource("/io/micronaut/reactor/config/ReactorConfiguration.class") != null;
      System.out.printf(
          "%s %s %s %s %s%n",
          System.getenv("ROUTEFLOW_ENV"),
          System.getenv("HOME"),
          System.getProperty("said"),
          arguments.length == 0 ? "-" : arguments[0],
          reactor ? "reactor" : "no reactor");
      Thread.currentThread().join();
    }
  }
}
