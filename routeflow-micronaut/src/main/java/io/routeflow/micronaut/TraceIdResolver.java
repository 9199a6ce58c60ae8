package io.routeflow.micronaut;

import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A bean of this type names the trace of a request, in place of the header that the module reads
 * itself. What it returns is checked like a header: 8 to 64 characters of {@code [A-Za-z0-9_.-]},
 * else it counts as not known. Of several beans the first by order that knows it decides.
 *
 * <p>It is called once a request, on the thread that handles it: it must be fast and must not
 * block. What it throws is reported as an internal error and counts as not known.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TraceIdResolver {

  /**
   * Names the trace of a request.
   *
   * @param request the request; its body is not there yet
   * @return the trace id, or {@code null} where this bean does not know
   */
  @Nullable String resolve(HttpRequest<?> request);
}
