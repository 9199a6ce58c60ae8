package io.routeflow.micronaut;

/**
 * A bean of this type decides which requests become events, by anything that the event tells:
 * method, route, status, latency. Where there are several, all must agree.
 *
 * <pre>{@code
 * @Singleton
 * final class SlowOrBroken implements ShouldCapture {
 *   public boolean shouldCapture(RequestEvent event) {
 *     return event.statusCode() >= 500 || event.latencyNanos() > 200_000_000;
 *   }
 * }
 * }</pre>
 *
 * <p>It is called on the delivery thread, never on a request's, one event at a time. An event for
 * which it throws is dropped and counted as {@link DropReason#FILTERED}: a rule that was written to
 * keep something private must not let it pass because it failed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ShouldCapture {

  /**
   * Decides on one event.
   *
   * @param event the finished request
   * @return {@code false} to drop it
   */
  boolean shouldCapture(RequestEvent event);
}
