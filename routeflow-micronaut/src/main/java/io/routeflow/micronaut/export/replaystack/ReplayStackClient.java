package io.routeflow.micronaut.export.replaystack;

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
import org.reactivestreams.Publisher;

/**
 * The way to ReplayStack. An application configures its TLS and proxy under {@code
 * micronaut.http.services.routeflow-replaystack}, and keeps its own client filters away from it by
 * that id.
 *
 * <p>HTTP/1.1 only, so that a connection carries one attempt at a time, and an attempt that is
 * given up can close its connection without harm to others.
 */
@Client(
    id = ReplayStackClient.SERVICE_ID,
    configuration = ReplayStackService.class,
    plaintextMode = HttpVersionSelection.PlaintextMode.HTTP_1,
    alpnModes = HttpVersionSelection.ALPN_HTTP_1)
interface ReplayStackClient {

  String SERVICE_ID = "routeflow-replaystack";

  @Post(produces = MediaType.APPLICATION_JSON, consumes = MediaType.ALL)
  @Header(name = "x-replaystack-sdk", value = "micronaut")
  Publisher<HttpResponse<?>> send(
      @Header(HttpHeaders.USER_AGENT) String userAgent,
      @Header("x-replaystack-sdk-version") String version,
      @Header("x-tracereplay-api-key") String apiKey,
      @Header("x-replaystack-api-key") String sameKey,
      @Header(DeliveryConnections.IDEMPOTENCY_KEY) String eventId,
      @Body ByteBuf body);
}
