package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.configuration.kafka.DefaultProducerFactory;
import io.micronaut.configuration.kafka.ProducerFactory;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The module's producer stays its own beside those of the application. */
final class ProducersTest {

  private static final String PARTITIONER = "partitioner.class";
  private static final String IGNORE_KEYS = "partitioner.ignore.keys";

  @Test
  void anApplicationWithAProducerThatIsABeanHasItsEventsInKafka() {
    try (Application application = start(Map.of("suite.kafka.producers.bean", true))) {
      application.send(3, "trace");
      assertThat(application.kafkaAtRest(3).sent()).isEqualTo(3);
    }
  }

  @Test
  void theKeyDecidesOfThePartitionWhateverTheApplicationsProducersDo() {
    Properties config =
        configOf(
            Map.of(
                "kafka.producers.default." + PARTITIONER,
                RoundRobinPartitioner.class.getName(),
                "kafka.producers.default." + IGNORE_KEYS,
                "true",
                "kafka.producers.default.linger.ms",
                "7"));
    assertThat(config).doesNotContainKeys(PARTITIONER, IGNORE_KEYS).containsEntry("linger.ms", "7");
  }

  @Test
  void partitioningThatIsSetForTheModulesOwnProducerHolds() {
    String name = RoundRobinPartitioner.class.getName();
    assertThat(
            configOf(
                Map.of(
                    "kafka.producers.routeflow." + PARTITIONER,
                    name,
                    "kafka.producers.default." + IGNORE_KEYS,
                    "true")))
        .containsEntry(PARTITIONER, name)
        .doesNotContainKey(IGNORE_KEYS);
  }

  private static Properties configOf(Map<String, ?> settings) {
    try (Application application = start(settings)) {
      application.send(1, "trace");
      assertThat(application.kafkaAtRest(1).sent()).isEqualTo(1);
      return application.bean(Recorded.class).configs.element();
    }
  }

  private static Application start(Map<String, ?> settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("suite.kafka.producers", true);
    all.put("kafka.bootstrap.servers", "127.0.0.1:1");
    all.put("routeflow.kafka.topic", "events");
    all.putAll(settings);
    return Application.start(all);
  }

  @Requires(property = "suite.kafka.producers")
  @Replaces(DefaultProducerFactory.class)
  @Singleton
  static class Recorded implements ProducerFactory {

    final Queue<Properties> configs = new ConcurrentLinkedQueue<>();

    @Override
    public <K, V> Producer<K, V> createProducer(
        Properties config, Serializer<K> keySerializer, Serializer<V> valueSerializer) {
      configs.add(config);
      return new MockProducer<>(true, null, keySerializer, valueSerializer);
    }
  }

  @Requires(property = "suite.kafka.producers.bean")
  @Factory
  static class OwnProducer {

    @Singleton
    Producer<String, String> orders() {
      return new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
    }
  }
}
