package io.routeflow.micronaut.export.ingest;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.annotation.Client;
import io.netty.buffer.ByteBuf;
import io.routeflow.micronaut.export.http.DeliveryConnections;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The way to the ingest endpoint. An application configures its TLS and proxy under {@code
 * micronaut.http.services.routeflow}, and keeps its own client filters away from it by that id.
 *
 * <p>HTTP/1.1 only, so that a connection carries one attempt at a time, and an attempt that is
 * given up can close its connection without harm to others.
 */
@Client(
    id = IngestClient.SERVICE_ID,
    configuration = IngestService.class,
    plaintextMode = HttpVersionSelection.PlaintextMode.HTTP_1,
    alpnModes = HttpVersionSelection.ALPN_HTTP_1)
interface IngestClient {

  String SERVICE_ID = "routeflow";

  @Post(produces = MediaType.APPLICATION_JSON, consumes = MediaType.ALL)
  Publisher<HttpResponse<?>> send(
      @Header(HttpHeaders.USER_AGENT) String userAgent,
      @Header(DeliveryConnections.IDEMPOTENCY_KEY) String batchId,
      @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Header(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
      @Body ByteBuf body);
}
