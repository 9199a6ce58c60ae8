package io.routeflow.micronaut.kafka;

import io.micronaut.configuration.kafka.config.AbstractKafkaProducerConfiguration;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.diagnostics.SafeLog;
import org.slf4j.LoggerFactory;

/** Says what is missing where a topic is named and micronaut-kafka is not there. */
@Context
@Requires(missing = AbstractKafkaProducerConfiguration.class)
final class MissingKafka {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.kafka"));

  MissingKafka(LenientReader reader) {
    if (KafkaSettings.topic(reader).isPresent()) {
      LOG.warn("No events are sent to Kafka: io.micronaut.kafka:micronaut-kafka is missing");
    }
  }
}
