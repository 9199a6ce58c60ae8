package io.routeflow.micronaut.export.ingest;

import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.ServiceHttpClientConfiguration;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an application has set for the service {@code routeflow}, else for all of its clients, with
 * what the ingest contract demands on top: a redirect is an answer, not an order, because the key
 * would go with it; and no answer takes longer than the module's own timeout.
 */
@Singleton
final class IngestClientConfiguration extends HttpClientConfiguration {

  private static final int MAX_ANSWER_BYTES = 1024 * 1024;

  private final ConnectionPoolConfiguration pool;
  private final WebSocketCompressionConfiguration webSocket;

  IngestClientConfiguration(
      RouteflowConfiguration configuration,
      DefaultHttpClientConfiguration common,
      @Named(IngestClient.SERVICE_ID) @Nullable ServiceHttpClientConfiguration own) {
    super(own != null ? own : common);
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

  private static Duration shorter(@Nullable Duration set, Duration limit) {
    return set != null && set.compareTo(limit) < 0 ? set : limit;
  }
}
