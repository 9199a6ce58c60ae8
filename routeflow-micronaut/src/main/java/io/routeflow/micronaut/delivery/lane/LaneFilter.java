package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.policy.KeptBecause;
import io.routeflow.micronaut.policy.SampledEvent;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.SelectiveExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Lets pass what a destination's own settings ask for, and drops the rest. Thread-safe. */
final class LaneFilter {

  private final LaneSettings.Selection selection;
  private final Sampler sampler;
  private final BiConsumer<List<Event>, DropReason> drop;
  private final @Nullable SelectiveExporter selective;

  LaneFilter(
      LaneSettings.Selection selection,
      Sampler sampler,
      BiConsumer<List<Event>, DropReason> drop,
      EventExporter exporter) {
    this.selective = exporter instanceof SelectiveExporter asked ? asked : null;
    this.selection = selection;
    this.sampler = sampler;
    this.drop = drop;
  }

  /** The events that are wanted; the others are dropped. */
  EventChunk wanted(EventChunk chunk) {
    EventChunk selected =
        selection.captureSuccess()
            ? chunk
            : chunk.matching(event -> event.status() != EventStatus.SUCCESS);
    EventChunk kept = sampler.keepsAll() ? selected : sampled(selected);
    EventChunk marked = sampler.keepsAll() ? kept : kept.each(this::marked);
    // asked last, so that nothing else counts against a limit of the destination
    EventChunk taken = selective == null ? marked : marked.matching(selective::takes);
    drop(chunk, selected, DropReason.FILTERED);
    drop(marked, taken, DropReason.FILTERED);
    drop(selected, kept, DropReason.SAMPLED);
    return taken;
  }

  /** What the destination's own rate keeps, or the application asked for. */
  private EventChunk sampled(EventChunk chunk) {
    return chunk.matching(event -> sampler.keeps(event.traceId()) || chunk.isAsked(event));
  }

  private Event marked(Event event) {
    KeptBecause because = sampler.keeps(event.traceId()) ? null : KeptBecause.ASKED;
    return SampledEvent.marked(event, selection.sampleRate(), because);
  }

  /** Those of a chunk that another one, which was made from it, has no more. */
  @SuppressWarnings("ReferenceEquality") // the same ones, in the same order
  private void drop(EventChunk all, EventChunk left, DropReason reason) {
    if (all.size() == left.size()) {
      return;
    }
    List<Event> dropped = new ArrayList<>(all.size() - left.size());
    int next = 0;
    for (Event event : all.events()) {
      if (next < left.size() && left.events().get(next) == event) {
        next++;
      } else {
        dropped.add(event);
      }
    }
    drop.accept(dropped, reason);
  }
}
