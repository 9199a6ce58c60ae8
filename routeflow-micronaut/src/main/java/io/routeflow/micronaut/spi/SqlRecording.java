package io.routeflow.micronaut.spi;

import io.routeflow.micronaut.event.SqlUsage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the SQL of one request. Filled by the threads that handle the request, read once by the
 * delivery thread after its end, perhaps while a straggler still adds.
 *
 * @since 0.1.0
 */
public interface SqlRecording {

  /** The statements, grouped; {@code null} where none ran. */
  @Nullable SqlUsage usage();

  /**
   * An estimate of the heap that the statements keep, in bytes, 0 where none ran. Called on the
   * thread that ends the request, so it must not go through them.
   */
  default int variableBytes() {
    return 0;
  }

  /** What ran until now, while the work may go on; {@code null} where nothing did. */
  default @Nullable Totals totals() {
    return null;
  }

  /**
   * The waits for connections that took long enough to be seen, in the order of their start; empty
   * where no time line is kept.
   */
  default List<ConnectionWait> connectionWaits() {
    return List.of();
  }

  /** Further figures for the event's attributes, such as commits; empty where there are none. */
  Map<String, Object> attributes();

  /**
   * Sums over statements.
   *
   * @param count executions
   * @param nanos time spent in them, in nanoseconds
   * @since 0.1.0
   */
  record Totals(long count, long nanos) {}
}
