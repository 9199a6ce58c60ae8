package io.routeflow.micronaut.opentelemetry.settings;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.Setting;
import io.routeflow.micronaut.configuration.SettingGroup;
import io.routeflow.micronaut.configuration.SettingType;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys below {@code routeflow.telemetryflow}. */
final class TelemetryFlowKeys {

  static final String NAME = "telemetryflow";

  private static final String PREFIX = "telemetryflow.";
  static final int MAX_KEY = 512;
  private static final int MAX_RATE = 10_000_000;
  private static final SettingType<String> TEXT = SettingType.text(128);

  static final Setting<String> KEY_ID =
      Setting.optional(
              "api-key-id",
              SettingType.token(1, MAX_KEY),
              "The id of the API key, `tfk_…`; with both, events and signals are sent.")
          .as(Setting.Exposure.UNQUOTED)
          .or("TELEMETRYFLOW_API_KEY_ID");

  static final Setting<String> KEY_SECRET =
      Setting.optional("api-key-secret", SettingType.token(1, MAX_KEY), "Its secret, `tfs_…`.")
          .as(Setting.Exposure.SECRET)
          .or("TELEMETRYFLOW_API_KEY_SECRET");

  static final Setting<Boolean> REQUESTS =
      Setting.of(
          "requests",
          SettingType.flag(),
          true,
          "`false`: nothing but what the application sends by `SignalsClient`.");

  static final Setting<String> ENDPOINT =
      Setting.of("endpoint", new EndpointType(), "api.telemetryflow.id:4317", "Where it goes.")
          .as(Setting.Exposure.UNQUOTED)
          .or("TELEMETRYFLOW_ENDPOINT");

  static final Setting<Protocol> PROTOCOL =
      Setting.of("protocol", new ProtocolType(), Protocol.GRPC, "How OTLP is carried.");

  static final Setting<Boolean> INSECURE =
      Setting.of(
          "insecure",
          SettingType.flag(),
          false,
          "`true`: an endpoint without scheme is reached without TLS.");

  static final Setting<String> SERVICE_NAME =
      Setting.optional("service-name", TEXT, "The service.")
          .showing("`routeflow.service-name`")
          .or("TELEMETRYFLOW_SERVICE_NAME");

  static final Setting<String> SERVICE_VERSION =
      Setting.optional("service-version", TEXT, "Its version.")
          .showing("`routeflow.service-version`, else `1.0.0`")
          .or("TELEMETRYFLOW_SERVICE_VERSION");

  static final Setting<String> SERVICE_NAMESPACE =
      Setting.of("service-namespace", TEXT, "telemetryflow", "What the service belongs to.")
          .or("TELEMETRYFLOW_SERVICE_NAMESPACE");

  static final Setting<String> ENVIRONMENT =
      Setting.optional("environment", TEXT, "Where the service runs.")
          .showing("`routeflow.env`, else `production`")
          .or("TELEMETRYFLOW_ENVIRONMENT")
          .or("ENV")
          .or("ENVIRONMENT");

  static final Setting<String> COLLECTOR_ID =
      Setting.optional("collector-id", TEXT, "The collector that it is meant for.")
          .or("TELEMETRYFLOW_COLLECTOR_ID");

  static final Setting<Map<String, String>> CUSTOM_ATTRIBUTES =
      Setting.of(
              "custom-attributes",
              SettingType.map(OtlpKeys.MAX_ENTRIES),
              Map.<String, String>of(),
              "Further attributes of the service, beside `routeflow.tags`.")
          .showing("")
          .as(Setting.Exposure.UNQUOTED);

  static final Setting<List<Signal>> SIGNALS =
      Setting.of(
              "signals",
              SettingType.list(SettingType.choice(Signal.class)),
              List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS),
              "What is sent; `logs` are those of `SignalsClient`. Spans of requests are left out by"
                  + " default where the application sends its own, as with micronaut-tracing.")
          .showing("traces,metrics,logs");

  static final Setting<Boolean> EXEMPLARS =
      Setting.of(
          "exemplars",
          SettingType.flag(),
          true,
          "Whether metrics of `SignalsClient` point to the trace in which they were recorded.");

  static final Setting<Compression> COMPRESSION =
      Setting.of("compression", new CompressionType(), Compression.NONE, "How bodies are packed.");

  static final Setting<Integer> RATE_LIMIT =
      Setting.of(
          "rate-limit",
          SettingType.integer(0, MAX_RATE),
          0,
          "Events, and metrics, log records and spans of `SignalsClient`, a minute, all together; 0"
              + " for no limit. The excess is dropped and counted.");

  static final SettingGroup GROUP =
      SettingGroup.of(
          "TelemetryFlow",
          PREFIX,
          KEY_ID,
          KEY_SECRET,
          REQUESTS,
          ENDPOINT,
          PROTOCOL,
          INSECURE,
          SERVICE_NAME,
          SERVICE_VERSION,
          SERVICE_NAMESPACE,
          ENVIRONMENT,
          COLLECTOR_ID,
          CUSTOM_ATTRIBUTES,
          SIGNALS,
          EXEMPLARS,
          COMPRESSION,
          RATE_LIMIT);

  static final SettingGroup LANE =
      LaneSettings.DESTINATION
          .under("TelemetryFlow: delivery", PREFIX)
          .with(
              LaneSettings.MAX_EVENTS_PER_BATCH.withDefault(512),
              LaneSettings.MAX_BATCHES_IN_FLIGHT.withDefault(2),
              LaneSettings.TIMEOUT.withDefault(Duration.ofSeconds(10)),
              LaneSettings.MAX_ATTEMPTS.withDefault(5),
              LaneSettings.RETRY_BASE.withDefault(Duration.ofSeconds(1)));

  private TelemetryFlowKeys() {}
}
