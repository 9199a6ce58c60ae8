package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.EventPartName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How events wait, are batched and are sent to one destination. Immutable.
 *
 * @param queueMaxsize events that may wait
 * @param queueMaxBytes the estimated size of the variable parts of these events, in bytes
 * @param maxEventsPerBatch events in a batch
 * @param flushInterval longest wait of an event before it is sent
 * @param maxBatchesInFlight maximum concurrent batches
 * @param retry how an attempt is bounded and repeated
 * @param selection which events are sent, and what of them
 * @param outage what is kept while the destination cannot be reached
 * @since 0.1.0
 */
@Internal
public record LaneSettings(
    int queueMaxsize,
    long queueMaxBytes,
    int maxEventsPerBatch,
    Duration flushInterval,
    int maxBatchesInFlight,
    Retry retry,
    Selection selection,
    Outage outage) {

  private static final int MILLISECONDS_PER_MINUTE = 60_000;
  private static final int MAX_INTERVAL_MS = 60 * MILLISECONDS_PER_MINUTE;
  static final int MIN_INTERVAL_MS = 10;
  private static final long MIN_BYTES = 1 << 16;
  private static final long MAX_BYTES = 1 << 29;
  private static final int SHARE_OF_HEAP = 32;
  private static final long MIN_SHARE = 1L << 20;
  private static final long MAX_SHARE = 64L << 20;

  /** The key of {@link #queueMaxsize()}. */
  public static final Setting<Integer> QUEUE_MAXSIZE =
      Setting.of(
          "queue-maxsize",
          SettingType.integer(1, 1_000_000),
          5000,
          "Events that may wait; with a spool, in an outage, 5000 more until they are on disk. When"
              + " full, new ones are dropped and counted.");

  /** The key of {@link #queueMaxBytes()}. */
  public static final Setting<Long> QUEUE_MAX_BYTES =
      Setting.optional(
              "queue-max-bytes",
              SettingType.bytes(MIN_BYTES, MAX_BYTES),
              "Estimated size of what these events hold beside their fixed part: SQL, attributes,"
                  + " exceptions, bodies. When full, new ones are dropped and counted.")
          .showing("1/32 of the maximum heap, 1 MiB to 64 MiB");

  /** The key of {@link #maxEventsPerBatch()}. */
  public static final Setting<Integer> MAX_EVENTS_PER_BATCH =
      Setting.of(
          "max-events-per-batch", SettingType.integer(1, 10_000), 50, "Events in one batch.");

  /** The key of {@link #flushInterval()}. */
  public static final Setting<Duration> FLUSH_INTERVAL =
      Setting.of(
          "flush-interval-ms",
          SettingType.milliseconds(MIN_INTERVAL_MS, MAX_INTERVAL_MS),
          Duration.ofSeconds(1),
          "Longest wait of an event before it is sent; a full batch goes at once.");

  /** The key of {@link #maxBatchesInFlight()}. */
  public static final Setting<Integer> MAX_BATCHES_IN_FLIGHT =
      Setting.of(
          "max-batches-in-flight", SettingType.integer(1, 64), 8, "Maximum concurrent batches.");

  /** The key of {@link Retry#timeout()}. */
  public static final Setting<Duration> TIMEOUT =
      Setting.of(
          "timeout-ms",
          SettingType.milliseconds(1, 10 * MILLISECONDS_PER_MINUTE),
          Duration.ofMillis(1500),
          "Longest wait for the answer to one attempt.");

  /** The key of {@link Retry#maxAttempts()}. */
  public static final Setting<Integer> MAX_ATTEMPTS =
      Setting.of(
          "max-attempts",
          SettingType.integer(1, 10),
          3,
          "Attempts in all, the first one included.");

  /** The key of {@link Retry#base()}. */
  public static final Setting<Duration> RETRY_BASE =
      Setting.of(
          "retry-base-ms",
          SettingType.milliseconds(1, MILLISECONDS_PER_MINUTE),
          Duration.ofMillis(500),
          "The wait before the second attempt is random up to this; it doubles each time.");

  /** The key of {@link Outage#offlineQueueMax()}. */
  public static final Setting<Integer> OFFLINE_QUEUE_MAX =
      Setting.of(
          "offline-queue-max",
          SettingType.integer(0, 100_000),
          0,
          "Events that are kept in memory for later when their attempts are used up. When full, the"
              + " oldest are dropped and counted. 0: none.");

  /** The key of {@link Outage#spooled()}. */
  public static final Setting<Boolean> SPOOL_ENABLED =
      Setting.optional(
              "spool.enabled",
              SettingType.flag(),
              "Whether batches are kept on disk for this destination.")
          .showing("`routeflow.spool.enabled`");

  static final Setting<Double> SAMPLE_RATE =
      Setting.of(
          "sample-rate",
          SettingType.decimal(0, 1),
          1.0,
          "Share of the traces that are sent, of those that `routeflow.sample-rate` keeps.");

  static final Setting<Boolean> CAPTURE_SUCCESS =
      Setting.of(
          "capture-success",
          SettingType.flag(),
          true,
          "`false`: only warnings and failures are sent.");

  static final Setting<List<EventPartName>> LEAVE_OUT =
      Setting.of(
              "leave-out",
              SettingType.leftOutParts(),
              List.<EventPartName>of(),
              "Parts of events that this destination never gets. Where one is misspelled: all.")
          .showing("");

  /** Of the ingest endpoint, whose selection of events is that of the whole module. */
  static final SettingGroup INGEST =
      SettingGroup.of(
          "Queue and delivery",
          "",
          QUEUE_MAXSIZE,
          QUEUE_MAX_BYTES,
          MAX_EVENTS_PER_BATCH,
          FLUSH_INTERVAL,
          MAX_BATCHES_IN_FLIGHT,
          TIMEOUT,
          MAX_ATTEMPTS,
          RETRY_BASE,
          OFFLINE_QUEUE_MAX,
          LEAVE_OUT);

  /**
   * Of the application's own exporters, by their names. Other destinations have these settings
   * under a prefix of their own, by {@link SettingGroup#under} and, where their defaults differ,
   * {@link SettingGroup#with}; their catalog lists them as a {@link SettingCatalog#destinations
   * destination}.
   */
  public static final SettingGroup DESTINATION =
      INGEST
          .plus(SAMPLE_RATE, CAPTURE_SUCCESS, SPOOL_ENABLED)
          .under("Exporters", "destinations.*.");

  /**
   * How an attempt is bounded and repeated.
   *
   * @param timeout of one attempt
   * @param maxAttempts attempts in all
   * @param base upper limit of the first wait
   */
  public record Retry(Duration timeout, int maxAttempts, Duration base) {}

  /**
   * Which events are sent, and what of them.
   *
   * @param sampleRate share of the traces, 0 to 1
   * @param captureSuccess whether events of success are sent
   * @param leaveOut the parts that are not sent
   */
  public record Selection(double sampleRate, boolean captureSuccess, Set<EventPartName> leaveOut) {

    /** Copies the set. */
    public Selection {
      leaveOut = Set.copyOf(leaveOut);
    }
  }

  /**
   * What is kept while the destination cannot be reached.
   *
   * @param offlineQueueMax events in memory whose attempts are used up
   * @param spooled whether batches are kept on disk; {@code null} for what is set for all
   */
  public record Outage(int offlineQueueMax, @Nullable Boolean spooled) {}

  static LaneSettings of(SettingValues values) {
    Long bytes = values.orNull(QUEUE_MAX_BYTES);
    Set<EventPartName> leaveOut = EnumSet.noneOf(EventPartName.class);
    leaveOut.addAll(values.get(LEAVE_OUT));
    return new LaneSettings(
        values.get(QUEUE_MAXSIZE),
        bytes == null ? heapShare(Runtime.getRuntime().maxMemory()) : bytes,
        values.get(MAX_EVENTS_PER_BATCH),
        values.get(FLUSH_INTERVAL),
        values.get(MAX_BATCHES_IN_FLIGHT),
        new Retry(values.get(TIMEOUT), values.get(MAX_ATTEMPTS), values.get(RETRY_BASE)),
        new Selection(values.get(SAMPLE_RATE), values.get(CAPTURE_SUCCESS), leaveOut),
        new Outage(values.get(OFFLINE_QUEUE_MAX), values.orNull(SPOOL_ENABLED)));
  }

  /** The default bound of a queue in bytes. */
  static long heapShare(long maxHeapBytes) {
    return Math.max(MIN_SHARE, Math.min(MAX_SHARE, maxHeapBytes / SHARE_OF_HEAP));
  }
}
