package io.routeflow.micronaut.opentelemetry.settings;

/** How bodies are packed. */
enum Compression {
  /** As they are. */
  NONE,
  /** By gzip. */
  GZIP
}
