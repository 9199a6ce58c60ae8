package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What runs outside any request is logged where DEBUG is enabled. */
class UnattributedLogTest {

  private final Logger logger =
      (Logger) LoggerFactory.getLogger("io.routeflow.micronaut.jdbc.statements");
  private final Level before = logger.getLevel();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final SqlCapture capture = Scene.newCapture();
  private final SqlText text =
      new GivenText(SqlRecorder.of(Database.unknown("default"), capture), "SELECT 'secret' FROM t");

  @BeforeEach
  void listen() {
    lines.start();
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
    logger.setLevel(before);
  }

  @Test
  void withDebugFromTheStartEachIsLoggedWithoutItsValues() {
    logger.setLevel(Level.DEBUG);
    run(3);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(3)
        .containsOnly("Outside any request: SELECT ? FROM t");
  }

  @Test
  void debugThatIsEnabledLaterIsNoticedAfterSoManyExecutionsAtMost() {
    logger.setLevel(Level.INFO);
    run(1);
    logger.setLevel(Level.DEBUG);
    run(SqlCapture.DEBUG_CHECK_INTERVAL);
    assertThat(lines.list).isNotEmpty();

    lines.list.clear();
    run(5);
    assertThat(lines.list).hasSize(5);
  }

  @Test
  void debugThatIsDisabledLogsNothingMore() {
    logger.setLevel(Level.DEBUG);
    run(1);
    logger.setLevel(Level.INFO);
    lines.list.clear();
    AtomicInteger read = new AtomicInteger();
    SqlText counted =
        () -> {
          read.incrementAndGet();
          return text.sql();
        };
    run(counted, 2 * SqlCapture.DEBUG_CHECK_INTERVAL);

    assertThat(lines.list).isEmpty();
    assertThat(read).as("texts that were normalized").hasValue(0);
  }

  @Test
  void aLogThatFailsIsNoErrorOfCapture() {
    logger.setLevel(Level.DEBUG);
    FailingAppender failing = new FailingAppender();
    failing.setContext(new ContextBase());
    logger.addAppender(failing);
    try {
      run(3);
    } finally {
      logger.detachAppender(failing);
    }

    assertThat(failing.asked).isEqualTo(3);
    assertThat(capture.unattributed()).isEqualTo(3);
    assertThat(capture.internalErrors()).isZero();
  }

  private void run(int executions) {
    run(text, executions);
  }

  private void run(SqlText executed, int executions) {
    for (int i = 0; i < executions; i++) {
      capture.unattributed(executed);
    }
  }
}
