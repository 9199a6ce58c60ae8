package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.diagnostics.CaptureOverhead;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.TimelineReader;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of every scope, whatever opened it, from its end over the sampling into the queue.
 * Thread-safe; never waits, never throws.
 */
@Internal
@Singleton
public final class Recorder {

  private final Sampler sampler;

  /** Whether what the sampler does not keep is decided on behind the queue. */
  private final boolean tailSampling;

  private final EventQueue queue;
  private final EventLedger ledger;

  /** There while the console is on. */
  private final @Nullable CaptureOverhead overhead;

  private final boolean keepsTimeline;

  /** With what the configuration says of sampling. */
  public Recorder(
      RouteflowConfiguration configuration,
      EventQueue queue,
      EventLedger ledger,
      @Nullable CaptureOverhead overhead,
      List<TimelineReader> timelineReaders) {
    this.sampler =
        new Sampler(
            configuration.capture().sampleRate(),
            configuration.capture().samplingSecret().orElse(null));
    this.tailSampling = configuration.capture().tailSampling().enabled();
    this.queue = queue;
    this.ledger = ledger;
    this.overhead = overhead;
    this.keepsTimeline = overhead != null || !timelineReaders.isEmpty();
  }

  /**
   * The innermost scope that is still open, by the propagated context of the calling code: what is
   * added to it is in its event. {@code null} where there is none, or it is not recorded.
   */
  public static @Nullable OpenScope innermost() {
    return Recording.current() instanceof OpenScope scope ? scope : null;
  }

  /** A scope was opened. */
  public void opened(OpenScope scope) {
    if (keepsTimeline) {
      scope.keepTimeline();
    }
  }

  /** A scope was closed; it is counted, sampled unless that is done later, and queued. */
  public void closed(OpenScope scope) {
    ledger.captured();
    if (!tailSampling && !keeps(scope) && !scope.isToBeKept()) {
      ledger.dropped(DropReason.SAMPLED, 1);
      scope.discard();
      return;
    }
    queue.offer(scope);
  }

  /** Whether the sampling keeps the scope's trace. */
  public boolean keeps(OpenScope scope) {
    return sampler.keepsAll() || scope.isKeptBy(sampler);
  }

  /** When a part of capture starts, where its cost is recorded; else 0. */
  public long startTimer() {
    return overhead == null ? 0 : System.nanoTime();
  }

  /** Records what a part of capture has cost, where that is wanted. */
  public void recordOverhead(CaptureOverhead.Part part, long startedNanos) {
    if (overhead != null) {
      overhead.add(part, System.nanoTime() - startedNanos);
    }
  }
}
