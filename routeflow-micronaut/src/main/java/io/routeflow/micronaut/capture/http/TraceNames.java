package io.routeflow.micronaut.capture.http;

import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What was added to a response to name its trace. An application may answer several requests with
 * one response object, so that it is taken out again, or replaced.
 *
 * @param header the header of the application's choice, {@code null} where it was not added
 * @param traceId its value
 * @param timing the entries of {@code Server-Timing}, {@code null} where it was not added
 */
record TraceNames(@Nullable String header, String traceId, @Nullable String timing) {

  private static final String ATTRIBUTE = "io.routeflow.trace-names";

  /** Takes it out again. */
  void removeFrom(ResponseHeaders headers) {
    if (header != null) {
      headers.remove(header, traceId);
    }
    if (timing != null) {
      headers.remove(ServerTiming.HEADER, timing);
    }
  }

  /** Takes out what was added to a response object for an earlier request. */
  static void forget(MutableHttpResponse<?> response, ResponseHeaders headers) {
    if (response.getAttribute(ATTRIBUTE).orElse(null) instanceof TraceNames earlier) {
      earlier.removeFrom(headers);
    }
  }

  /** Remembers with a response object what was added to it. */
  void keepWith(MutableHttpResponse<?> response) {
    response.setAttribute(ATTRIBUTE, this);
  }
}
