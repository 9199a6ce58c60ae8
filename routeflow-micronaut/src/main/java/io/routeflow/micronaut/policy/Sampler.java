package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a share of the traces. The trace id alone decides, so that every service that sees the same
 * id and has the same rate keeps the same traces. With a secret only those agree that have it, and
 * a sender cannot choose an id that is kept. A destination's share is one of what is left: of the
 * same id it sees another place, lest equal rates keep all of it.
 */
@Internal
public final class Sampler {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int UUID_DIGITS = 32;
  private static final double TWO_TO_53 = 0x1p53;

  /** Behind the id where a destination decides; it is in no id. */
  private static final char OF_DESTINATION = '\0';

  private final double rate;
  private final boolean ofDestination;
  private final SipHash.@Nullable Key key;

  /**
   * A sampler.
   *
   * @param rate from 0 (none) to 1 (all)
   * @param secret where there is one, only those that have it can foresee the decisions
   */
  public Sampler(double rate, @Nullable String secret) {
    this(rate, secret, false);
  }

  private Sampler(double rate, @Nullable String secret, boolean ofDestination) {
    this.rate = rate;
    this.key = secret == null ? null : SipHash.Key.of(secret);
    this.ofDestination = ofDestination;
  }

  /**
   * A sampler for a destination: independent of the one for all, so that both rates multiply, and
   * alike for all destinations, so that one with a higher rate has what one with a lower rate has.
   */
  public static Sampler ofDestination(double rate, @Nullable String secret) {
    return new Sampler(rate, secret, true);
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
  private double secret(String traceId, SipHash.Key key) {
    SipHash hash = new SipHash(key);
    for (int i = 0; i < traceId.length(); i++) {
      hash.add(traceId.charAt(i));
    }
    if (ofDestination) {
      hash.add(OF_DESTINATION);
    }
    return (hash.end() >>> 11) / TWO_TO_53;
  }

  /** The place of a trace id between 0 (included) and 1: FNV-1a, then a finalizer that mixes. */
  private double position(String traceId) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < traceId.length(); i++) {
      hash = add(hash, traceId.charAt(i));
    }
    return position(hash);
  }

  private static long add(long hash, char next) {
    return (hash ^ next) * FNV_PRIME;
  }

  private double position(long idHash) {
    long fnv = ofDestination ? add(idHash, OF_DESTINATION) : idHash;
    long hash = (fnv ^ (fnv >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return (hash >>> 11) / TWO_TO_53;
  }
}
