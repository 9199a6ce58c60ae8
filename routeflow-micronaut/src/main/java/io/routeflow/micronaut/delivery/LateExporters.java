package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.delivery.lane.DestinationLane;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.spi.EventExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Makes exporters again that could not be made, since a failure is not for ever: the first time
 * with the next tick, then at intervals that double. Confined to the dispatcher's thread.
 */
final class LateExporters {

  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /**
   * The time between two ticks is no longer while one is missing, whatever the destinations need.
   */
  static final Duration LONGEST_TICK = Duration.ofSeconds(5);

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private final Source source;
  private final BiFunction<String, EventExporter, @Nullable DestinationLane> lanes;
  private final Consumer<List<DestinationLane>> destinations;
  private final InternalErrors errors;
  private long waitNanos;
  private long waitedNanos;
  private boolean missing;

  /**
   * See the class.
   *
   * @param lanes makes the lane of an exporter; {@code null} where that fails
   * @param destinations take further lanes
   */
  LateExporters(
      Source source,
      BiFunction<String, EventExporter, @Nullable DestinationLane> lanes,
      Consumer<List<DestinationLane>> destinations,
      InternalErrors errors) {
    this.source = source;
    this.lanes = lanes;
    this.destinations = destinations;
    this.errors = errors;
    this.missing = isIncomplete();
  }

  /** Where the exporters come from. */
  interface Source {

    /** Whether one could not be made, and may be now. */
    boolean isIncomplete();

    /** Makes those that could not be made until now; returns what was made, by name. */
    Map<String, EventExporter> makeMissing();
  }

  /** Whether one could not be made yet. */
  boolean areMissing() {
    return missing;
  }

  /** An interval has passed. */
  void tick(Duration interval) {
    if (!missing) {
      return;
    }
    waitedNanos += interval.toNanos();
    if (waitedNanos < waitNanos) {
      return;
    }
    waitedNanos = 0;
    waitNanos = Math.min(2 * Math.max(waitNanos, interval.toNanos()), LONGEST_WAIT.toNanos());
    try {
      add(source.makeMissing());
    } catch (Throwable e) {
      errors.report(Stage.EXPORT, e);
    }
    missing = isIncomplete();
  }

  private boolean isIncomplete() {
    try {
      return source.isIncomplete();
    } catch (Throwable e) {
      errors.report(Stage.EXPORT, e);
      return true;
    }
  }

  private void add(Map<String, EventExporter> made) {
    List<DestinationLane> more = new ArrayList<>();
    made.forEach(
        (name, exporter) -> {
          DestinationLane lane = lanes.apply(name, exporter);
          if (lane != null) {
            more.add(lane);
            LOG.info("The exporter of destination {} was made after all", name);
          }
        });
    if (!more.isEmpty()) {
      destinations.accept(more);
    }
  }
}
