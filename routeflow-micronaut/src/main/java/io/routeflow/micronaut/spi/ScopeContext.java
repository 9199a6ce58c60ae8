package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.micronaut.core.propagation.PropagatedContextElement;

/**
 * Carries a recording in the propagated context, for work that is no request of the server: the
 * last one that was added is the innermost.
 *
 * @param recording the recording of the scope
 */
@Internal
public record ScopeContext(Recording recording) implements PropagatedContextElement {}
