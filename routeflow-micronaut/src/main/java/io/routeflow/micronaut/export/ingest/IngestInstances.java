package io.routeflow.micronaut.export.ingest;

import io.micronaut.context.annotation.Requires;
import io.micronaut.discovery.ServiceInstance;
import io.micronaut.discovery.ServiceInstanceList;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;

/** Feeds the address of the service {@code routeflow} from {@code routeflow.endpoint}. */
@Singleton
@Named(IngestClient.SERVICE_ID)
@Requires(property = "routeflow.endpoint")
final class IngestInstances implements ServiceInstanceList {

  private final List<ServiceInstance> instances;

  IngestInstances(RouteflowConfiguration configuration) {
    instances =
        configuration
            .endpoint()
            .map(endpoint -> ServiceInstance.of(IngestClient.SERVICE_ID, endpoint))
            .map(List::of)
            .orElse(List.of());
  }

  @Override
  public String getID() {
    return IngestClient.SERVICE_ID;
  }

  @Override
  public List<ServiceInstance> getInstances() {
    return instances;
  }
}
