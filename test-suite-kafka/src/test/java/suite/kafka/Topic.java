package suite.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import suite.contract.BatchSchema;

/**
 * What a topic holds, read from its beginning. Each wait for events fails where a record broke the
 * contract.
 */
final class Topic {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Broker broker;
  private final String name;

  private Topic(Broker broker, String name) {
    this.broker = broker;
    this.name = name;
  }

  /** A new one; a broker that makes it by itself may take longer than a producer waits. */
  static Topic create(Broker broker, String name) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
      NewTopic topic = new NewTopic(name, Broker.PARTITIONS, (short) 1);
      admin.createTopics(List.of(topic)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the topic could not be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Topic(broker, name);
  }

  String name() {
    return name;
  }

  /** Waits until so many different events are there, by their header; returns all records. */
  List<ConsumerRecord<String, byte[]>> await(int events) {
    return await(read -> ids(read).size() >= events, events + " events");
  }

  /** Waits until an event with such a key is there. */
  List<ConsumerRecord<String, byte[]>> awaitKey(String key) {
    return await(
        read -> read.stream().anyMatch(record -> record.key().equals(key)), "event of " + key);
  }

  /** How many different events are there, by their header; none of them is kept. */
  long countDifferent() {
    return new HashSet<>(allIds()).size();
  }

  /** The events of all records that are there, by their header. */
  List<UUID> allIds() {
    List<UUID> ids = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      while (!isAssigned(consumer)) {
        // a new topic
      }
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(POLL)
            .forEach(record -> ids.add(UUID.fromString(header(record, "routeflow-event-id"))));
      }
    }
    return ids;
  }

  private List<ConsumerRecord<String, byte[]>> await(
      Predicate<List<ConsumerRecord<String, byte[]>>> complete, String what) {
    List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      while (!complete.test(read)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("no " + what + " but " + ids(read).size());
        }
        if (isAssigned(consumer)) {
          consumer.poll(POLL).forEach(read::add);
        }
      }
    }
    assertThat(read).flatExtracting(Topic::violations).isEmpty();
    return read;
  }

  /** As a batch of the ingest endpoint, whose contract the members are taken from. */
  private static List<String> violations(ConsumerRecord<String, byte[]> record) {
    ObjectNode batch = value(record).deepCopy();
    batch.put("batch_id", batch.at("/event/event_id").asText());
    batch.put("sent_at", batch.at("/event/timestamp").asText());
    batch.set("events", JSON.createArrayNode().add(batch.remove("event")));
    return BatchSchema.check(batch);
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", broker.servers());
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Not before all partitions of a new topic are there. */
  private boolean isAssigned(KafkaConsumer<String, byte[]> consumer) {
    if (!consumer.assignment().isEmpty()) {
      return true;
    }
    List<PartitionInfo> parts = consumer.listTopics().getOrDefault(name, List.of());
    if (parts.size() < Broker.PARTITIONS) {
      return false;
    }
    List<TopicPartition> all =
        parts.stream().map(part -> new TopicPartition(name, part.partition())).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return true;
  }

  static Set<String> ids(Collection<ConsumerRecord<String, byte[]>> records) {
    return records.stream()
        .map(record -> header(record, "routeflow-event-id"))
        .collect(Collectors.toSet());
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  static JsonNode value(ConsumerRecord<String, byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
