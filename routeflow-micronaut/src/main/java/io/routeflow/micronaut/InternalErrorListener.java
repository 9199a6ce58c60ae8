package io.routeflow.micronaut;

/**
 * A bean of this type is told of errors inside the module itself, which never reach the
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
   * Hears of one error.
   *
   * @param where the stage in which it happened, such as {@code capture} or {@code flush}
   * @param error what was thrown
   */
  void onError(String where, Throwable error);
}
