package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Creator;
import io.micronaut.core.annotation.Internal;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How events go to ReplayStack. Where a key is not set, the variable of ReplayStack's own SDKs is
 * read. Immutable.
 *
 * @param apiKey the secret for it; without one nothing is sent there
 * @param enabled whether anything is sent there
 * @param address where events are posted to
 * @param service which service sends, where that differs from the module's own settings
 * @param async whether the application's own events are sent in the background
 * @param lane how events wait and are sent
 * @since 0.1.0
 */
@Internal
@Singleton
public record ReplayStackSettings(
    Optional<String> apiKey,
    boolean enabled,
    URI address,
    Service service,
    boolean async,
    LaneSettings lane) {

  /** The name of the destination. */
  public static final String NAME = "replaystack";

  private static final String PREFIX = NAME + ".";
  private static final String PATH = "/api/v1/ingest/events";
  private static final int MAX_KEY = 512;
  private static final int MAX_ENVIRONMENT = 64;

  /** The SDKs know no limit. */
  private static final int MAX_ATTEMPTS = 101;

  private static final int MAX_INTERVAL_MS = 3_600_000;

  private static final Setting<String> API_KEY =
      Setting.optional(
              "api-key",
              SettingType.token(1, MAX_KEY),
              "Switches the destination on; sent to it, and nowhere else.")
          .as(Setting.Exposure.SECRET)
          .or("REPLAYSTACK_API_KEY");

  private static final Setting<Boolean> ENABLED =
      Setting.of("enabled", SettingType.flag(), true, "`false`: nothing is sent there.")
          .or("REPLAYSTACK_ENABLED");

  private static final Setting<URI> ENDPOINT =
      Setting.of(
              "endpoint",
              SettingType.closedHttpUrl(),
              URI.create("https://api.replaystack.co"),
              "Where the events go; `" + PATH + "` is appended.")
          .as(Setting.Exposure.UNQUOTED)
          .or("REPLAYSTACK_ENDPOINT");

  private static final Setting<URI> INGEST_URL =
      Setting.optional(
              "ingest-url",
              SettingType.closedHttpUrl(),
              "The whole address to which events are posted, in place of the endpoint.")
          .as(Setting.Exposure.UNQUOTED)
          .or("REPLAYSTACK_INGEST_URL");

  private static final Setting<String> SERVICE_NAME =
      Setting.optional(
              "service-name", ServiceSettings.NAME_TYPE, "The service named in each event.")
          .showing("`routeflow.service-name`")
          .or("REPLAYSTACK_SERVICE_NAME");

  private static final Setting<String> ENVIRONMENT =
      Setting.optional(
              "environment",
              SettingType.text(MAX_ENVIRONMENT),
              "The environment named in each event.")
          .showing("`routeflow.env`")
          .or("REPLAYSTACK_ENVIRONMENT");

  private static final Setting<String> APP_VERSION =
      Setting.optional("app-version", ServiceSettings.NAME_TYPE, "The version of the service.")
          .showing("`routeflow.service-version`")
          .or("REPLAYSTACK_APP_VERSION");

  private static final Setting<String> COMMIT_HASH =
      Setting.optional("commit-hash", ServiceSettings.NAME_TYPE, "What was deployed.")
          .showing("`routeflow.code-version`")
          .or("REPLAYSTACK_COMMIT_HASH");

  private static final Setting<Boolean> ASYNC =
      Setting.of(
          "async",
          SettingType.flag(),
          true,
          "`false`: `captureEvent` and `captureException` return when their event is delivered or"
              + " given up; on an event loop they never wait.");

  static final SettingGroup GROUP =
      SettingGroup.of(
          "ReplayStack",
          PREFIX,
          API_KEY,
          ENABLED,
          ENDPOINT,
          INGEST_URL,
          SERVICE_NAME,
          ENVIRONMENT,
          APP_VERSION,
          COMMIT_HASH,
          ASYNC);

  /** The contract takes one event a call; its SDKs count retries, and know an interval of zero. */
  static final SettingGroup LANE =
      LaneSettings.DESTINATION
          .under("ReplayStack: queue and delivery", PREFIX)
          .with(
              Setting.of(
                  LaneSettings.MAX_EVENTS_PER_BATCH.key(),
                  SettingType.integer(1, 1),
                  1,
                  "Events in one call: the contract takes one."),
              Setting.of(
                      LaneSettings.FLUSH_INTERVAL.key(),
                      SettingType.millisecondsOrZero(
                          LaneSettings.MIN_INTERVAL_MS, MAX_INTERVAL_MS, Duration.ofSeconds(1)),
                      Duration.ofSeconds(1),
                      "Longest wait of an event before it is sent. 0 means 1000.")
                  .or("REPLAYSTACK_FLUSH_INTERVAL_MS"),
              LaneSettings.TIMEOUT
                  .withDefault(Duration.ofMillis(2500))
                  .or("REPLAYSTACK_TIMEOUT_MS"),
              Setting.of(
                      LaneSettings.MAX_ATTEMPTS.key(),
                      SettingType.integer(1, MAX_ATTEMPTS),
                      2,
                      "Attempts in all, the first one included; `REPLAYSTACK_RETRIES` is one less.")
                  .or(new Setting.Fallback("REPLAYSTACK_RETRIES", 1)),
              LaneSettings.OFFLINE_QUEUE_MAX.withDefault(100).or("REPLAYSTACK_OFFLINE_QUEUE_MAX"),
              LaneSettings.SAMPLE_RATE.or("REPLAYSTACK_SAMPLE_RATE"),
              LaneSettings.CAPTURE_SUCCESS.or("REPLAYSTACK_CAPTURE_SUCCESS"));

  /**
   * Which service sends, as far as it is set for this destination.
   *
   * @param name the service
   * @param environment such as {@code production}
   * @param version its version
   * @param commit what was deployed
   */
  public record Service(
      @Nullable String name,
      @Nullable String environment,
      @Nullable String version,
      @Nullable String commit) {}

  /** The bean. */
  @Creator
  static ReplayStackSettings of(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new ReplayStackSettings(
        values.find(API_KEY),
        values.get(ENABLED),
        values.find(INGEST_URL).orElseGet(() -> below(values.get(ENDPOINT))),
        new Service(
            values.orNull(SERVICE_NAME),
            values.orNull(ENVIRONMENT),
            values.orNull(APP_VERSION),
            values.orNull(COMMIT_HASH)),
        values.get(ASYNC),
        LaneSettings.of(reader.read(LANE)));
  }

  private static URI below(URI endpoint) {
    return endpoint.equals(UrlType.NOWHERE)
        ? endpoint
        : endpoint.resolve(IngestSettings.joined(endpoint.getRawPath(), PATH));
  }

  /** Whether anything is sent there: it is enabled, there is a key, and the address is one. */
  public boolean isOn() {
    return enabled && apiKey.isPresent() && !address.equals(UrlType.NOWHERE);
  }

  /** The path to which events are posted, as it stands in a request. */
  public String deliveryPath() {
    return IngestSettings.joined("", address.getRawPath());
  }

  /** Without what may hold a secret. */
  @Override
  public String toString() {
    return "ReplayStackSettings[on=" + isOn() + ", address=" + ENDPOINT.shown(address) + "]";
  }
}
