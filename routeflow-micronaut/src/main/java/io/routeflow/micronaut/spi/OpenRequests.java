package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The requests that are being handled, for the console of this process. Known only while it is on.
 * Thread-safe.
 */
@Internal
public interface OpenRequests {

  /**
   * Those that have lasted longest.
   *
   * @param leastNanos shorter ones are left out
   * @param max how many at most
   */
  List<OpenRequest> openRequests(long leastNanos, int max);

  /**
   * A request that is being handled.
   *
   * @param eventId the id that its event will have
   * @param start when it began
   * @param nanos how long it has lasted
   * @param frontendRoute the page that it came from
   * @param method HTTP method
   * @param path route template, or {@code __unmatched__} as long as no route is known
   * @param handler controller and method
   * @param address the path as it was sent where no route is known, in dev and test only
   */
  record OpenRequest(
      UUID eventId,
      Instant start,
      long nanos,
      String frontendRoute,
      String method,
      String path,
      String handler,
      @Nullable String address) {}
}
