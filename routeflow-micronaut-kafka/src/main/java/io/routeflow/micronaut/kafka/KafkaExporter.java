package io.routeflow.micronaut.kafka;

import io.micronaut.configuration.kafka.config.AbstractKafkaProducerConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends each event to a topic, where one is named. In front of the application's exporters, so that
 * none of them gets its name.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
@Requires(classes = {AbstractKafkaProducerConfiguration.class, Producer.class})
final class KafkaExporter implements EventExporter {

  private final RecordSender sender;

  KafkaExporter(
      LenientReader reader, RouteflowConfiguration configuration, ApplicationContext context) {
    String topic =
        KafkaSettings.topic(reader)
            .orElseThrow(() -> new DisabledBeanException("routeflow.kafka.topic is not set"));
    if (!context.containsBean(AbstractKafkaProducerConfiguration.class)) {
      // each attempt would fail, as in an outage without an end
      throw new DisabledBeanException("micronaut-kafka is switched off");
    }
    Duration timeout = KafkaSettings.timeout(reader);
    Producers producers = new Producers(context, timeout);
    this.sender =
        new RecordSender(
            new RecordEncoder(topic, configuration.service()),
            producers::make,
            timeout,
            KafkaSettings.maxBatchesInFlight(reader));
  }

  @Override
  public String name() {
    return KafkaSettings.NAME;
  }

  @Override
  public CompletionStage<ExportResult> export(EventBatch batch) {
    return sender.send(batch);
  }

  /** After the last flush; what is still with the producer is counted as lost by then. */
  @PreDestroy
  void close() {
    sender.close();
  }
}
