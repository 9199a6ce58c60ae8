package io.routeflow.micronaut.capture.client;

import org.jspecify.annotations.Nullable;

/**
 * The headers that were added to a request.
 *
 * @param traceParent null where it was not added; so are the others
 * @param traceState likewise
 * @param traceId likewise
 * @param frontendRoute likewise
 */
record SentHeaders(
    @Nullable String traceParent,
    @Nullable String traceState,
    @Nullable String traceId,
    @Nullable String frontendRoute) {

  static final SentHeaders NONE = new SentHeaders(null, null, null, null);
}
