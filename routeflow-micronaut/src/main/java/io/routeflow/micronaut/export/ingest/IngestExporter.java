package io.routeflow.micronaut.export.ingest;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.netty.buffer.ByteBuf;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.EventExporter;
import io.routeflow.micronaut.ExportResult;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.Sdk;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.OwnBatches;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Delivers batches to the Routeflow ingest endpoint that the user has named. Where there is no such
 * endpoint, there is no exporter and no client.
 */
@Singleton
@Named(Sdk.INGEST_EXPORTER)
final class IngestExporter implements EventExporter {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  private final IngestClient client;
  private final Ledger ledger;
  private final OwnBatches ownBatches;
  private final BatchEncoder encoder;
  private final String path;
  private final @Nullable String authorization;
  private final @Nullable String encoding;

  IngestExporter(
      RouteflowConfiguration configuration,
      BeanProvider<IngestClient> client,
      Ledger ledger,
      OwnBatches ownBatches) {
    // where there is none, nothing is made, least of all a client
    IngestService.endpoint(configuration);
    this.client = client.get();
    this.ledger = ledger;
    this.ownBatches = ownBatches;
    this.encoder = new BatchEncoder(configuration);
    // the client encodes what it is given
    this.path = URI.create(configuration.deliveryPath()).getPath();
    this.authorization = configuration.ingestKey().map(key -> "Bearer " + key).orElse(null);
    this.encoding = configuration.gzip() ? "gzip" : null;
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
    ownBatches.sending(batch.id().toString());
    return Mono.from(
            client.send(path, Sdk.USER_AGENT, batch.id().toString(), authorization, encoding, body))
        .map(IngestExporter::result)
        .onErrorResume(error -> Mono.just(failure(error)))
        .toFuture();
  }

  /**
   * The client makes an exception of each error status; else there is no answer, or none that can
   * be read. All of that is the network's doing, and no defect of the module.
   */
  private static ExportResult failure(Throwable error) {
    if (error instanceof HttpClientResponseException refused) {
      return result(refused.getResponse());
    }
    LOG.debug("Delivery failed", error);
    return new ExportResult.Retry(DropReason.HTTP_5XX, NetworkFailure.inWords(error), null);
  }

  private static ExportResult result(HttpResponse<?> response) {
    return IngestAnswer.of(
        response.code(), response.getHeaders().get(HttpHeaders.RETRY_AFTER), Instant.now());
  }
}
