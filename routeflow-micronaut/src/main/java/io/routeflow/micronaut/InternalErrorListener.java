package io.routeflow.micronaut;

/**
 * A bean of this type is notified of errors inside the module itself, which never reach the
 * application: a failing exporter, a failing {@link ShouldCapture}, a bug.
 *
 * <p>It may be called on any thread, including a request's: it must be fast and must not block.
 * What it throws is swallowed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface InternalErrorListener {

  /**
   * Called for one error.
   *
   * @param where the stage in which it happened: {@code capture}, {@code sql}, {@code delivery},
   *     {@code offer}, {@code flush}, {@code export}, {@code spool}, {@code observe} or {@code
   *     console}; or the hook that failed: {@code traceIdResolver}, {@code shouldCapture} or {@code
   *     onQueueDrop}. Later versions may have more
   * @param error what was thrown
   */
  void onError(String where, Throwable error);

  /**
   * Called instead for an error that belongs to one destination.
   *
   * @param where as above; {@code offer}, {@code flush}, {@code export} or {@code spool}
   * @param error what was thrown
   * @param destination the name of the destination, such as {@code ingest}
   */
  default void onError(String where, Throwable error, String destination) {
    onError(where, error);
  }
}
