package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;

/**
 * Keeps a share of the traces. The trace id alone decides, so that every service that sees the same
 * id and has the same rate keeps the same traces.
 */
@Internal
public final class Sampler {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final double TWO_TO_53 = 0x1p53;

  private final double rate;

  /** A sampler for a rate from 0 (none) to 1 (all). */
  public Sampler(double rate) {
    this.rate = rate;
  }

  /** Whether it keeps every trace, so that nobody needs to make a trace id only to ask. */
  public boolean keepsAll() {
    return rate >= 1;
  }

  /** Whether the trace is kept. */
  public boolean keeps(String traceId) {
    return keepsAll() || position(traceId) < rate;
  }

  /** The place of a trace id between 0 (included) and 1: FNV-1a, then a finalizer that mixes. */
  private static double position(String traceId) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < traceId.length(); i++) {
      hash = (hash ^ traceId.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return (hash >>> 11) / TWO_TO_53;
  }
}
