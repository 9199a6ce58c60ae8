package io.routeflow.micronaut.console.flows;

import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The latest attempt that failed.
 *
 * @param at when, ISO-8601
 * @param cause such as {@code status 429}
 */
@Internal
@Serdeable.Serializable
public record LastError(String at, String cause) {}
