package io.routeflow.micronaut.export.ingest;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Singleton;

/** There is an exporter, and with it a client, only where the user has named a valid endpoint. */
@Factory
@Requires(property = "routeflow.endpoint")
final class IngestExporterFactory {

  @Singleton
  IngestExporter exporter(RouteflowConfiguration configuration, BeanProvider<IngestClient> client) {
    if (configuration.endpoint().isEmpty()) {
      throw new DisabledBeanException("routeflow.endpoint is not set to a valid address");
    }
    return new IngestExporter(configuration, client.get());
  }
}
