package io.routeflow.micronaut;

import io.routeflow.micronaut.event.DropReason;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of what the module has counted since the application started. The counters at the top
 * follow an event to the first destination, which is the ingest endpoint where there is one: at
 * rest {@code captured + adopted = sent + waiting + spooled + every drop}. What became of the
 * events at each destination is in {@link #destinations()}.
 *
 * <p>Inject it as {@code Provider<RouteflowStats>}, or ask {@link Routeflow#stats()}, for a new
 * snapshot each time.
 *
 * @param captured finished requests that are not ignored, work, and events and exceptions that the
 *     application captured itself
 * @param enqueued events accepted into the queue
 * @param sent events that the first destination has accepted
 * @param waiting events in the queue, in the first destination's waiting room or in its batches
 * @param batchesInFlight batches of the first destination without an outcome, those that wait for
 *     another attempt included
 * @param retries further attempts at the first destination after a first one
 * @param dropped events lost before or at the first destination, by reason; a reason without loss
 *     is there with 0
 * @param payloadsOmittedMemory bodies that were left out of their events because the memory for
 *     bodies was used up
 * @param lastErrorAt when an attempt at the first destination last failed, if one ever did
 * @param destinations what each destination was offered and what became of it, by its name, the
 *     first destination first; empty until the first event or the first interval has passed
 * @since 0.1.0
 */
public record RouteflowStats(
    long captured,
    long enqueued,
    long sent,
    long waiting,
    int batchesInFlight,
    long retries,
    Map<DropReason, Long> dropped,
    long payloadsOmittedMemory,
    @Nullable Instant lastErrorAt,
    Map<String, Destination> destinations) {

  /** Copies the maps, so that the snapshot cannot change any more. */
  public RouteflowStats {
    dropped = Map.copyOf(dropped);
    destinations = Collections.unmodifiableMap(new LinkedHashMap<>(destinations));
  }

  /** The events that are kept on disk for the first destination. */
  public long spooled() {
    return destinations.values().stream().limit(1).mapToLong(Destination::spooled).sum();
  }

  /** The events that the first destination has taken over from processes that have ended. */
  public long adopted() {
    return destinations.values().stream().limit(1).mapToLong(Destination::adopted).sum();
  }

  /**
   * The events lost for one reason.
   *
   * @param reason the reason
   * @return how many, 0 or more
   */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  /** The events lost for any reason. */
  public long droppedTotal() {
    return sum(dropped);
  }

  /**
   * The counters under the names that the other Routeflow SDKs use ({@code enqueued}, {@code sent},
   * {@code dropped_queue_full}, … {@code last_error_at}), in a fixed order, and under {@code
   * destinations} those of each destination by its name.
   */
  public Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("captured", captured);
    map.put("enqueued", enqueued);
    map.put("sent", sent);
    map.put("waiting", waiting);
    map.put("spooled", spooled());
    map.put("adopted", adopted());
    map.put("batches_in_flight", batchesInFlight);
    for (DropReason reason : DropReason.values()) {
      map.put(reason.key(), dropped(reason));
    }
    map.put("retries", retries);
    map.put("payloads_omitted_memory", payloadsOmittedMemory);
    map.put("last_error_at", text(lastErrorAt));
    Map<String, Object> each = new LinkedHashMap<>();
    for (Map.Entry<String, Destination> destination : destinations.entrySet()) {
      each.put(destination.getKey(), destination.getValue().asMap());
    }
    map.put("destinations", Collections.unmodifiableMap(each));
    return Collections.unmodifiableMap(map);
  }

  /**
   * What one destination was offered and what became of it: {@code offered + adopted = sent +
   * waiting + spooled + every drop}, at any time.
   *
   * @param offered events handed to it
   * @param sent events that it has accepted
   * @param waiting events in its waiting room, in its batches or in its offline queue
   * @param spooled events that are kept on disk for it
   * @param adopted events taken over from processes that have ended
   * @param batchesInFlight batches without an outcome, those that wait for another attempt included
   * @param retries further attempts after a first one
   * @param dropped events that it lost, by reason; a reason without loss may be absent
   * @param lastErrorAt when an attempt last failed, if one ever did
   * @since 0.1.0
   */
  public record Destination(
      long offered,
      long sent,
      long waiting,
      long spooled,
      long adopted,
      int batchesInFlight,
      long retries,
      Map<DropReason, Long> dropped,
      @Nullable Instant lastErrorAt) {

    /** Copies the map, so that the snapshot cannot change any more. */
    public Destination {
      Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
      copy.putAll(dropped);
      dropped = Collections.unmodifiableMap(copy);
    }

    /**
     * The events that this destination lost for one reason.
     *
     * @param reason the reason
     * @return how many, 0 or more
     */
    public long dropped(DropReason reason) {
      return dropped.getOrDefault(reason, 0L);
    }

    /** The events that this destination lost for any reason. */
    public long droppedTotal() {
      return sum(dropped);
    }

    /**
     * The counters by name, in a fixed order. Of the drops those without a loss are there with 0,
     * but for {@link DropReason#NO_EXPORTER}, which no destination has.
     */
    public Map<String, @Nullable Object> asMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("offered", offered);
      map.put("sent", sent);
      map.put("waiting", waiting);
      map.put("spooled", spooled);
      map.put("adopted", adopted);
      map.put("batches_in_flight", batchesInFlight);
      map.put("retries", retries);
      for (DropReason reason : DropReason.values()) {
        if (reason != DropReason.NO_EXPORTER) {
          map.put(reason.key(), dropped(reason));
        }
      }
      map.put("last_error_at", text(lastErrorAt));
      return Collections.unmodifiableMap(map);
    }
  }

  private static long sum(Map<DropReason, Long> counts) {
    long sum = 0;
    for (long count : counts.values()) {
      sum += count;
    }
    return sum;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
