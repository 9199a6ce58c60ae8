package io.routeflow.micronaut.export.ingest;

import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.order.Ordered;
import io.micronaut.discovery.ServiceInstance;
import io.micronaut.discovery.ServiceInstanceList;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.ServiceHttpClientConfiguration;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The service {@code routeflow} as the client sees it: its address, and how it is talked to. There
 * is one only where the user has named a valid endpoint, be it by a property or in code.
 *
 * <p>It is talked to as an application has set for this service, else for all of its clients, with
 * what the ingest contract demands on top: a redirect is an answer, not an order, because the key
 * would go with it; and no answer takes longer than the module's own timeout.
 */
@Singleton
final class IngestService extends HttpClientConfiguration implements ServiceInstanceList, Ordered {

  private static final int MAX_ANSWER_BYTES = 1024 * 1024;

  private final URI endpoint;
  private final ConnectionPoolConfiguration pool;
  private final WebSocketCompressionConfiguration webSocket;

  IngestService(
      RouteflowConfiguration configuration,
      DefaultHttpClientConfiguration common,
      @Named(IngestClient.SERVICE_ID) @Nullable ServiceHttpClientConfiguration own) {
    super(own != null ? own : common);
    this.endpoint = endpoint(configuration);
    HttpClientConfiguration base = own != null ? own : common;
    this.pool = base.getConnectionPoolConfiguration();
    this.webSocket = base.getWebSocketCompressionConfiguration();
    setFollowRedirects(false);
    setMaxContentLength(MAX_ANSWER_BYTES);
    setReadTimeout(configuration.timeout());
    setConnectTimeout(shorter(getConnectTimeout().orElse(null), configuration.timeout()));
  }

  @Override
  public ConnectionPoolConfiguration getConnectionPoolConfiguration() {
    return pool;
  }

  @Override
  public WebSocketCompressionConfiguration getWebSocketCompressionConfiguration() {
    return webSocket;
  }

  /** The address that the user has named. */
  static URI endpoint(RouteflowConfiguration configuration) {
    if (configuration.endpoint().isEmpty()) {
      throw new DisabledBeanException("routeflow.endpoint has no valid address");
    }
    return configuration.endpoint().get();
  }

  /**
   * The last in order, because a URL under {@code micronaut.http.services.routeflow} makes another
   * one, and of two with the same id the framework uses the later.
   */
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

  private static Duration shorter(@Nullable Duration set, Duration limit) {
    return set != null && set.compareTo(limit) < 0 ? set : limit;
  }
}
