package io.routeflow.micronaut.console;

import io.micronaut.serde.annotation.Serdeable;
import io.routeflow.micronaut.console.flows.RequestRow;
import java.util.List;

/**
 * The ring, oldest first.
 *
 * @param requests a row each
 */
@Serdeable.Serializable
record RequestList(List<RequestRow> requests) {}
