package io.routeflow.micronaut;

import org.jspecify.annotations.Nullable;

/**
 * A piece of work that was opened by hand, {@link Routeflow#openScope}, and becomes one event when
 * it is closed. SQL, outgoing calls, breadcrumbs and attributes of the code that runs meanwhile
 * belong to it, wherever Micronaut's propagated context reaches.
 *
 * <pre>{@code
 * try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
 *   try {
 *     importAll();
 *   } catch (IOException e) {
 *     scope.failed(e);
 *   }
 * }
 * }</pre>
 *
 * <p>Close it on the thread that opened it, else the code that runs on that thread afterwards is
 * attributed to what the scope was opened in. Thread-safe; no method throws.
 *
 * @since 0.1.0
 */
public interface RouteflowScope extends AutoCloseable {

  /**
   * Marks the work as failed.
   *
   * @param exception why, or {@code null} where there is no exception; of several calls the last
   *     counts
   */
  void failed(@Nullable Throwable exception);

  /** Marks the work as done with a warning, unless it has failed. */
  void warning();

  /**
   * Sets an attribute of the event; 32 at most.
   *
   * @param name 1 to 64 characters; names that begin with {@code routeflow.} are refused
   * @param value text of at most 256 characters, number or boolean; of anything else its text is
   *     kept; {@code null} is left out
   */
  void attribute(String name, @Nullable Object value);

  /** Ends the work; later calls have no effect. */
  @Override
  void close();
}
