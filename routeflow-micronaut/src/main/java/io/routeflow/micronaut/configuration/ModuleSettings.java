package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.time.Duration;

/**
 * What concerns the module as a whole. Immutable.
 *
 * @param shutdownTimeout maximum time that stopping takes for the last flush
 * @param processGuards whether what ends threads is captured, and the end of the JVM delivers
 * @param debug whether events and batches are logged
 * @since 0.1.0
 */
@Internal
public record ModuleSettings(Duration shutdownTimeout, boolean processGuards, boolean debug) {

  private static final int MAX_SHUTDOWN_MS = 300_000;

  static final Setting<Boolean> ENABLED =
      Setting.of(
          "enabled", SettingType.beanSwitch(), true, "`false`: no bean, no thread, no filter.");

  private static final Setting<Duration> SHUTDOWN_TIMEOUT =
      Setting.of(
          "shutdown-timeout-ms",
          SettingType.milliseconds(0, MAX_SHUTDOWN_MS),
          Duration.ofSeconds(2),
          "Longest time that stopping waits for the last flush.");

  private static final Setting<Boolean> PROCESS_GUARDS =
      Setting.of(
          "process-guards",
          SettingType.flag(),
          false,
          "Captures exceptions that end threads and errors that Reactor drops, and delivers what is"
              + " left when the JVM ends without the context being closed.");

  private static final Setting<Boolean> DEBUG =
      Setting.of(
          "debug",
          SettingType.flag(),
          false,
          "Logs each event that is captured and each batch sent.");

  static final SettingGroup GROUP =
      SettingGroup.of("The module", "", ENABLED, SHUTDOWN_TIMEOUT, PROCESS_GUARDS, DEBUG);

  static ModuleSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new ModuleSettings(
        values.get(SHUTDOWN_TIMEOUT), values.get(PROCESS_GUARDS), values.get(DEBUG));
  }
}
