package io.routeflow.micronaut.opentelemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LossLogTest {

  private static final Logger LOGGER =
      (Logger) LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry");

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private long now;

  @BeforeEach
  void listen() {
    lines.start();
    LOGGER.addAppender(lines);
  }

  @AfterEach
  void stop() {
    LOGGER.detachAppender(lines);
  }

  private LossLog log(Signal signal) {
    return new LossLog(signal, "otlp", () -> now);
  }

  private List<String> written() {
    return lines.list.stream()
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  @Test
  void anOutageIsALineAtItsStartASumAMinuteAndALineAtItsEnd() {
    LossLog log = log(Signal.LOGS);
    log.failed("status 503", 512);
    now += TimeUnit.SECONDS.toNanos(30);
    log.failed("status 503", 512);
    now += TimeUnit.SECONDS.toNanos(30);
    log.failed("cannot connect", 3);
    log.failed("cannot connect", 1);
    log.recovered();
    log.recovered();
    log.close();
    assertThat(written())
        .containsExactly(
            "WARN Delivery of logs to otlp fails (status 503); the application is not affected",
            "WARN Delivery of logs to otlp still fails (cannot connect): 1027 log records were"
                + " dropped",
            "INFO Delivery of logs to otlp works again: 1 log records were dropped");
  }

  @Test
  void aReceiverThatFailsAndWorksInTurnsHasALineAMinute() {
    LossLog log = log(Signal.TRACES);
    for (int second = 0; second < 90; second++) {
      log.failed("status 503", 1);
      log.recovered();
      now += TimeUnit.SECONDS.toNanos(1);
    }
    assertThat(written())
        .containsExactly(
            "WARN Delivery of traces to otlp fails (status 503); the application is not affected",
            "INFO Delivery of traces to otlp works again: 1 spans were dropped",
            "WARN Delivery of traces to otlp fails (status 503); the application is not affected",
            "INFO Delivery of traces to otlp works again: 60 spans were dropped");
    log.close();
    assertThat(written()).last().asString().endsWith("has ended: 29 spans were dropped");
  }

  @Test
  void ofMetricsNoNumberIsGivenSinceTheirSumsAreSentAgain() {
    LossLog log = log(Signal.METRICS);
    log.failed("status 503", 12);
    log.recovered();
    log.close();
    assertThat(written())
        .containsExactly(
            "WARN Delivery of metrics to otlp fails (status 503); the application is not affected",
            "INFO Delivery of metrics to otlp works again");
  }

  @Test
  void nothingIsLoggedOfWhatWorks() {
    LossLog log = log(Signal.LOGS);
    log.recovered();
    log.close();
    assertThat(written()).isEmpty();
  }
}
