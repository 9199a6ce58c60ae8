package io.routeflow.micronaut.kafka;

import io.micronaut.configuration.kafka.ProducerFactory;
import io.micronaut.configuration.kafka.config.AbstractKafkaProducerConfiguration;
import io.micronaut.configuration.kafka.config.DefaultKafkaProducerConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes the producer by the settings of micronaut-kafka: those of {@code
 * kafka.producers.routeflow}, else of the default one. What a delivery without loss or repetition
 * needs is the module's own.
 *
 * @param context whose settings and factory of producers are used
 * @param timeout from the offer of an event until its outcome
 */
record Producers(ApplicationContext context, Duration timeout) {

  private static final String NAME = "routeflow";
  private static final String OWN = "kafka.producers.routeflow.";

  /** With these an application may spread the records of one key over the partitions. */
  private static final List<String> PARTITIONING =
      List.of(
          ProducerConfig.PARTITIONER_CLASS_CONFIG, ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);

  private static final int MAX_IN_FLIGHT = 5;

  /** A new one; the caller closes it. */
  @SuppressWarnings("unchecked") // its serializers are not used
  Producer<String, byte[]> make() {
    AbstractKafkaProducerConfiguration<String, byte[]> configured =
        context
            .findBean(AbstractKafkaProducerConfiguration.class, Qualifiers.byName(NAME))
            .orElseGet(() -> context.getBean(AbstractKafkaProducerConfiguration.class));
    DefaultKafkaProducerConfiguration<String, byte[]> own =
        new DefaultKafkaProducerConfiguration<>(configured);
    set(own.getConfig());
    // not as a bean of the context: the application may have producers that are beans as well
    return context
        .getBean(ProducerFactory.class)
        .createProducer(own.getConfig(), new StringSerializer(), new ByteArraySerializer());
  }

  private void set(Properties config) {
    // that of the default producer is the application's: its figures would be replaced by these
    config.put(
        ProducerConfig.CLIENT_ID_CONFIG,
        context.getProperty(OWN + ProducerConfig.CLIENT_ID_CONFIG, String.class).orElse(NAME));
    for (String key : PARTITIONING) {
      if (!context.containsProperty(OWN + key)) {
        config.remove(key);
      }
    }
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    keepWithinIdempotence(config);
    // half of the time to find the broker or a place in the buffer, less than half to deliver
    long half = Math.max(1, timeout.toMillis() / 2 - timeout.toMillis() / 20);
    long linger = Math.min(half / 2, number(config, ProducerConfig.LINGER_MS_CONFIG, 0));
    long request = number(config, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
    config.put(ProducerConfig.LINGER_MS_CONFIG, String.valueOf(linger));
    config.put(
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        String.valueOf(Math.min(half, number(config, ProducerConfig.MAX_BLOCK_MS_CONFIG, half))));
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(half));
    config.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        String.valueOf(Math.max(1, Math.min(request, half - linger))));
    config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
  }

  /** An idempotent producer is not made with fewer retries or more requests in flight than that. */
  private static void keepWithinIdempotence(Properties config) {
    if (number(config, ProducerConfig.RETRIES_CONFIG, 1) < 1) {
      config.remove(ProducerConfig.RETRIES_CONFIG);
    }
    if (number(config, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1) > MAX_IN_FLIGHT) {
      config.put(
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, String.valueOf(MAX_IN_FLIGHT));
    }
  }

  private static long number(Properties config, String key, long otherwise) {
    Object value = config.get(key);
    try {
      return value == null ? otherwise : Long.parseLong(value.toString().strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
