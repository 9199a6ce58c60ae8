package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.time.Duration;

/**
 * Which events are kept although the sampling rate alone would drop them. Immutable.
 *
 * @param enabled whether any is
 * @param slowerThan a request that took longer is kept
 * @param maxPerSecond how many events are kept so at most
 * @since 0.1.0
 */
@Internal
public record TailSamplingSettings(boolean enabled, Duration slowerThan, int maxPerSecond) {

  private static final int MAX_SLOW_MS = 3_600_000;
  private static final int HIGHEST_PER_SECOND = 10_000;

  private static final Setting<Boolean> ENABLED =
      Setting.of(
          "enabled",
          SettingType.flag(),
          false,
          "With `routeflow.sample-rate` below 1: keeps failed and slow requests, N+1 and exceptions"
              + " all the same.");

  private static final Setting<Duration> SLOWER_THAN =
      Setting.of(
          "slower-than-ms",
          SettingType.milliseconds(0, MAX_SLOW_MS),
          Duration.ofSeconds(1),
          "A request that took longer is slow.");

  private static final Setting<Integer> MAX_PER_SECOND =
      Setting.of(
          "max-per-second",
          SettingType.integer(0, HIGHEST_PER_SECOND),
          50,
          "How many events are kept so in any second.");

  static final SettingGroup GROUP =
      SettingGroup.of("Tail sampling", "tail-sampling.", ENABLED, SLOWER_THAN, MAX_PER_SECOND);

  /** The settings in effect. */
  public static TailSamplingSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new TailSamplingSettings(
        values.get(ENABLED), values.get(SLOWER_THAN), values.get(MAX_PER_SECOND));
  }
}
