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

  /** The attribute with the rate, on each event where it is below 1. */
  public static final String RATE = Event.SAMPLE_RATE;

  private SampledEvent() {}

  /**
   * The event with its marks.
   *
   * @param rate the share of the traces that is kept, of those that an earlier one has left
   * @param reason why it was kept although its trace was not, or {@code null}
   */
  public static Event marked(Event event, double rate, @Nullable KeptBecause reason) {
    Map<String, Object> marks = new HashMap<>();
    Object earlier = event.attributes().get(RATE);
    marks.put(RATE, earlier instanceof Double share ? share * rate : rate);
    if (reason != null && !event.attributes().containsKey(KeptBecause.ATTRIBUTE)) {
      marks.put(KeptBecause.ATTRIBUTE, reason.wireName());
    }
    return event.withAttributes(marks);
  }
}
