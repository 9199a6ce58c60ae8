package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.annotation.Internal;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import org.jspecify.annotations.Nullable;

/**
 * The repository method that is being called, in the propagated context: so it reaches the thread
 * that runs the statement. Immutable.
 *
 * @param method such as {@code OrderRepository.findById}
 * @since 0.1.0
 */
@Internal
public record RepositoryCall(String method) implements PropagatedContextElement {

  /** The method of the innermost call in a context; {@code null} outside repositories. */
  static @Nullable String methodIn(PropagatedContext context) {
    RepositoryCall call = context.find(RepositoryCall.class).orElse(null);
    return call == null ? null : call.method;
  }
}
