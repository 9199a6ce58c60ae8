package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.configuration.Setting;
import io.routeflow.micronaut.configuration.SettingGroup;
import io.routeflow.micronaut.configuration.SettingValues;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Credentials;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What is sent to TelemetryFlow: nothing without an API key. Thread-safe. */
@Internal
@Singleton
public final class TelemetryFlowSettings {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final String ID_PREFIX = "tfk_";
  private static final String SECRET_PREFIX = "tfs_";
  private static final String FIRST_VERSION = "1.0.0";
  private static final String DEFAULT_ENVIRONMENT = "production";

  private final LenientReader reader;
  private final RouteflowConfiguration configuration;
  private final SettingValues values;
  private final SettingValues lane;
  private final @Nullable Credentials credentials;

  TelemetryFlowSettings(LenientReader reader, RouteflowConfiguration configuration) {
    this.reader = reader;
    this.configuration = configuration;
    this.values = reader.read(TelemetryFlowKeys.GROUP);
    this.lane = reader.read(TelemetryFlowKeys.LANE);
    this.credentials = credentials(values);
  }

  private static @Nullable Credentials credentials(SettingValues values) {
    String id = values.orNull(TelemetryFlowKeys.KEY_ID);
    String secret = values.orNull(TelemetryFlowKeys.KEY_SECRET);
    if (id == null && secret == null) {
      return null;
    }
    // both are judged, so that each that is wrong has its line
    boolean hasId = isPart(id, TelemetryFlowKeys.KEY_ID, ID_PREFIX);
    boolean hasSecret = isPart(secret, TelemetryFlowKeys.KEY_SECRET, SECRET_PREFIX);
    return hasId && hasSecret && id != null && secret != null ? Credentials.of(id, secret) : null;
  }

  /** Whether it can be a part of a key; the line about one that cannot names its setting. */
  private static boolean isPart(@Nullable String part, Setting<String> setting, String prefix) {
    String path = SettingGroup.ROOT + TelemetryFlowKeys.GROUP.path(setting);
    if (part == null) {
      LOG.warn("{} is not set; nothing is sent to TelemetryFlow without it", path);
      return false;
    }
    // the setting has seen to its length and its characters
    if (!part.startsWith(prefix) || part.length() == prefix.length()) {
      LOG.warn(
          "Invalid value for {}: expected {} and 1 to {} visible ASCII characters without spaces;"
              + " nothing is sent to TelemetryFlow",
          path,
          prefix,
          TelemetryFlowKeys.MAX_KEY - prefix.length());
      return false;
    }
    return true;
  }

  /**
   * Whether events and metrics of requests are sent for a signal.
   *
   * @param ownTracing whether the application sends spans of its requests itself
   */
  public boolean sendsRequests(Signal signal, boolean ownTracing) {
    return values.get(TelemetryFlowKeys.REQUESTS)
        && values.get(TelemetryFlowKeys.SIGNALS).contains(signal)
        && !(ownTracing && signal == Signal.TRACES && !isAskedFor());
  }

  /** Whether traces would be sent if the application did not send spans itself. */
  public boolean leavesTracesToTheApplication() {
    return sendsRequests(Signal.TRACES, false) && !isAskedFor() && signals().isPresent();
  }

  /** By hand, and not by default. */
  private boolean isAskedFor() {
    return reader.isSet(TelemetryFlowKeys.GROUP, TelemetryFlowKeys.SIGNALS)
        || reader.isSet(TelemetryFlowKeys.GROUP, TelemetryFlowKeys.REQUESTS);
  }

  /** Whether there is a part of an API key, though it may be malformed. */
  public boolean namesKey() {
    return reader.isNamed(TelemetryFlowKeys.GROUP, TelemetryFlowKeys.KEY_ID)
        || reader.isNamed(TelemetryFlowKeys.GROUP, TelemetryFlowKeys.KEY_SECRET);
  }

  /** How the client is configured; nothing without an API key, or with a wrong endpoint. */
  public Optional<SignalsConfiguration> signals() {
    return credentials == null
            || values.get(TelemetryFlowKeys.ENDPOINT).equals(EndpointType.NOWHERE)
        ? Optional.empty()
        : Optional.of(with(credentials, Set.copyOf(values.get(TelemetryFlowKeys.SIGNALS))));
  }

  /** How a client is configured that sends nothing. */
  public SignalsConfiguration noSignals() {
    return with(Credentials.none(), Set.of());
  }

  private SignalsConfiguration with(Credentials key, Set<Signal> signals) {
    return new SignalsConfiguration(
        key, connection(), service(), delivery(), signals, values.get(TelemetryFlowKeys.EXEMPLARS));
  }

  private SignalsConfiguration.Connection connection() {
    return new SignalsConfiguration.Connection(
        values.get(TelemetryFlowKeys.ENDPOINT),
        values.get(TelemetryFlowKeys.PROTOCOL),
        values.get(TelemetryFlowKeys.INSECURE),
        lane.get(LaneSettings.TIMEOUT),
        values.get(TelemetryFlowKeys.COMPRESSION) == Compression.GZIP);
  }

  private SignalsConfiguration.Service service() {
    ServiceSettings own = configuration.service();
    Map<String, String> attributes = new HashMap<>(own.tags());
    attributes.putAll(values.get(TelemetryFlowKeys.CUSTOM_ATTRIBUTES));
    String version = own.version() == null ? FIRST_VERSION : own.version();
    return new SignalsConfiguration.Service(
        values.find(TelemetryFlowKeys.SERVICE_NAME).orElse(own.name()),
        values.find(TelemetryFlowKeys.SERVICE_VERSION).orElse(version),
        values.get(TelemetryFlowKeys.SERVICE_NAMESPACE),
        values.find(TelemetryFlowKeys.ENVIRONMENT).orElseGet(this::environment),
        own.instance(),
        values.find(TelemetryFlowKeys.COLLECTOR_ID),
        attributes);
  }

  /** That of the root where it is set; its default, {@code development}, is not meant for there. */
  private String environment() {
    return reader.isSet(ServiceSettings.GROUP, ServiceSettings.ENV)
        ? configuration.service().environment()
        : DEFAULT_ENVIRONMENT;
  }

  private SignalsConfiguration.Delivery delivery() {
    return new SignalsConfiguration.Delivery(
        lane.get(LaneSettings.MAX_ATTEMPTS) - 1,
        lane.get(LaneSettings.RETRY_BASE),
        lane.get(LaneSettings.FLUSH_INTERVAL),
        lane.get(LaneSettings.MAX_EVENTS_PER_BATCH),
        values.get(TelemetryFlowKeys.RATE_LIMIT));
  }
}
