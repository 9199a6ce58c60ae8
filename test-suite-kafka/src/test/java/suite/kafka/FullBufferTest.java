package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The producer's buffer is full because the broker takes nothing. */
final class FullBufferTest {

  private static final int EVENTS = 20;
  private static final int BATCH = 10;
  private static final int LARGE = 3000;
  private static final String FAILS = "Delivery to kafka fails (";
  private static final String FULL = FAILS + "the producer's buffer is full)";

  private static Broker broker;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  @BeforeAll
  static void start(@TempDir Path folder) {
    broker = new Broker(folder).start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void aFullBufferIsTheCauseAndIsCountedAndHoldsUpNoRequestAndNoOtherDestination() {
    Topic topic = Topic.create(broker, "full");
    // room for less than a batch of these events; one that finds none fails long before another
    // has waited too long for the broker
    Map<String, Object> settings =
        Map.of(
            "kafka.producers.routeflow.buffer.memory", 20_000,
            "kafka.producers.routeflow.max.block.ms", 3000,
            "routeflow.kafka.timeout-ms", 60_000,
            "routeflow.kafka.max-events-per-batch", BATCH,
            "routeflow.kafka.flush-interval-ms", 3_600_000);
    try (Application application = Application.start(broker, topic, settings)) {
      application.send(1, "first");
      assertThat(application.routeflow().flush(Application.PATIENCE)).isTrue();
      topic.await(1);
      int large = 6 * BATCH;
      broker.hold();
      try {
        capture(application, large);
        application.send(EVENTS, "meanwhile");
        await()
            .atMost(Application.PATIENCE)
            .until(() -> application.others().size() == 1 + large + EVENTS);
        await().atMost(Application.PATIENCE).until(() -> failure() != null);
        assertThat(failure()).startsWith(FULL);
        await()
            .atMost(Application.PATIENCE)
            .until(() -> application.kafka().dropped(DropReason.HTTP_5XX) > 0);
      } finally {
        broker.resume();
      }
      RouteflowStats.Destination kafka = application.kafkaAtRest(1 + large + EVENTS);
      assertThat(kafka.sent()).isPositive();
      assertThat(kafka.dropped()).containsOnlyKeys(DropReason.HTTP_5XX);
      await()
          .atMost(Application.PATIENCE)
          .until(
              () -> {
                application.send(1, "the-last-one");
                application.routeflow().flush(Application.PATIENCE);
                return application.kafka().sent() > kafka.sent();
              });
      assertThat(topic.awaitKey("the-last-one")).isNotEmpty();
    }
  }

  @Test
  void whereThereIsRoomInTheBufferTheCauseIsAnother() {
    Topic topic = Topic.create(broker, "roomy");
    Map<String, Object> settings =
        Map.of("routeflow.kafka.timeout-ms", 6000, "routeflow.kafka.offline-queue-max", 0);
    try (Application application = Application.start(broker, topic, settings)) {
      application.send(1, "first");
      topic.await(1);
      broker.hold();
      try {
        capture(application, BATCH);
        await().atMost(Application.PATIENCE).until(() -> failure() != null);
        assertThat(failure()).startsWith(FAILS).doesNotContain("buffer");
      } finally {
        broker.resume();
      }
    }
  }

  private static void capture(Application application, int events) {
    for (int i = 0; i < events; i++) {
      application
          .routeflow()
          .captureEvent(CapturedEvent.named("large").requestPayload("x".repeat(LARGE)).build());
    }
  }

  /** The first line about a failed delivery, which has the cause of the first failed batch. */
  private @Nullable String failure() {
    return log.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.startsWith(FAILS))
        .findFirst()
        .orElse(null);
  }
}
