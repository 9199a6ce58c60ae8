package io.routeflow.micronaut.export.ingest;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.ServiceHttpClientConfiguration;
import io.netty.resolver.AddressResolverGroup;
import io.routeflow.micronaut.configuration.IngestSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.export.http.BackgroundResolver;
import io.routeflow.micronaut.export.http.ClientLog;
import io.routeflow.micronaut.export.http.ConnectionGate;
import io.routeflow.micronaut.export.http.DeliveryService;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The service {@code routeflow}. There is one only where the user has named a valid endpoint, be it
 * by a property or in code.
 */
@Singleton
final class IngestService extends DeliveryService {

  IngestService(
      RouteflowConfiguration configuration,
      DefaultHttpClientConfiguration common,
      @Named(IngestClient.SERVICE_ID) @Nullable ServiceHttpClientConfiguration own,
      ClientLog log,
      ConnectionGate gate) {
    super(
        IngestClient.SERVICE_ID,
        address(configuration),
        configuration.lane(),
        common,
        own,
        log,
        gate);
  }

  /** The address that the user has named. */
  static URI address(RouteflowConfiguration configuration) {
    IngestSettings ingest = configuration.ingest();
    if (ingest.endpoint().isEmpty()) {
      throw new DisabledBeanException("routeflow.endpoint has no valid address");
    }
    return ingest.endpoint().get().resolve(ingest.deliveryPath());
  }

  /** Its name lookups, found by the service's name only. */
  @Factory
  static final class Names {

    @Singleton
    @Named(IngestClient.SERVICE_ID)
    @Bean(typed = AddressResolverGroup.class, preDestroy = "close")
    BackgroundResolver resolver(RouteflowConfiguration configuration) {
      return new BackgroundResolver(
          configuration.lane().retry().timeout(), configuration.lane().maxBatchesInFlight());
    }
  }
}
