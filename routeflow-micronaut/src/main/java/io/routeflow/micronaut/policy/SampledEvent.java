package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Event;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marks what sampling has left, so that a receiver can scale sums up: by the rate, without those
 * that were kept for another reason.
 */
@Internal
public final class SampledEvent {

  private SampledEvent() {}

  /**
   * The event with its marks.
   *
   * @param rate the share of the traces that is kept, of those that an earlier one has left
   * @param reason why it was kept although its trace was not, or {@code null}
   */
  public static Event marked(Event event, double rate, @Nullable KeptBecause reason) {
    Map<String, Object> marks = new HashMap<>();
    Object earlier = event.attributes().get(Event.SAMPLE_RATE);
    marks.put(Event.SAMPLE_RATE, earlier instanceof Double share ? share * rate : rate);
    if (reason != null && !event.attributes().containsKey(Event.KEPT_BECAUSE)) {
      marks.put(Event.KEPT_BECAUSE, reason.wireName());
    }
    return event.withAttributes(marks);
  }
}
