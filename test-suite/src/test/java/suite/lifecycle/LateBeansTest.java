package suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LogCapture;

/**
 * What a task finds that asks a context for beans while it is closed: the context makes those anew
 * that it has destroyed, and no one ever ends them.
 */
final class LateBeansTest {

  /** A bean is made anew in about every fourth. */
  private static final int ROUNDS = 60;

  private static final int ENOUGH = 3;

  private static final String SCHEDULER = "io.routeflow.micronaut.delivery.FlushScheduler";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void aBeanThatIsMadeAnewWhileItsContextIsClosedStartsNothing() throws InterruptedException {
    try (FakeIngest ingest = FakeIngest.start();
        LogCapture log = LogCapture.of("io.routeflow", Level.WARN)) {
      Set<Thread> before = ours();
      int madeAnew = 0;
      for (int round = 0; round < ROUNDS && madeAnew < ENOUGH; round++) {
        ApplicationContext context = context(ingest);
        Lookups lookups = new Lookups(context);
        lookups.begin();
        context.close();
        madeAnew += lookups.end() > 1 ? 1 : 0;
      }
      await()
          .untilAsserted(
              () -> {
                Set<Thread> left = ours();
                left.removeAll(before);
                assertThat(left).isEmpty();
              });
      assertThat(log.messages()).noneMatch(line -> line.contains("Internal error"));
      // which of the two is first is a matter of the machine; FlushSchedulerTest needs no luck
      Assumptions.assumeTrue(madeAnew > 0, "no context made a bean anew");
    }
  }

  /** The same as a context does it that is being closed: it runs, and its first bean has ended. */
  @Test
  void aBeanThatIsMadeAnewInAContextThatRunsStartsNothing() throws ClassNotFoundException {
    try (FakeIngest ingest = FakeIngest.start();
        LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        ApplicationContext context = context(ingest)) {
      Set<Thread> before = ours();
      Routeflow first = context.getBean(Routeflow.class);
      context.destroyBean(first);
      // what has the thread, or the first one, which is stopped, would be used again
      Object scheduler = context.destroyBean(Class.forName(SCHEDULER));
      assertThat(scheduler).isNotNull();
      await().until(() -> before.stream().noneMatch(Thread::isAlive));
      Routeflow anew = context.getBean(Routeflow.class);
      assertThat(anew).isNotSameAs(first);
      anew.captureEvent(CapturedEvent.named("late").build());
      assertThat(anew.flush(PATIENCE)).isTrue();
      assertThat(ours()).noneMatch(Thread::isAlive);
      assertThat(log.messages()).isEmpty();
    }
  }

  /** The shortest interval, for a thread that is left to do something soon. */
  private static ApplicationContext context(FakeIngest ingest) {
    return ApplicationContext.run(
        Map.of(
            "routeflow.endpoint",
            ingest.uri().toString(),
            "routeflow.ingest-key",
            "rf_test_key",
            "routeflow.flush-interval-ms",
            10,
            "micronaut.security.enabled",
            false));
  }

  private static Set<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("routeflow"))
        .collect(Collectors.toSet());
  }

  /** A task of the application that goes on until the context has no beans any more. */
  private static final class Lookups {

    private final ApplicationContext context;
    private final Set<Routeflow> found = new HashSet<>();
    private final Thread thread = new Thread(this::run, "late-task");

    private Lookups(ApplicationContext context) {
      this.context = context;
    }

    private void begin() {
      found.add(context.getBean(Routeflow.class));
      thread.setDaemon(true);
      thread.start();
    }

    /** How many different beans it was given. */
    private int end() throws InterruptedException {
      thread.join(PATIENCE.toMillis());
      assertThat(thread.isAlive()).as("the context goes on making beans").isFalse();
      return found.size();
    }

    private void run() {
      try {
        while (true) {
          found.add(context.getBean(Routeflow.class));
        }
      } catch (BeanContextException closed) {
        // there are no beans any more
      }
    }
  }
}
