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

  EventChunk wanted(EventChunk chunk) {
    EventChunk wanted = chunk;
    if (!selection.captureSuccess()) {
      wanted = wanted.matching(event -> event.status() != EventStatus.SUCCESS);
      drop(DropReason.FILTERED, chunk.size() - wanted.size());
    }
    EventChunk kept = sampler.keepsAll() ? wanted : sampled(wanted);
    return selective == null ? kept : taken(kept, selective);
  }

  /** What the destination itself takes, asked last, so that nothing else counts against it. */
  private EventChunk taken(EventChunk chunk, SelectiveExporter exporter) {
    EventChunk taken = chunk.matching(exporter::takes);
    drop(DropReason.FILTERED, chunk.size() - taken.size());
    return taken;
  }

  /** What the destination's own rate keeps, or the application asked for, with its marks. */
  private EventChunk sampled(EventChunk chunk) {
    EventChunk kept =
        chunk.matching(event -> sampler.keeps(event.traceId()) || chunk.isAsked(event));
    drop(DropReason.SAMPLED, chunk.size() - kept.size());
    double rate = selection.sampleRate();
    return kept.each(
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
