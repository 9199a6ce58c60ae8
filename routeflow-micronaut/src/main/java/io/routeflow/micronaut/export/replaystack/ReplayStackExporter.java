package io.routeflow.micronaut.export.replaystack;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.buffer.ByteBuf;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.configuration.ReplayStackSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.export.http.DeliveryConnections;
import io.routeflow.micronaut.export.http.HttpAttempts;
import io.routeflow.micronaut.export.http.StatusRules;
import io.routeflow.micronaut.spi.ExportResult;
import io.routeflow.micronaut.spi.SentBatchIds;
import io.routeflow.micronaut.spi.VersionedExporter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Delivers events to ReplayStack, one a call. Where there is no key for it, there is no exporter
 * and no client. In front of the application's exporters, so that none of them gets its name.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ReplayStackExporter implements VersionedExporter {

  private static final StatusRules RULES =
      new StatusRules(
          "routeflow.replaystack.api-key",
          "routeflow.replaystack.endpoint",
          "routeflow.replaystack.ingest-url");

  private final HttpAttempts<ReplayStackClient> attempts;
  private final ServiceNames service;
  private final PayloadEncoder encoder;
  private final String apiKey;

  ReplayStackExporter(
      ReplayStackSettings settings,
      RouteflowConfiguration configuration,
      BeanProvider<DeliveryConnections> connections,
      BeanProvider<ReplayStackClient> client,
      BeanProvider<EmbeddedServer> server,
      SentBatchIds sentBatchIds) {
    // where there is no key, nothing is made, least of all a client
    ReplayStackService.address(settings);
    this.attempts =
        new HttpAttempts<>(
            connections, client, sentBatchIds, RULES, settings.lane().retry().timeout());
    this.service = new ServiceNames(settings.service(), configuration.service());
    this.encoder =
        new PayloadEncoder(service, new ServerOrigin(server), settings.lane().maxBatchesInFlight());
    this.apiKey = settings.apiKey().orElseThrow();
  }

  @Override
  public String name() {
    return ReplayStackSettings.NAME;
  }

  @Override
  public BatchOrigin origin() {
    return service.origin();
  }

  @Override
  public CompletionStage<ExportResult> export(EventBatch batch) {
    // by the lane's settings there is one
    Event event = batch.events().get(0);
    ByteBuf body;
    try {
      body = encoder.encode(event, batch.origin());
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.completedFuture(
          new ExportResult.Rejected(DropReason.VALIDATION, e.getClass().getSimpleName()));
    }
    String id = event.eventId().toString();
    return attempts.send(
        id,
        client -> client.send(ModuleInfo.USER_AGENT, ModuleInfo.VERSION, apiKey, apiKey, id, body));
  }
}
