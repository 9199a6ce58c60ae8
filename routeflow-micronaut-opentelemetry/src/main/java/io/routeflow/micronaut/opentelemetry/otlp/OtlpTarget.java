package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.opentelemetry.Protocol;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where one signal goes, and how. Immutable.
 *
 * @param url for HTTP the whole address; for gRPC scheme, host and port
 * @param protocol how it is carried
 * @param headers sent with each request; they may hold secrets
 * @param gzip whether bodies are packed
 * @param timeout of one attempt, connecting included
 * @param tls the files for TLS
 * @param maxInFlight concurrent requests
 */
@Internal
public record OtlpTarget(
    URI url,
    Protocol protocol,
    Map<String, String> headers,
    boolean gzip,
    Duration timeout,
    TlsFiles tls,
    int maxInFlight) {

  /** Copies the headers. */
  public OtlpTarget {
    headers = Map.copyOf(headers);
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return protocol + " " + url.getScheme() + "://" + url.getAuthority();
  }
}
