package io.routeflow.micronaut.export.ingest;

import io.micronaut.context.BeanProvider;
import io.netty.buffer.ByteBuf;
import io.routeflow.micronaut.configuration.IngestSettings;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.export.http.DeliveryConnections;
import io.routeflow.micronaut.export.http.HttpAttempts;
import io.routeflow.micronaut.export.http.StatusRules;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import io.routeflow.micronaut.spi.SentBatchIds;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Delivers batches to the Routeflow ingest endpoint that the user has named. Where there is no such
 * endpoint, there is no exporter and no client.
 */
@Singleton
@Named(ModuleInfo.INGEST_EXPORTER)
final class IngestExporter implements EventExporter {

  private static final StatusRules RULES =
      new StatusRules("routeflow.ingest-key", "routeflow.endpoint", "routeflow.ingest-path");

  private final HttpAttempts<IngestClient> attempts;
  private final EventLedger ledger;
  private final BatchEncoder encoder;
  private final @Nullable String authorization;
  private final @Nullable String encoding;

  IngestExporter(
      RouteflowConfiguration configuration,
      BeanProvider<DeliveryConnections> connections,
      BeanProvider<IngestClient> client,
      EventLedger ledger,
      SentBatchIds sentBatchIds) {
    // where there is none, nothing is made, least of all a client
    IngestService.address(configuration);
    this.attempts =
        new HttpAttempts<>(
            connections, client, sentBatchIds, RULES, configuration.lane().retry().timeout());
    this.ledger = ledger;
    this.encoder = new BatchEncoder(configuration);
    this.authorization = configuration.ingest().key().map(key -> "Bearer " + key).orElse(null);
    this.encoding = configuration.ingest().gzip() ? "gzip" : null;
  }

  @Override
  public String name() {
    return IngestSettings.NAME;
  }

  @Override
  public CompletionStage<ExportResult> export(EventBatch batch) {
    ByteBuf body;
    try {
      body = encoder.encode(batch, Instant.now());
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.completedFuture(
          new ExportResult.Rejected(DropReason.VALIDATION, e.getClass().getSimpleName()));
    }
    ledger.bytes(body.readableBytes());
    String id = batch.id().toString();
    return attempts.send(
        id, client -> client.send(ModuleInfo.USER_AGENT, id, authorization, encoding, body));
  }
}
