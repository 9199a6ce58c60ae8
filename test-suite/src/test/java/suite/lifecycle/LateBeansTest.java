package suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import io.routeflow.micronaut.Routeflow;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LogCapture;

/** What a task finds that asks a context for beans which was closed meanwhile. */
final class LateBeansTest {

  @Test
  void aBeanThatIsMadeAfterTheEndOfItsContextStartsNothing() {
    try (FakeIngest ingest = FakeIngest.start();
        LogCapture log = LogCapture.of("io.routeflow", Level.WARN)) {
      Set<Thread> before = ours();
      ApplicationContext context =
          ApplicationContext.run(
              Map.of(
                  "routeflow.endpoint",
                  ingest.uri().toString(),
                  "routeflow.ingest-key",
                  "rf_test_key",
                  "routeflow.flush-interval-ms",
                  1,
                  "micronaut.security.enabled",
                  false));
      assertThat(context.getBean(Routeflow.class).flush(Duration.ofSeconds(1))).isTrue();
      context.close();
      Routeflow late;
      try {
        late = context.getBean(Routeflow.class);
      } catch (BeanContextException e) {
        // not even that is possible with this version of the framework
        return;
      }
      late.addBreadcrumb("too late");
      assertThat(late.flush(Duration.ofSeconds(1))).isTrue();
      await()
          .untilAsserted(
              () -> {
                Set<Thread> left = ours();
                left.removeAll(before);
                assertThat(left).isEmpty();
              });
      assertThat(log.messages()).noneMatch(line -> line.contains("Internal error"));
    }
  }

  private static Set<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("routeflow"))
        .collect(Collectors.toSet());
  }
}
