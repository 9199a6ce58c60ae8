package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.configuration.Setting;
import io.routeflow.micronaut.configuration.SettingValues;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.logs.LogForwarder;
import io.routeflow.micronaut.opentelemetry.metrics.MetersFactory;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is sent by OTLP, and where to: the keys below {@code routeflow.otlp}, then OpenTelemetry's
 * variables of the signal, then those of all signals. Thread-safe.
 */
@Internal
@Singleton
public final class OtlpSettings {

  private static final List<Signal> DEFAULT_SIGNALS = List.of(Signal.TRACES, Signal.METRICS);

  private final LenientReader reader;
  private final SettingValues values;
  private final SettingValues lane;
  private final OtelVariables variables;
  private final RouteflowConfiguration configuration;

  /** Of the process. */
  @Inject
  OtlpSettings(LenientReader reader, RouteflowConfiguration configuration) {
    this(reader, configuration, System.getenv());
  }

  OtlpSettings(
      LenientReader reader, RouteflowConfiguration configuration, Map<String, String> variables) {
    this.reader = reader;
    this.values = reader.read(OtlpKeys.GROUP);
    this.lane = reader.read(OtlpKeys.LANE);
    this.variables = new OtelVariables(variables);
    this.configuration = configuration;
  }

  /**
   * Where a signal goes; nothing where it is not sent.
   *
   * @param ownTracing whether the application sends spans of its requests itself
   */
  public Optional<OtlpTarget> target(Signal signal, boolean ownTracing) {
    if (!isOn(signal, ownTracing)) {
      return Optional.empty();
    }
    Optional<OtlpTarget> target = target(signal).filter(possible -> variables.isExported(signal));
    if (signal == Signal.METRICS && target.isPresent()) {
      variables.warnUnsupported();
    }
    return target;
  }

  /**
   * Where a signal of the application's own goes, which it sends by {@code SignalsClient}; nothing
   * where it is not sent. Other than of requests, logs need not be asked for, and spans are sent
   * beside those of an SDK of the application.
   */
  public Optional<OtlpTarget> clientTarget(Signal signal) {
    List<Signal> named = values.orNull(OtlpKeys.SIGNALS);
    boolean isOn =
        values.get(OtlpKeys.ENABLED)
            && !variables.isDisabled()
            && !variables.isOff(signal)
            && (named == null || named.contains(signal));
    return isOn
        ? target(signal).filter(possible -> variables.isExported(signal))
        : Optional.empty();
  }

  /** Whether traces would be sent if the application did not send spans itself. */
  public boolean leavesTracesToTheApplication() {
    return values.orNull(OtlpKeys.SIGNALS) == null
        && isOn(Signal.TRACES, false)
        && target(Signal.TRACES).isPresent();
  }

  private boolean isOn(Signal signal, boolean ownTracing) {
    if (!values.get(OtlpKeys.ENABLED) || variables.isDisabled() || variables.isOff(signal)) {
      return false;
    }
    List<Signal> named = values.orNull(OtlpKeys.SIGNALS);
    if (named != null) {
      return named.contains(signal);
    }
    return DEFAULT_SIGNALS.contains(signal) && !(ownTracing && signal == Signal.TRACES);
  }

  private Optional<OtlpTarget> target(Signal signal) {
    Protocol protocol = value(signal, OtlpKeys.PROTOCOL, "PROTOCOL").orElseThrow();
    return url(signal, protocol)
        .map(
            url ->
                new OtlpTarget(
                    url,
                    protocol,
                    value(signal, OtlpKeys.HEADERS, "HEADERS").orElseThrow(),
                    value(signal, OtlpKeys.COMPRESSION, "COMPRESSION").orElseThrow()
                        == Compression.GZIP,
                    timeout(signal),
                    tls(signal),
                    lane.get(LaneSettings.MAX_BATCHES_IN_FLIGHT)));
  }

  /** Of a signal's own variable, else that of all, where the key is not set. */
  private Duration timeout(Signal signal) {
    if (signal == Signal.TRACES || reader.isSet(OtlpKeys.LANE, LaneSettings.TIMEOUT)) {
      return lane.get(LaneSettings.TIMEOUT);
    }
    Duration own = variables.of(signal, "TIMEOUT", LaneSettings.TIMEOUT);
    if (own != null) {
      return own;
    }
    if (!variables.isAccepted(Signal.TRACES, "TIMEOUT", LaneSettings.TIMEOUT)) {
      // then the lane's is that of all signals
      return lane.get(LaneSettings.TIMEOUT);
    }
    Duration ofAll = variables.ofAll("TIMEOUT", LaneSettings.TIMEOUT);
    return ofAll == null ? OtlpKeys.DEFAULT_TIMEOUT : ofAll;
  }

  private TlsFiles tls(Signal signal) {
    return new TlsFiles(
        value(signal, OtlpKeys.CERTIFICATE, "CERTIFICATE").orElse(null),
        value(signal, OtlpKeys.CLIENT_CERTIFICATE, "CLIENT_CERTIFICATE").orElse(null),
        value(signal, OtlpKeys.CLIENT_KEY, "CLIENT_KEY").orElse(null));
  }

  /** The address of one signal's own variable is whole; others get the signal's path. */
  private Optional<URI> url(Signal signal, Protocol protocol) {
    if (!reader.isSet(OtlpKeys.GROUP, OtlpKeys.ENDPOINT)) {
      URI own = variables.of(signal, "ENDPOINT", OtlpKeys.ENDPOINT);
      if (own != null) {
        return withScheme(own, signal, protocol);
      }
    }
    return values
        .find(OtlpKeys.ENDPOINT)
        .flatMap(base -> withScheme(base, signal, protocol))
        .map(base -> withPath(base, signal, protocol));
  }

  /** Without one, by gRPC, it is reached by TLS unless the variable says otherwise. */
  private Optional<URI> withScheme(URI endpoint, Signal signal, Protocol protocol) {
    if (endpoint.getScheme() != null) {
      return Optional.of(endpoint);
    }
    if (protocol != Protocol.GRPC) {
      variables.warnWithoutScheme(signal);
      return Optional.empty();
    }
    String scheme = variables.isInsecure(signal) ? "http:" : "https:";
    return Optional.of(URI.create(scheme + endpoint));
  }

  private static URI withPath(URI base, Signal signal, Protocol protocol) {
    if (protocol == Protocol.GRPC) {
      return base;
    }
    String text = base.toString();
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return URI.create(trimmed + "/v1/" + signal.wireName());
  }

  private <T> Optional<T> value(Signal signal, Setting<T> setting, String variable) {
    if (!reader.isSet(OtlpKeys.GROUP, setting)) {
      T own = variables.of(signal, variable, setting);
      if (own != null) {
        return Optional.of(own);
      }
    }
    return values.find(setting);
  }

  /**
   * Attributes of the service that the user has named for OpenTelemetry. Those of its variable hold
   * where no setting of the service says the same.
   */
  public Map<String, String> resourceAttributes() {
    Map<String, String> named = values.get(OtlpKeys.RESOURCE_ATTRIBUTES);
    if (named.isEmpty() || reader.isSet(OtlpKeys.GROUP, OtlpKeys.RESOURCE_ATTRIBUTES)) {
      return named;
    }
    Map<String, String> left = new HashMap<>(named);
    if (isSet(ServiceSettings.TAGS)) {
      left.keySet().removeAll(configuration.service().tags().keySet());
    }
    if (isSet(ServiceSettings.VERSION)) {
      left.remove("service.version");
    }
    if (isSet(ServiceSettings.ENV)) {
      left.remove("deployment.environment.name");
    }
    if (isSet(ServiceSettings.CODE_VERSION)) {
      left.remove("vcs.ref.head.revision");
    }
    return left;
  }

  private boolean isSet(Setting<?> ofService) {
    return reader.isSet(ServiceSettings.GROUP, ofService);
  }

  /**
   * The name of the service where it is named by its own setting or by OpenTelemetry's variable;
   * {@code null} where attributes or the application's name decide.
   */
  public @Nullable String serviceName() {
    return isSet(ServiceSettings.NAME)
        ? configuration.service().name()
        : variables.serviceName(ServiceSettings.NAME);
  }

  /**
   * Where the service runs, {@code null} where its own setting is not set: the default of that,
   * {@code development}, would be said of what runs in production as well.
   */
  public @Nullable String environment() {
    return isSet(ServiceSettings.ENV) ? configuration.service().environment() : null;
  }

  /** Which service sends. */
  public ServiceSettings service() {
    return configuration.service();
  }

  /** Which metrics of requests are sent, and how often. */
  public MetersFactory.Wanted wantedMetrics() {
    return new MetersFactory.Wanted(
        values.get(OtlpKeys.DURATION),
        values.get(OtlpKeys.COUNT),
        values.get(OtlpKeys.ERRORS),
        values.get(OtlpKeys.METRICS_INTERVAL));
  }

  /** How log records are batched and repeated: as events are. */
  public LogForwarder.Batching logBatching(OtlpTarget target) {
    int repetitions = lane.get(LaneSettings.MAX_ATTEMPTS) - 1;
    Duration base = lane.get(LaneSettings.RETRY_BASE);
    SignalDelivery.Retries retries = new SignalDelivery.Retries(repetitions, base);
    return new LogForwarder.Batching(
        lane.get(LaneSettings.FLUSH_INTERVAL),
        lane.get(LaneSettings.MAX_EVENTS_PER_BATCH),
        retries,
        retries.longest(target.timeout()));
  }

  /** Names of the MDC's entries that log records have. */
  public List<String> logMdc() {
    return values.get(OtlpKeys.LOGS_MDC);
  }
}
