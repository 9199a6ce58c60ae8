package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.Setting;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The variables of OpenTelemetry that are no setting's fallback by themselves: switches, and those
 * of single signals. A value that is not accepted is logged once and is then as if it were not set.
 * Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">
 *     OpenTelemetry: environment variables</a>
 */
final class OtelVariables {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final String EXPORTER = "OTEL_EXPORTER_OTLP_";
  private static final String DISABLED = "OTEL_SDK_DISABLED";
  private static final String INSECURE = "INSECURE";
  private static final String OTLP = "otlp";
  private static final String NONE = "none";

  /** What the specification and OpenTelemetry's own SDK know beside OTLP. */
  private static final Set<String> OTHERS =
      Set.of(NONE, "console", "logging", "logging-otlp", "zipkin", "jaeger", "prometheus");

  /** Variables that choose among what the module has only one of. */
  private static final Map<String, String> ONLY =
      Map.of(
          EXPORTER + "METRICS_TEMPORALITY_PREFERENCE",
          "cumulative",
          EXPORTER + "METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
          "explicit_bucket_histogram");

  /** What may stand in a line of the log as it is. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9,./:_ -]{1,64}");

  /** The environment of the process. */
  private final Map<String, String> values;

  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  OtelVariables(Map<String, String> values) {
    this.values = values;
  }

  /** Whether the whole of OpenTelemetry is switched off. */
  boolean isDisabled() {
    return isTrue(DISABLED);
  }

  /** Whether a signal is switched off by the name of its exporter. */
  boolean isOff(Signal signal) {
    return text(exporter(signal)).equalsIgnoreCase(NONE);
  }

  /**
   * Whether a signal is sent by OTLP, for all that the names of its exporters say. Where others are
   * named instead, it is theirs alone, as the specification has it.
   */
  boolean isExported(Signal signal) {
    String variable = exporter(signal);
    String text = text(variable);
    if (text.isEmpty()) {
      return true;
    }
    boolean others = false;
    for (String name : text.toLowerCase(Locale.ROOT).split(",", 0)) {
      if (name.strip().equals(OTLP)) {
        return true;
      }
      others |= OTHERS.contains(name.strip());
    }
    if (!others) {
      warnInvalid(variable, text, "otlp, none or the name of another exporter");
      return true;
    }
    if (logged.add(variable)) {
      LOG.warn("{} names no otlp; no {} are sent by OTLP", variable, signal);
    }
    return false;
  }

  private static String exporter(Signal signal) {
    return "OTEL_" + signal.name() + "_EXPORTER";
  }

  /** A variable of one signal, such as {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}. */
  <T> @Nullable T of(Signal signal, String name, Setting<T> setting) {
    return read(EXPORTER + signal.name() + "_" + name, setting);
  }

  /** Whether a variable of one signal is set to a value that is accepted; logs nothing. */
  boolean isAccepted(Signal signal, String name, Setting<?> setting) {
    String text = text(EXPORTER + signal.name() + "_" + name);
    return !text.isEmpty() && setting.type().read(text, ConversionService.SHARED) != null;
  }

  /** A variable of all signals, such as {@code OTEL_EXPORTER_OTLP_TIMEOUT}. */
  <T> @Nullable T ofAll(String name, Setting<T> setting) {
    return read(EXPORTER + name, setting);
  }

  /** The name of the service, if it is named. */
  @Nullable String serviceName(Setting<String> setting) {
    return read("OTEL_SERVICE_NAME", setting);
  }

  private <T> @Nullable T read(String variable, Setting<T> setting) {
    String text = text(variable);
    if (text.isEmpty()) {
      return null;
    }
    T value = setting.type().read(text, ConversionService.SHARED);
    if (value == null) {
      boolean isQuoted = setting.exposure() == Setting.Exposure.OPEN;
      warnInvalid(variable, isQuoted ? text : "", setting.type().expected());
      return null;
    }
    String remark = setting.type().remark(text);
    if (remark != null && logged.add(variable)) {
      LOG.warn(
          "Unexpected form of {}: expected {}; {}", variable, setting.type().expected(), remark);
    }
    return value;
  }

  /** Whether an endpoint of a signal without a scheme is reached without TLS. */
  boolean isInsecure(Signal signal) {
    String own = EXPORTER + signal.name() + "_" + INSECURE;
    return isTrue(text(own).isEmpty() ? EXPORTER + INSECURE : own);
  }

  private boolean isTrue(String variable) {
    String text = text(variable);
    if (!text.isEmpty() && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      warnInvalid(variable, text, "true or false");
    }
    return text.equalsIgnoreCase("true");
  }

  /** Logs what is wanted of metrics and cannot be had. */
  void warnUnsupported() {
    for (Map.Entry<String, String> only : ONLY.entrySet()) {
      String text = text(only.getKey());
      if (!text.isEmpty() && !text.equalsIgnoreCase(only.getValue()) && logged.add(only.getKey())) {
        LOG.warn("{} has no effect: only {} is supported", only.getKey(), only.getValue());
      }
    }
  }

  /** Logs an endpoint that none but gRPC can do with. */
  void warnWithoutScheme(Signal signal) {
    if (logged.add("scheme of " + signal)) {
      LOG.warn(
          "The OTLP endpoint has no scheme, which only grpc allows; no {} are sent by OTLP",
          signal);
    }
  }

  private void warnInvalid(String variable, String text, String expected) {
    if (logged.add(variable)) {
      LOG.warn(
          "Invalid value{} for {}: expected {}; it counts as not set",
          PLAIN.matcher(text).matches() ? " '" + text + "'" : "",
          variable,
          expected);
    }
  }

  private String text(String name) {
    String text = values.get(name);
    return text == null ? "" : text.strip();
  }
}
