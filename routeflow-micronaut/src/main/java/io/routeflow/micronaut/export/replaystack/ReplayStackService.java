package io.routeflow.micronaut.export.replaystack;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.ServiceHttpClientConfiguration;
import io.netty.resolver.AddressResolverGroup;
import io.routeflow.micronaut.configuration.ReplayStackSettings;
import io.routeflow.micronaut.export.http.BackgroundResolver;
import io.routeflow.micronaut.export.http.ClientLog;
import io.routeflow.micronaut.export.http.ConnectionGate;
import io.routeflow.micronaut.export.http.DeliveryService;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The service {@code routeflow-replaystack}. There is one only where there is a key for it. */
@Singleton
final class ReplayStackService extends DeliveryService {

  ReplayStackService(
      ReplayStackSettings settings,
      DefaultHttpClientConfiguration common,
      @Named(ReplayStackClient.SERVICE_ID) @Nullable ServiceHttpClientConfiguration own,
      ClientLog log,
      ConnectionGate gate) {
    super(ReplayStackClient.SERVICE_ID, address(settings), settings.lane(), common, own, log, gate);
  }

  /** The address, where events are to be sent there. */
  static URI address(ReplayStackSettings settings) {
    if (!settings.isOn()) {
      throw new DisabledBeanException("routeflow.replaystack has no key");
    }
    return settings.address().resolve(settings.deliveryPath());
  }

  /** Its name lookups, found by the service's name only. */
  @Factory
  static final class Names {

    @Singleton
    @Named(ReplayStackClient.SERVICE_ID)
    @Bean(typed = AddressResolverGroup.class, preDestroy = "close")
    BackgroundResolver resolver(ReplayStackSettings settings) {
      return new BackgroundResolver(
          settings.lane().retry().timeout(), settings.lane().maxBatchesInFlight());
    }
  }
}
