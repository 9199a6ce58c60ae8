package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.TailSamplingSettings;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.SqlUsage;
import org.jspecify.annotations.Nullable;

/**
 * Decides about finished events where the rate is below 1: what fails, is slow or looks like an N+1
 * is kept within a budget, whatever the rate says of its trace. For the rest the trace id alone
 * decides, as everywhere, so that every process keeps the same traces. Confined to one thread.
 */
@Internal
public final class TailSampler {

  private final double rate;
  private final Sampler sampler;
  private final boolean enabled;
  private final long slowNanos;
  private final KeepBudget budget;

  /**
   * A sampler.
   *
   * @param rate from 0 (none) to 1 (all)
   * @param secret where there is one, it has its part in what is kept, as in {@link Sampler}
   */
  public TailSampler(double rate, @Nullable String secret, TailSamplingSettings settings) {
    this.rate = rate;
    this.sampler = new Sampler(rate, secret);
    this.enabled = settings.enabled();
    this.slowNanos = settings.slowerThan().toNanos();
    this.budget = new KeepBudget(settings.maxPerSecond());
  }

  /**
   * The event with the marks of sampling, or {@code null} where it is dropped.
   *
   * @param asked whether the application asked for it to be kept, which no budget limits
   * @param endedNanos when it ended, by {@link System#nanoTime()}
   */
  public @Nullable Event sampled(Event event, boolean asked, long endedNanos) {
    if (sampler.keepsAll()) {
      return event;
    }
    if (sampler.keeps(event.traceId())) {
      return SampledEvent.marked(event, rate, null);
    }
    if (asked || !enabled) {
      // where tail sampling is off, what came here was kept already
      return SampledEvent.marked(event, rate, asked ? KeptBecause.ASKED : null);
    }
    KeptBecause reason = reason(event);
    return reason != null && budget.take(endedNanos)
        ? SampledEvent.marked(event, rate, reason)
        : null;
  }

  private @Nullable KeptBecause reason(Event event) {
    if (event.status() == EventStatus.FAILED) {
      return KeptBecause.FAILED;
    }
    if (event.type() == EventType.REQUEST && event.latencyNanos() > slowNanos) {
      return KeptBecause.SLOW;
    }
    return hasNPlusOne(event.sql()) ? KeptBecause.N_PLUS_ONE : null;
  }

  private static boolean hasNPlusOne(@Nullable SqlUsage sql) {
    if (sql != null) {
      for (SqlUsage.Statement statement : sql.statements()) {
        if (statement.nPlusOne()) {
          return true;
        }
      }
    }
    return false;
  }
}
