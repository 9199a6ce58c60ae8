package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.configuration.kafka.annotation.KafkaKey;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.OffsetReset;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.WorkEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of a real broker that a listener of the application takes. */
final class ListenerTest {

  private static final String TOPIC = "paid-orders";
  private static final String CODE = "a-code-of-the-test-that-is-long-enough";

  @Test
  void eachMessageOfAListenerIsOneEventThatNamesItsTopic(@TempDir Path folder) throws IOException {
    try (Broker broker = new Broker(folder).start()) {
      Topic unused = Topic.create(broker, TOPIC);
      produce(broker, "1", "2", "poison", "3");
      try (Application application =
          Application.start(
              Map.of(
                  "kafka.bootstrap.servers",
                  broker.servers(),
                  "suite.kafka.listener",
                  true,
                  "routeflow.console.enabled",
                  true,
                  "routeflow.console.token",
                  CODE,
                  "routeflow.capture-exception-message",
                  true))) {
        await()
            .atMost(Application.PATIENCE)
            .until(() -> messages(application.others()).size() == 4);
        assertThat(application.bean(Orders.class).taken)
            .containsExactlyInAnyOrder("order 1", "order 2", "order poison", "order 3");

        List<WorkEvent> messages = messages(application.others());
        assertThat(messages)
            .allSatisfy(
                message -> {
                  assertThat(message.type()).isEqualTo(EventType.QUEUE);
                  assertThat(message.name()).isEqualTo("Orders.take");
                });
        assertThat(messages)
            .filteredOn(message -> message.status() == EventStatus.FAILED)
            .singleElement()
            .satisfies(
                message -> {
                  assertThat(message.attributes()).containsEntry("order", "poison");
                  assertThat(message.parts().exception())
                      .extracting(ExceptionDetails::message)
                      .isEqualTo("cannot be paid");
                });
        assertThat(messages)
            .filteredOn(message -> message.status() == EventStatus.SUCCESS)
            .extracting(message -> message.attributes().get("order"))
            .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(triggersInConsole(application)).hasSize(4).containsOnly("topic " + TOPIC);
      }
    }
  }

  private static List<WorkEvent> messages(Queue<Event> events) {
    return events.stream().filter(WorkEvent.class::isInstance).map(WorkEvent.class::cast).toList();
  }

  /** What the console says of each message that called it. */
  private static List<String> triggersInConsole(Application application) throws IOException {
    JsonNode rows =
        new ObjectMapper()
            .readTree(
                application.get(
                    "/routeflow-console/api/requests", "X-Routeflow-Console-Token", CODE))
            .path("requests");
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.path("trigger").asText())
        .toList();
  }

  private static void produce(Broker broker, String... keys) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", broker.servers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String key : keys) {
        var unused = producer.send(new ProducerRecord<>(TOPIC, key, "order " + key));
      }
      producer.flush();
    }
  }

  @Requires(property = "suite.kafka.listener")
  @KafkaListener(groupId = "billing", offsetReset = OffsetReset.EARLIEST)
  static class Orders {

    final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private final Routeflow routeflow;

    Orders(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @io.micronaut.configuration.kafka.annotation.Topic(TOPIC)
    @RouteflowCapture(type = EventType.QUEUE)
    void take(@KafkaKey String key, String order) {
      taken.add(order);
      routeflow.attribute("order", key);
      if (key.equals("poison")) {
        throw new IllegalArgumentException("cannot be paid");
      }
    }
  }
}
