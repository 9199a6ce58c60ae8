package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a share of the traces. The trace id alone decides, so that every service that sees the same
 * id and has the same rate keeps the same traces. With a secret only those agree that have it, and
 * a sender cannot choose an id that is kept.
 */
@Internal
public final class Sampler {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int UUID_DIGITS = 32;
  private static final double TWO_TO_53 = 0x1p53;

  private final double rate;
  private final SipHash.@Nullable Key key;

  /** A sampler for a rate from 0 (none) to 1 (all). */
  public Sampler(double rate) {
    this(rate, null);
  }

  /** A sampler whose decisions only those can foresee who have the secret. */
  public Sampler(double rate, @Nullable String secret) {
    this.rate = rate;
    this.key = secret == null ? null : SipHash.Key.of(secret);
  }

  /** Whether it keeps every trace, so that no trace id need be made only to ask. */
  public boolean keepsAll() {
    return rate >= 1;
  }

  /** Whether the trace is kept. */
  public boolean keeps(String traceId) {
    return keepsAll() || (key == null ? position(traceId) : secret(traceId, key)) < rate;
  }

  /** Whether the trace of an id is kept, decided as by its text, without making that text. */
  public boolean keeps(UUID traceId) {
    if (keepsAll()) {
      return true;
    }
    if (key != null) {
      return secret(traceId.toString(), key) < rate;
    }
    long hash = FNV_OFFSET;
    for (int i = 0; i < UUID_DIGITS; i++) {
      if (i == 8 || i == 12 || i == 16 || i == 20) {
        hash = add(hash, '-');
      }
      long half = i < 16 ? traceId.getMostSignificantBits() : traceId.getLeastSignificantBits();
      hash = add(hash, Character.forDigit((int) (half >>> (60 - 4 * (i & 15))) & 15, 16));
    }
    return position(hash) < rate;
  }

  /** The place of a trace id, which has ASCII characters only, with a secret. */
  private static double secret(String traceId, SipHash.Key key) {
    SipHash hash = new SipHash(key);
    for (int i = 0; i < traceId.length(); i++) {
      hash.add(traceId.charAt(i));
    }
    return (hash.end() >>> 11) / TWO_TO_53;
  }

  /** The place of a trace id between 0 (included) and 1: FNV-1a, then a finalizer that mixes. */
  private static double position(String traceId) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < traceId.length(); i++) {
      hash = add(hash, traceId.charAt(i));
    }
    return position(hash);
  }

  private static long add(long hash, char next) {
    return (hash ^ next) * FNV_PRIME;
  }

  private static double position(long fnv) {
    long hash = (fnv ^ (fnv >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return (hash >>> 11) / TWO_TO_53;
  }
}
