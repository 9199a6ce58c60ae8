package io.routeflow.micronaut.export.ingest;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The way to the ingest endpoint. An application configures its TLS, proxy and pool under {@code
 * micronaut.http.services.routeflow}, and keeps its own client filters away from it by that id.
 */
@Client(id = IngestClient.SERVICE_ID, configuration = IngestService.class)
interface IngestClient {

  String SERVICE_ID = "routeflow";

  @Post(uri = "{+path}", produces = MediaType.APPLICATION_JSON, consumes = MediaType.ALL)
  Publisher<HttpResponse<byte[]>> send(
      @PathVariable String path,
      @Header(HttpHeaders.USER_AGENT) String userAgent,
      @Header("Idempotency-Key") String batchId,
      @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Header(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
      @Body ByteBuf body);
}
