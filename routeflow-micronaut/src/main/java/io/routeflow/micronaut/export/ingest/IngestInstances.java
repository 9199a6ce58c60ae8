package io.routeflow.micronaut.export.ingest;

import io.micronaut.core.order.Ordered;
import io.micronaut.discovery.ServiceInstance;
import io.micronaut.discovery.ServiceInstanceList;
import java.net.URI;
import java.util.List;

/**
 * The address of the service {@code routeflow}, as the client looks it up.
 *
 * @param endpoint the address
 */
record IngestInstances(URI endpoint) implements ServiceInstanceList, Ordered {

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public String getID() {
    return IngestClient.SERVICE_ID;
  }

  @Override
  public List<ServiceInstance> getInstances() {
    return List.of(ServiceInstance.of(IngestClient.SERVICE_ID, endpoint));
  }
}
