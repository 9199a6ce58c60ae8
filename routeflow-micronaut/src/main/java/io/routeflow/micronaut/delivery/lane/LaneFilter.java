package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.policy.KeptBecause;
import io.routeflow.micronaut.policy.SampledEvent;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.SelectiveExporter;
import org.jspecify.annotations.Nullable;

/** Lets pass what a destination's own settings ask for, and counts the rest. Thread-safe. */
final class LaneFilter {

  private final LaneSettings.Selection selection;
  private final Sampler sampler;
  private final LaneLedger ledger;
  private final @Nullable SelectiveExporter selective;

  LaneFilter(
      LaneSettings.Selection selection,
      Sampler sampler,
      LaneLedger ledger,
      EventExporter exporter) {
    this.selective = exporter instanceof SelectiveExporter asked ? asked : null;
    this.selection = selection;
    this.sampler = sampler;
    this.ledger = ledger;
  }

  /**
   * The events that are wanted. The others are counted last, so that where something fails on the
   * way none is counted here, and all of them by the caller.
   */
  EventChunk wanted(EventChunk chunk) {
    EventChunk selected =
        selection.captureSuccess()
            ? chunk
            : chunk.matching(event -> event.status() != EventStatus.SUCCESS);
    EventChunk kept = sampler.keepsAll() ? selected : sampled(selected);
    // asked last, so that nothing else counts against a limit of the destination
    EventChunk taken = selective == null ? kept : kept.matching(selective::takes);
    drop(DropReason.FILTERED, chunk.size() - selected.size() + kept.size() - taken.size());
    drop(DropReason.SAMPLED, selected.size() - kept.size());
    return taken;
  }

  /** What the destination's own rate keeps, or the application asked for, with its marks. */
  private EventChunk sampled(EventChunk chunk) {
    double rate = selection.sampleRate();
    return chunk
        .matching(event -> sampler.keeps(event.traceId()) || chunk.isAsked(event))
        .each(
            event ->
                SampledEvent.marked(
                    event, rate, sampler.keeps(event.traceId()) ? null : KeptBecause.ASKED));
  }

  private void drop(DropReason reason, int events) {
    if (events > 0) {
      ledger.dropped(reason, events);
    }
  }
}
