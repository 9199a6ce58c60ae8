package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.time.Duration;
import java.util.Optional;

/**
 * What is kept on disk, for all destinations together. Immutable.
 *
 * @param enabled whether it is, for destinations that do not say so themselves
 * @param directory where; without it nothing is
 * @param maxBytes size of all files of this process
 * @param maxFiles batches of this process
 * @param maxAge how long a batch is kept
 * @param writeAhead whether a batch is written before its first attempt
 * @since 0.1.0
 */
@Internal
public record SpoolSettings(
    boolean enabled,
    Optional<String> directory,
    long maxBytes,
    int maxFiles,
    Duration maxAge,
    boolean writeAhead) {

  private static final long MIN_BYTES = 1 << 10;
  private static final long DEFAULT_BYTES = 256L << 20;
  private static final long MAX_BYTES = 1L << 40;
  private static final int MAX_FILES_LIMIT = 100_000;
  private static final int DEFAULT_FILES = 10_000;
  private static final int MAX_HOURS = 24 * 366;
  private static final int DEFAULT_HOURS = 72;

  private static final Setting<Boolean> ENABLED =
      Setting.of(
          "enabled",
          SettingType.flag(),
          false,
          "Keeps batches on disk that cannot be delivered; the default of all destinations.");

  private static final Setting<String> DIRECTORY =
      Setting.optional(
              "directory",
              SettingType.text(SettingType.MAX_TEXT),
              "The folder for that; processes may share it. Without it there is no spool.")
          .as(Setting.Exposure.UNQUOTED);

  private static final Setting<Long> MAX_SIZE =
      Setting.of(
          "max-bytes",
          SettingType.bytes(MIN_BYTES, MAX_BYTES),
          DEFAULT_BYTES,
          "Size of all batches of this process on disk. When full, the oldest are dropped and"
              + " counted.");

  private static final Setting<Integer> MAX_FILES =
      Setting.of(
          "max-files",
          SettingType.integer(1, MAX_FILES_LIMIT),
          DEFAULT_FILES,
          "Batches of this process on disk. When full, the oldest are dropped and counted.");

  private static final Setting<Integer> MAX_AGE_HOURS =
      Setting.of(
          "max-age-hours",
          SettingType.integer(1, MAX_HOURS),
          DEFAULT_HOURS,
          "How long a batch is kept on disk.");

  private static final Setting<Boolean> WRITE_AHEAD =
      Setting.of(
          "write-ahead",
          SettingType.flag(),
          false,
          "Writes each batch to disk before its first attempt, so that a crash loses none.");

  static final SettingGroup GROUP =
      SettingGroup.of(
          "Spool on disk",
          "spool.",
          ENABLED,
          DIRECTORY,
          MAX_SIZE,
          MAX_FILES,
          MAX_AGE_HOURS,
          WRITE_AHEAD);

  static SpoolSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new SpoolSettings(
        values.get(ENABLED),
        values.find(DIRECTORY),
        values.get(MAX_SIZE),
        values.get(MAX_FILES),
        Duration.ofHours(values.get(MAX_AGE_HOURS)),
        values.get(WRITE_AHEAD));
  }
}
