package io.routeflow.micronaut.event;

import io.micronaut.core.annotation.Internal;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids. They need to be unlike each other, not secret, so a fast generator will do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562">RFC 9562: UUIDs</a>
 */
@Internal
public final class EventIds {

  private static final long VARIANT = 0x8000000000000000L;
  private static final long VARIANT_MASK = 0x3FFFFFFFFFFFFFFFL;
  private static final long VERSION_MASK = 0xFFFFFFFFFFFF0FFFL;
  private static final long RANDOM_A_MASK = 0xFFFL;

  private EventIds() {}

  /** A random UUID, version 4. */
  public static UUID version4(long high, long low) {
    return new UUID((high & VERSION_MASK) | 0x4000L, (low & VARIANT_MASK) | VARIANT);
  }

  /** A UUID that sorts by time, version 7. */
  public static UUID version7(long epochMillis, long randomA, long randomB) {
    return new UUID(
        (epochMillis << 16) | 0x7000L | (randomA & RANDOM_A_MASK),
        (randomB & VARIANT_MASK) | VARIANT);
  }

  /**
   * The id of a part of a batch: the same whenever the same events of that batch are sent apart, so
   * that a receiver knows them again. Of the same time as the batch's.
   *
   * @param from the index of its first event in the batch
   * @param to the index behind its last
   */
  public static UUID part(UUID batch, int from, int to) {
    long high = mixed(batch.getMostSignificantBits() + mixed(((long) from << Integer.SIZE) | to));
    long low = mixed(batch.getLeastSignificantBits() + high);
    return version7(batch.getMostSignificantBits() >>> 16, high, low);
  }

  /** Each bit depends on all others: the last step of SplitMix64. */
  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A span id; all zeros would mean that there is none. */
  public static long spanId(RandomGenerator random) {
    long id = random.nextLong();
    return id == 0 ? 1 : id;
  }
}
