package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventStatus;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import suite.documentation.Proof;
import suite.documentation.Yaml;

final class KafkaTest {

  private static final int TRACES = 5;
  private static final int EVENTS = 20;
  private static final String REPEATING = "repeating";

  private static Broker broker;

  @BeforeAll
  static void start(@TempDir Path folder) {
    broker = new Broker(folder).start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void anEventIsARecordWithItsTraceAsTheKeyAndTheContractsFormAsTheValue() {
    Topic topic = Topic.create(broker, "one-event");
    try (Application application = Application.start(broker, topic, Map.of())) {
      application.send(1, "trace-number-1");
      ConsumerRecord<String, byte[]> record = topic.await(1).get(0);

      JsonNode value = Topic.value(record);
      assertThat(record.key()).isEqualTo("trace-number-1");
      assertThat(Topic.header(record, "routeflow-schema")).isEqualTo("1");
      assertThat(Topic.header(record, "routeflow-event-id"))
          .isEqualTo(value.at("/event/event_id").asText());
      assertThat(value.path("service").path("name").asText()).isEqualTo("test-application");
      assertThat(value.path("environment").asText()).isEqualTo("development");
      assertThat(value.has("code_version")).isTrue();
      assertThat(value.at("/event/path").asText()).isEqualTo("/ping/{number}");
      assertThat(application.kafkaAtRest(1).sent()).isEqualTo(1);
    }
  }

  /** Only the address of the broker is another one. */
  @Test
  void theSettingsOfTheGuideAreEnough() {
    Map<String, Object> settings = new LinkedHashMap<>(Yaml.read(Proof.KAFKA.block()));
    assertThat(settings.replace("kafka.bootstrap.servers", broker.servers())).isNotNull();
    Topic topic = Topic.create(broker, String.valueOf(settings.get("routeflow.kafka.topic")));
    Logger logger = (Logger) LoggerFactory.getLogger("io.routeflow");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (Application application = Application.start(settings)) {
      application.send(1, "trace-of-the-guide");
      assertThat(topic.await(1).get(0).key()).isEqualTo("trace-of-the-guide");
      assertThat(log.list).filteredOn(event -> event.getLevel().equals(Level.WARN)).isEmpty();
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void theEventsOfATraceStayInOnePartitionAndInOrder() {
    Topic topic = Topic.create(broker, "ordered");
    try (Application application =
        Application.start(broker, topic, Map.of("routeflow.kafka.max-events-per-batch", 7))) {
      for (int round = 0; round < EVENTS; round++) {
        for (int trace = 0; trace < TRACES; trace++) {
          application.send(1, "trace-number-" + trace);
        }
      }
      List<ConsumerRecord<String, byte[]>> records = topic.await(EVENTS * TRACES);

      assertThat(records).hasSize(EVENTS * TRACES);
      for (int trace = 0; trace < TRACES; trace++) {
        String key = "trace-number-" + trace;
        List<ConsumerRecord<String, byte[]>> ofTrace =
            records.stream().filter(record -> record.key().equals(key)).toList();
        assertThat(ofTrace)
            .extracting(ConsumerRecord::partition)
            .containsOnly(ofTrace.get(0).partition());
        assertThat(ofTrace)
            .extracting(record -> Topic.value(record).at("/event/attributes/number").asInt())
            .hasSize(EVENTS)
            .isSorted();
      }
    }
  }

  @Test
  void theProducerIsIdempotentWhateverThatOfTheApplicationIs() {
    Topic topic = Topic.create(broker, "idempotent");
    Map<String, Object> settings =
        Map.of(
            "kafka.producers.default.enable.idempotence",
            false,
            "kafka.producers.default.acks",
            "0",
            "kafka.producers.default.retries",
            0,
            "kafka.producers.default.max.in.flight.requests.per.connection",
            10);
    Logger logger = (Logger) LoggerFactory.getLogger("org.apache.kafka.clients.producer");
    Level before = logger.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
    try (Application application = Application.start(broker, topic, settings)) {
      application.send(EVENTS, "idempotent");
      assertThat(application.kafkaAtRest(EVENTS).sent()).isEqualTo(EVENTS);
      assertThat(topic.await(EVENTS)).hasSize(EVENTS);
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anyMatch(line -> line.contains("Instantiated an idempotent producer"))
          .anyMatch(line -> line.contains("acks = -1"));
    } finally {
      logger.detachAppender(log);
      logger.setLevel(before);
    }
  }

  @Test
  void aRecordThatIsTooLargeIsDroppedAloneAndTheOthersArriveOnce() {
    Topic topic = Topic.create(broker, "too-large");
    Map<String, Object> settings =
        Map.of(
            "kafka.producers.routeflow.max.request.size", 4000,
            "routeflow.kafka.flush-interval-ms", 3_600_000);
    try (Application application = Application.start(broker, topic, settings)) {
      application.send(3, "small");
      application
          .routeflow()
          .captureEvent(CapturedEvent.named("large").requestPayload("x".repeat(10_000)).build());
      application.send(3, "small");
      application.routeflow().flush(Application.PATIENCE);
      RouteflowStats.Destination kafka = application.kafkaAtRest(7);

      assertThat(kafka.sent()).isEqualTo(6);
      assertThat(kafka.dropped()).isEqualTo(Map.of(DropReason.HTTP_4XX, 1L));
      assertThat(topic.await(6)).hasSize(6);
    }
  }

  @Test
  void aBrokerThatIsKilledAndStartedAgainCostsNoEventThatIsKeptNoRequestAndNoOtherDestination() {
    Topic topic = Topic.create(broker, "outage");
    Map<String, Object> settings =
        Map.of(
            "routeflow.kafka.timeout-ms", 6000,
            "routeflow.kafka.offline-queue-max", 1000);
    try (Application application = Application.start(broker, topic, settings)) {
      application.send(EVENTS, "before");
      topic.await(EVENTS);
      broker.kill();
      application.send(EVENTS, "meanwhile");
      await().atMost(Application.PATIENCE).until(() -> application.others().size() == 2 * EVENTS);
      await().atMost(Application.PATIENCE).until(() -> application.kafka().lastErrorAt() != null);
      assertThat(application.kafka().waiting()).isPositive();

      broker.start();
      application.send(EVENTS, "after");
      topic.await(2 * EVENTS);
      await()
          .atMost(Application.PATIENCE)
          .until(() -> application.routeflow().flush(Application.PATIENCE));
      topic.await(3 * EVENTS);
      assertThat(application.kafkaAtRest(3 * EVENTS).sent()).isEqualTo(3 * EVENTS);
      assertThat(topic.allIds()).hasSize(3 * EVENTS).doesNotHaveDuplicates();
      assertThat(application.others()).hasSize(3 * EVENTS);
    }
  }

  /**
   * The broker has what was sent first, but stands still for longer than the producer waits for its
   * answer: it gets all of it a second time, and takes it once.
   */
  @Test
  void whatTheProducerSendsAgainBecauseNoAnswerCameIsThereOnce() {
    Topic topic = Topic.create(broker, "repeated");
    Map<String, Object> settings =
        Map.of(
            "routeflow.kafka.timeout-ms", 120_000,
            "kafka.producers.routeflow.request.timeout.ms", 500,
            "kafka.producers.routeflow.client.id", REPEATING);
    try (Application application = Application.start(broker, topic, settings)) {
      application.send(EVENTS, "before");
      topic.await(EVENTS);
      broker.hold();
      try {
        application.send(EVENTS, "meanwhile");
        await()
            .atMost(Application.PATIENCE)
            .until(() -> ProducerFigures.of(REPEATING).get("record-retry-total") > 0);
      } finally {
        broker.resume();
      }
      application.send(EVENTS, "after");
      topic.await(3 * EVENTS);
      RouteflowStats.Destination kafka = application.kafkaAtRest(3 * EVENTS);
      assertThat(kafka.sent()).isEqualTo(3 * EVENTS);
      assertThat(kafka.retries()).as("of the module").isZero();
      assertThat(topic.allIds()).hasSize(3 * EVENTS).doesNotHaveDuplicates();
    }
  }

  /** Two producers with one id have one place in JMX, which is the later one's. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"kafka.client.id", "kafka.producers.default.client.id"})
  void theFiguresOfTheApplicationsOwnProducerStayItsOwn(String key) {
    Topic topic = Topic.create(broker, "figures-" + key.length());
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("bootstrap.servers", broker.servers());
    own.put("client.id", "orders");
    try (Producer<String, String> orders =
            new KafkaProducer<>(own, new StringSerializer(), new StringSerializer());
        Application application = Application.start(broker, topic, Map.of(key, "orders"))) {
      application.send(EVENTS, "of-the-module");
      assertThat(application.kafkaAtRest(EVENTS).sent()).isEqualTo(EVENTS);
      assertThat(ProducerFigures.of("routeflow").get("record-send-total")).isEqualTo(EVENTS);
      assertThat(ProducerFigures.of("orders").get("record-send-total")).isZero();
      assertThat(orders.metrics()).isNotEmpty();
    }
  }

  @Test
  void aBrokerThatCannotBeReachedAtTheStartCostsOnlyItsOwnEvents() {
    for (String servers : List.of("127.0.0.1:1", "no-such-host.invalid:9092")) {
      Map<String, Object> settings =
          Map.of(
              "kafka.bootstrap.servers",
              servers,
              "routeflow.kafka.topic",
              "nowhere",
              "routeflow.kafka.timeout-ms",
              1000);
      try (Application application = Application.start(settings)) {
        application.send(EVENTS, "lost");
        await().atMost(Application.PATIENCE).until(() -> application.others().size() == EVENTS);
        RouteflowStats.Destination kafka = application.kafkaAtRest(EVENTS);

        assertThat(kafka.dropped()).isEqualTo(Map.of(DropReason.HTTP_5XX, (long) EVENTS));
        assertThat(kafka.lastErrorAt()).isNotNull();
      }
    }
  }

  @Test
  void aTopicThatIsMissingIsAnOutageUntilItIsThere() {
    Map<String, Object> settings =
        Map.of(
            "kafka.bootstrap.servers",
            broker.servers(),
            "routeflow.kafka.topic",
            "made-later",
            "routeflow.kafka.timeout-ms",
            2000,
            "routeflow.kafka.offline-queue-max",
            1000);
    try (Application application = Application.start(settings)) {
      application.send(EVENTS, "early");
      await().atMost(Application.PATIENCE).until(() -> application.kafka().lastErrorAt() != null);
      assertThat(application.kafka().dropped()).isEmpty();

      Topic topic = Topic.create(broker, "made-later");
      await()
          .atMost(Application.PATIENCE)
          .until(() -> application.routeflow().flush(Application.PATIENCE));
      topic.await(EVENTS);
      RouteflowStats.Destination kafka = application.kafkaAtRest(EVENTS);
      assertThat(kafka.sent()).isEqualTo(EVENTS);
      assertThat(kafka.dropped()).isEmpty();
    }
  }

  @Test
  void whatABrokerThatAnswersNothingHasNotTakenIsCountedWhenTheApplicationStops() {
    Topic topic = Topic.create(broker, "stopping");
    try (Application application =
        Application.start(broker, topic, Map.of("routeflow.shutdown-timeout-ms", 200))) {
      application.send(1, "first");
      topic.await(1);
      broker.hold();
      application.send(EVENTS, "lost");
      Routeflow routeflow = application.routeflow();
      // the context is closed while the broker still holds its connections
      application.close();

      RouteflowStats.Destination kafka =
          Objects.requireNonNull(routeflow.stats().destinations().get("kafka"));
      assertThat(kafka.waiting()).isZero();
      assertThat(kafka.dropped(DropReason.SHUTDOWN)).isEqualTo(EVENTS);
    } finally {
      broker.resume();
    }
  }

  @Test
  void theSettingsOfTheDestinationHold() {
    Topic topic = Topic.create(broker, "settings");
    Map<String, Object> settings =
        Map.of("routeflow.kafka.capture-success", false, "routeflow.kafka.leave-out", "attributes");
    try (Application application = Application.start(broker, topic, settings)) {
      application.send(3, "fine");
      application
          .routeflow()
          .captureEvent(
              CapturedEvent.named("job").status(EventStatus.FAILED).attribute("rows", 1).build());
      RouteflowStats.Destination kafka = application.kafkaAtRest(4);
      assertThat(kafka.dropped()).isEqualTo(Map.of(DropReason.FILTERED, 3L));
      assertThat(topic.await(1))
          .singleElement()
          .satisfies(
              record -> {
                JsonNode event = Topic.value(record).path("event");
                assertThat(event.path("name").asText()).isEqualTo("job");
                assertThat(event.path("attributes").has("rows")).isFalse();
              });
      assertThat(application.others())
          .filteredOn(event -> event.label().equals("job"))
          .singleElement()
          .satisfies(event -> assertThat(event.attributes()).containsEntry("rows", 1));
    }
    try (Application application =
        Application.start(broker, topic, Map.of("routeflow.kafka.sample-rate", 0))) {
      application.send(3, "sampled");
      assertThat(application.kafkaAtRest(3).dropped()).isEqualTo(Map.of(DropReason.SAMPLED, 3L));
    }
  }

  @Test
  void withoutATopicOrWithOneThatIsNoneThereIsNoDestinationAndNoProducer() {
    for (Map<String, Object> settings :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("routeflow.kafka.topic", "no topic"),
            Map.of("routeflow.kafka.topic", ".."))) {
      try (Application application = Application.start(settings)) {
        application.send(2, "none");
        await().atMost(Application.PATIENCE).until(() -> application.others().size() == 2);
        assertThat(application.routeflow().stats().destinations()).containsOnlyKeys("other");
        assertThat(Thread.getAllStackTraces().keySet())
            .noneMatch(thread -> thread.getName().equals("routeflow-kafka-producer"));
      }
    }
  }

  @Test
  void whereMicronautKafkaIsSwitchedOffThereIsNoDestinationAndOneLineSaysWhy() {
    Map<String, Object> settings =
        Map.of("kafka.enabled", false, "routeflow.kafka.topic", "nowhere");
    Logger logger = (Logger) LoggerFactory.getLogger("io.routeflow.micronaut");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (Application application = Application.start(settings)) {
      application.send(2, "elsewhere");
      await().atMost(Application.PATIENCE).until(() -> application.others().size() == 2);
      assertThat(application.routeflow().stats().destinations()).containsOnlyKeys("other");
      assertThat(log.list)
          .filteredOn(event -> event.getLevel().equals(Level.WARN))
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly("No events are sent to Kafka: kafka.enabled is false");
    } finally {
      logger.detachAppender(log);
    }
  }
}
