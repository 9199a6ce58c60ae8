package io.routeflow.micronaut.opentelemetry;

/**
 * How OTLP is carried.
 *
 * @since 0.1.0
 */
public enum Protocol {
  /** Protobuf in the bodies of HTTP requests, to {@code /v1/traces} and so on. */
  HTTP("http/protobuf"),
  /** gRPC, which needs HTTP/2. */
  GRPC("grpc");

  private final String wireName;

  Protocol(String wireName) {
    this.wireName = wireName;
  }

  /** The name in OpenTelemetry's settings: {@code http/protobuf} or {@code grpc}. */
  public String wireName() {
    return wireName;
  }

  /** As {@link #wireName()}. */
  @Override
  public String toString() {
    return wireName;
  }
}
