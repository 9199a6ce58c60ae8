package io.routeflow.micronaut.kafka;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.Setting;
import io.routeflow.micronaut.configuration.SettingCatalog;
import io.routeflow.micronaut.configuration.SettingGroup;
import io.routeflow.micronaut.configuration.SettingType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings under {@code routeflow.kafka}. */
@Singleton
final class KafkaSettings implements SettingCatalog {

  /** The name of the destination. */
  static final String NAME = "kafka";

  private static final String PREFIX = NAME + ".";

  private static final Setting<String> TOPIC =
      Setting.optional(
          "topic",
          new TopicType(),
          "Switches the destination on: where each event goes as a record. The producer is set up"
              + " below `kafka`, as any of micronaut-kafka.");

  private static final SettingGroup GROUP = SettingGroup.of("Kafka", PREFIX, TOPIC);

  /** Attempts and the waits between them are the producer's business. */
  private static final SettingGroup LANE =
      LaneSettings.DESTINATION
          .under("Kafka: queue and delivery", PREFIX)
          .with(
              LaneSettings.MAX_EVENTS_PER_BATCH.withDefault(500),
              LaneSettings.FLUSH_INTERVAL.withDefault(Duration.ofMillis(200)),
              LaneSettings.TIMEOUT.withDefault(Duration.ofSeconds(30)),
              Setting.of(
                  LaneSettings.MAX_ATTEMPTS.key(),
                  SettingType.integer(1, 1),
                  1,
                  "The producer itself tries again until the timeout."))
          .without(LaneSettings.RETRY_BASE);

  @Override
  public String module() {
    return "routeflow-micronaut-kafka";
  }

  @Override
  public List<SettingGroup> groups() {
    return List.of(GROUP, LANE);
  }

  @Override
  public Map<String, SettingGroup> destinations() {
    return Map.of(NAME, LANE);
  }

  /** Where events go; without it nothing is sent. */
  static Optional<String> topic(LenientReader reader) {
    return reader.read(GROUP).find(TOPIC);
  }

  /** Time from the offer of a batch to the producer until its outcome. */
  static Duration timeout(LenientReader reader) {
    return reader.read(LANE).get(LaneSettings.TIMEOUT);
  }

  /** Batches that are with the producer at a time. */
  static int maxBatchesInFlight(LenientReader reader) {
    return reader.read(LANE).get(LaneSettings.MAX_BATCHES_IN_FLIGHT);
  }
}
