package io.routeflow.micronaut;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of what the module has counted since the application started. Whenever nothing moves,
 * {@code captured = sent + waiting + every drop} and {@code enqueued = sent + waiting + every drop
 * after the queue}.
 *
 * <p>Inject it as {@code Provider<RouteflowStats>}, or ask {@link Routeflow#stats()}, for a new
 * snapshot each time.
 *
 * @param captured finished requests that are not ignored
 * @param enqueued events accepted into the queue
 * @param sent events that the destination has accepted
 * @param waiting events in the queue or in batches under way
 * @param batchesInFlight batches under way, those that wait for another attempt included
 * @param retries further attempts after a first one
 * @param dropped events lost, by reason; a reason without loss is there with 0
 * @param lastErrorAt when an attempt last failed, if one ever did
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
    @Nullable Instant lastErrorAt) {

  /** Copies the map, so that the snapshot cannot change any more. */
  public RouteflowStats {
    dropped = Map.copyOf(dropped);
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
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The counters under the names that the other Routeflow SDKs use ({@code enqueued}, {@code sent},
   * {@code dropped_queue_full}, … {@code last_error_at}), in a fixed order.
   */
  public Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("captured", captured);
    map.put("enqueued", enqueued);
    map.put("sent", sent);
    map.put("waiting", waiting);
    map.put("batches_in_flight", batchesInFlight);
    for (DropReason reason : DropReason.values()) {
      map.put(reason.key(), dropped(reason));
    }
    map.put("retries", retries);
    map.put("last_error_at", lastErrorAt == null ? null : lastErrorAt.toString());
    return Collections.unmodifiableMap(map);
  }
}
