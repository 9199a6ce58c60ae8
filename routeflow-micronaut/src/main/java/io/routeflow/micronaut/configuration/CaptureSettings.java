package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.List;
import java.util.Optional;

/**
 * Which requests become events. Immutable.
 *
 * @param sampleRate share of the traces that are kept, 0 to 1
 * @param samplingSecret what only services have that shall keep the same traces
 * @param ignoredPaths path prefixes and patterns
 * @param ignoreStaticResources whether requests that a static file answers are no events
 * @param logCorrelation whether the MDC is filled
 * @param tailSampling what is kept beyond the rate
 * @since 0.1.0
 */
@Internal
public record CaptureSettings(
    double sampleRate,
    Optional<String> samplingSecret,
    List<String> ignoredPaths,
    boolean ignoreStaticResources,
    boolean logCorrelation,
    TailSamplingSettings tailSampling) {

  private static final int MAX_SECRET = 512;

  private static final Setting<Double> SAMPLE_RATE =
      Setting.of(
          "sample-rate",
          SettingType.decimal(0, 1),
          1.0,
          "Share of the traces that are kept, decided by trace id.");

  private static final Setting<String> SAMPLING_SECRET =
      Setting.optional(
              "sampling-secret",
              SettingType.token(1, MAX_SECRET),
              "With it no caller can choose a trace id that is kept, or one that is not; services"
                  + " keep the same traces where they have the same secret.")
          .as(Setting.Exposure.SECRET);

  private static final Setting<List<String>> IGNORED_PATHS =
      Setting.of(
              "ignored-paths",
              SettingType.list(SettingType.pathPattern()),
              List.of("/health", "/metrics", "/favicon.ico"),
              "Requests below these paths are no events. `/x` covers `/x` and `/x/…`; `/x*` covers"
                  + " all that starts so. Setting it replaces the default.")
          .showing("/health,/metrics,/favicon.ico");

  private static final Setting<Boolean> IGNORE_STATIC_RESOURCES =
      Setting.of(
          "ignore-static-resources",
          SettingType.flag(),
          false,
          "Requests that are answered with a file of `micronaut.router.static-resources` are no"
              + " events.");

  private static final Setting<Boolean> LOG_CORRELATION =
      Setting.of(
          "log-correlation",
          SettingType.flag(),
          false,
          "Puts `trace_id` and `frontend_route` into the MDC while a request is handled.");

  static final SettingGroup GROUP =
      SettingGroup.of(
          "Capture",
          "",
          SAMPLE_RATE,
          SAMPLING_SECRET,
          IGNORED_PATHS,
          IGNORE_STATIC_RESOURCES,
          LOG_CORRELATION);

  static CaptureSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new CaptureSettings(
        values.get(SAMPLE_RATE),
        values.find(SAMPLING_SECRET),
        values.get(IGNORED_PATHS),
        values.get(IGNORE_STATIC_RESOURCES),
        values.get(LOG_CORRELATION),
        TailSamplingSettings.read(reader));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "CaptureSettings[sampleRate="
        + sampleRate
        + ", ignoredPaths="
        + ignoredPaths
        + ", ignoreStaticResources="
        + ignoreStaticResources
        + ", logCorrelation="
        + logCorrelation
        + "]";
  }
}
