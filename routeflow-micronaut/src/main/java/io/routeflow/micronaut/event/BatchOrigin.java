package io.routeflow.micronaut.event;

import org.jspecify.annotations.Nullable;

/**
 * Which deployment the events of a batch are of, where another process may send it. Immutable.
 *
 * @param version the version of the service, if it named one
 * @param codeVersion what was deployed, if known
 * @param instance the process, if it named itself
 * @since 0.1.0
 */
public record BatchOrigin(
    @Nullable String version, @Nullable String codeVersion, @Nullable String instance) {}
