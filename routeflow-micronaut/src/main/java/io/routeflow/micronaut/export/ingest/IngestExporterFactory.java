package io.routeflow.micronaut.export.ingest;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.discovery.ServiceInstanceList;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.Sdk;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.OwnBatches;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * There is an exporter, and with it a client, only where the user has named a valid endpoint, be it
 * by a property or in code.
 */
@Factory
final class IngestExporterFactory {

  @Singleton
  @Named(Sdk.INGEST_EXPORTER)
  IngestExporter exporter(
      RouteflowConfiguration configuration,
      BeanProvider<IngestClient> client,
      Ledger ledger,
      OwnBatches ownBatches) {
    endpoint(configuration);
    return new IngestExporter(configuration, client.get(), ledger, ownBatches);
  }

  /**
   * The last in order, because a URL under {@code micronaut.http.services.routeflow} makes another
   * one, and of two with the same id the framework uses the later.
   */
  @Singleton
  @Order(Ordered.LOWEST_PRECEDENCE)
  @Named(IngestClient.SERVICE_ID)
  ServiceInstanceList instances(RouteflowConfiguration configuration) {
    return new IngestInstances(endpoint(configuration));
  }

  private static URI endpoint(RouteflowConfiguration configuration) {
    return configuration
        .endpoint()
        .orElseThrow(() -> new DisabledBeanException("routeflow.endpoint has no valid address"));
  }
}
