package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Internal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What requests are correlated by, and the small things that are noted of them. Immutable.
 *
 * @param traceIdHeader the header that names the trace before the module's own one does
 * @param responseTraceHeader the header by which a response names the trace
 * @param serverTiming whether responses name the trace by {@code Server-Timing}
 * @param serverTimingTotals whether they say there what the request and its SQL took
 * @param authMode whether it is noted how callers authenticate
 * @param automaticBreadcrumbs whether the steps of each request are noted
 * @param captureSuccess whether events that succeeded are kept
 * @since 0.1.0
 */
@Internal
public record RequestSettings(
    @Nullable String traceIdHeader,
    @Nullable String responseTraceHeader,
    boolean serverTiming,
    boolean serverTimingTotals,
    boolean authMode,
    boolean automaticBreadcrumbs,
    boolean captureSuccess) {

  private static final Setting<String> TRACE_ID_HEADER =
      Setting.optional(
          "trace-id-header",
          SettingType.openHeaderName(),
          "A request header that names the trace; it wins over `x-routeflow-trace-id`. Its value is"
              + " sent and shown, so none that is masked is accepted.");

  private static final Setting<String> RESPONSE_TRACE_HEADER =
      Setting.optional(
          "response-trace-header",
          SettingType.openHeaderName(),
          "A response header that is set to the trace id, such as `x-trace-id`. One that the"
              + " application sets stays.");

  private static final Setting<Boolean> SERVER_TIMING =
      Setting.of(
          "server-timing",
          SettingType.flag(),
          false,
          "Adds `Server-Timing: traceparent;desc=\"…\"` to responses, for tools in the browser.");

  private static final Setting<Boolean> SERVER_TIMING_TOTALS =
      Setting.optional(
              "server-timing-totals",
              SettingType.flag(),
              "Adds `Server-Timing: total;dur=…, sql;desc=\"…\";dur=…` to responses: what the"
                  + " request and its SQL took until then, for the network panel of a browser.")
          .showing("`true` in the environment `dev`, else `false`");

  private static final Setting<Boolean> AUTH_MODE =
      Setting.of(
          "capture-auth-mode",
          SettingType.flag(),
          false,
          "Adds to an event how the caller authenticated, never with what.");

  private static final Setting<Boolean> AUTOMATIC_BREADCRUMBS =
      Setting.of(
          "breadcrumbs.automatic",
          SettingType.flag(),
          false,
          "Notes in each request's breadcrumbs that it started, failed and finished.");

  private static final Setting<Boolean> CAPTURE_SUCCESS =
      Setting.of(
          "capture-success",
          SettingType.flag(),
          true,
          "`false`: only events that are a warning or have failed are kept.");

  static final SettingGroup GROUP =
      SettingGroup.of(
          "Requests",
          "",
          TRACE_ID_HEADER,
          RESPONSE_TRACE_HEADER,
          SERVER_TIMING,
          SERVER_TIMING_TOTALS,
          AUTH_MODE,
          AUTOMATIC_BREADCRUMBS,
          CAPTURE_SUCCESS);

  static RequestSettings read(LenientReader reader, Set<String> environments) {
    SettingValues values = reader.read(GROUP);
    List<String> maskFields = DetailSettings.read(reader).maskFields();
    Boolean totals = values.orNull(SERVER_TIMING_TOTALS);
    return new RequestSettings(
        unmasked(reader, values.orNull(TRACE_ID_HEADER), maskFields),
        values.orNull(RESPONSE_TRACE_HEADER),
        values.get(SERVER_TIMING),
        totals == null ? environments.contains(Environment.DEVELOPMENT) : totals,
        values.get(AUTH_MODE),
        values.get(AUTOMATIC_BREADCRUMBS),
        values.get(CAPTURE_SUCCESS));
  }

  /** What the application wants masked cannot be what its traces are called by. */
  private static @Nullable String unmasked(
      LenientReader reader, @Nullable String header, List<String> maskFields) {
    if (header == null || !SecretNames.isHeaderOf(header, maskFields)) {
      return header;
    }
    reader.remark(
        SettingGroup.ROOT
            + GROUP.path(TRACE_ID_HEADER)
            + " has no effect: "
            + SettingGroup.ROOT
            + "mask-fields has the header masked");
    return null;
  }
}
