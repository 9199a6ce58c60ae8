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

  /** A span id; all zeros would mean that there is none. */
  public static long spanId(RandomGenerator random) {
    long id = random.nextLong();
    return id == 0 ? 1 : id;
  }
}
