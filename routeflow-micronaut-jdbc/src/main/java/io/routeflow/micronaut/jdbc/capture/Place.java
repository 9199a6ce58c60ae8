package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.RequestRecording;
import org.jspecify.annotations.Nullable;

/**
 * What calling code works for: a request, perhaps in a repository method; or nothing of the kind.
 * Found in the propagated context, and true as long as that is the very same. Immutable.
 *
 * @param context where it was found
 * @param recording the request's; {@code null} outside a request
 * @param groups its SQL; {@code null} outside a request
 * @param repositoryMethod {@code null} outside repositories
 */
record Place(
    PropagatedContext context,
    @Nullable RequestRecording recording,
    @Nullable SqlGroups groups,
    @Nullable String repositoryMethod) {

  /** Outside any request. */
  static final Place NOWHERE = new Place(PropagatedContext.empty(), null, null, null);

  /** Whether there can be a request in a context at all: there is none in the empty one. */
  @SuppressWarnings("ReferenceEquality")
  static boolean canBeIn(PropagatedContext current) {
    return current != NOWHERE.context;
  }

  /** Whether nothing has changed for code that runs in the given context. */
  @SuppressWarnings("ReferenceEquality")
  boolean isStill(PropagatedContext current) {
    return context == current && (recording == null || recording.isOpen());
  }
}
