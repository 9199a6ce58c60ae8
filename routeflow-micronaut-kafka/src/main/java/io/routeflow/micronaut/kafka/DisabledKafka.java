package io.routeflow.micronaut.kafka;

import io.micronaut.configuration.kafka.config.AbstractKafkaProducerConfiguration;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.util.StringUtils;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.diagnostics.SafeLog;
import org.slf4j.LoggerFactory;

/** Says why nothing is sent where a topic is named and micronaut-kafka is switched off. */
@Context
@Requires(classes = AbstractKafkaProducerConfiguration.class)
@Requires(property = "kafka.enabled", value = StringUtils.FALSE)
final class DisabledKafka {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.kafka"));

  DisabledKafka(LenientReader reader) {
    if (KafkaSettings.topic(reader).isPresent()) {
      LOG.warn("No events are sent to Kafka: kafka.enabled is false");
    }
  }
}
