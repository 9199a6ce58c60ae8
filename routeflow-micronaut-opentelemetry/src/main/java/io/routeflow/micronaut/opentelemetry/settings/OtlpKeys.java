package io.routeflow.micronaut.opentelemetry.settings;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.Setting;
import io.routeflow.micronaut.configuration.SettingGroup;
import io.routeflow.micronaut.configuration.SettingType;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys below {@code routeflow.otlp}. */
final class OtlpKeys {

  static final String PREFIX = "otlp.";
  static final int MAX_ENTRIES = 32;

  /** As many as OpenTelemetry keeps of a span by default; detectors of platforms write dozens. */
  private static final int MAX_ATTRIBUTES = 128;

  private static final int MAX_FILE = 1024;
  private static final int MAX_NAME = 128;
  private static final int A_DAY_MS = 86_400_000;
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  static final Setting<Boolean> ENABLED =
      Setting.of(
          "enabled",
          SettingType.beanSwitch(),
          true,
          "`false`: nothing is sent by OTLP, whatever endpoint is known.");

  static final Setting<URI> ENDPOINT =
      Setting.optional(
              "endpoint",
              new OtlpEndpointType(),
              "Where OTLP goes. For HTTP `/v1/traces` and so on is appended. Without it nothing is"
                  + " sent.")
          .as(Setting.Exposure.UNQUOTED)
          .or("OTEL_EXPORTER_OTLP_ENDPOINT");

  static final Setting<Protocol> PROTOCOL =
      Setting.of("protocol", new ProtocolType(), Protocol.HTTP, "How OTLP is carried.")
          .or("OTEL_EXPORTER_OTLP_PROTOCOL");

  static final Setting<Map<String, String>> HEADERS =
      Setting.of(
              "headers",
              new HeadersType(MAX_ENTRIES),
              Map.<String, String>of(),
              "Headers of each request; values may be percent-encoded.")
          .showing("")
          .as(Setting.Exposure.SECRET)
          .or("OTEL_EXPORTER_OTLP_HEADERS");

  static final Setting<Map<String, String>> RESOURCE_ATTRIBUTES =
      Setting.of(
              "resource-attributes",
              new PairsType(MAX_ATTRIBUTES, SettingType.MAX_TEXT),
              Map.<String, String>of(),
              "Attributes of the service beside its name, version, environment and tags. Some"
                  + " receivers want a key here, such as `at-project-key`.")
          .showing("")
          .as(Setting.Exposure.SECRET)
          .or("OTEL_RESOURCE_ATTRIBUTES");

  static final Setting<Compression> COMPRESSION =
      Setting.of(
              "compression",
              SettingType.choice(Compression.class),
              Compression.NONE,
              "How bodies are packed.")
          .or("OTEL_EXPORTER_OTLP_COMPRESSION");

  static final Setting<List<Signal>> SIGNALS =
      Setting.optional(
              "signals",
              SettingType.list(SettingType.choice(Signal.class)),
              "What is sent. `traces` is left out by default where the application sends spans by an"
                  + " OpenTelemetry SDK of its own; `logs` are the application's log events, taken"
                  + " from Logback.")
          .showing("`traces,metrics`");

  static final Setting<String> CERTIFICATE =
      Setting.optional(
              "certificate",
              SettingType.text(MAX_FILE),
              "PEM file with the certificates that are trusted, instead of those of the JVM.")
          .as(Setting.Exposure.UNQUOTED)
          .or("OTEL_EXPORTER_OTLP_CERTIFICATE");

  static final Setting<String> CLIENT_CERTIFICATE =
      Setting.optional(
              "client-certificate",
              SettingType.text(MAX_FILE),
              "PEM file with the chain by which the application proves itself.")
          .as(Setting.Exposure.UNQUOTED)
          .or("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE");

  static final Setting<String> CLIENT_KEY =
      Setting.optional(
              "client-key",
              SettingType.text(MAX_FILE),
              "PEM file with the private key for it, PKCS #8; unset, it is in the file of the chain.")
          .as(Setting.Exposure.UNQUOTED)
          .or("OTEL_EXPORTER_OTLP_CLIENT_KEY");

  static final Setting<Duration> METRICS_INTERVAL =
      Setting.of(
              "metrics-interval-ms",
              SettingType.milliseconds(10, A_DAY_MS),
              Duration.ofMinutes(1),
              "How often metrics are sent.")
          .or("OTEL_METRIC_EXPORT_INTERVAL");

  static final Setting<Boolean> DURATION =
      Setting.of(
          "metrics.duration",
          SettingType.flag(),
          true,
          "The histogram `http.server.request.duration`.");

  static final Setting<Boolean> COUNT =
      Setting.of(
          "metrics.count", SettingType.flag(), true, "The counter `http.server.request.count`.");

  static final Setting<Boolean> ERRORS =
      Setting.of(
          "metrics.errors", SettingType.flag(), true, "The counter `http.server.request.errors`.");

  static final Setting<List<String>> LOGS_MDC =
      Setting.of(
              "logs.mdc",
              SettingType.list(SettingType.token(1, MAX_NAME)),
              List.<String>of(),
              "Entries of the MDC that log records have, by name; `*` for all of them.")
          .showing("");

  static final SettingGroup GROUP =
      SettingGroup.of(
          "OpenTelemetry",
          PREFIX,
          ENABLED,
          ENDPOINT,
          PROTOCOL,
          HEADERS,
          RESOURCE_ATTRIBUTES,
          COMPRESSION,
          SIGNALS,
          CERTIFICATE,
          CLIENT_CERTIFICATE,
          CLIENT_KEY,
          METRICS_INTERVAL,
          DURATION,
          COUNT,
          ERRORS,
          LOGS_MDC);

  static final SettingGroup LANE =
      LaneSettings.DESTINATION
          .under("OpenTelemetry: delivery of traces", PREFIX)
          .with(
              LaneSettings.MAX_EVENTS_PER_BATCH.withDefault(512),
              LaneSettings.MAX_BATCHES_IN_FLIGHT.withDefault(2),
              LaneSettings.TIMEOUT
                  .withDefault(DEFAULT_TIMEOUT)
                  .or("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT")
                  .or("OTEL_EXPORTER_OTLP_TIMEOUT"),
              LaneSettings.MAX_ATTEMPTS.withDefault(5),
              LaneSettings.RETRY_BASE.withDefault(Duration.ofSeconds(1)));

  private OtlpKeys() {}
}
