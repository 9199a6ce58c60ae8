package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.Environment;
import io.micronaut.core.order.OrderUtil;
import io.routeflow.micronaut.RouteflowOverrides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the configuration from the overrides in code, then from Micronaut's environment.
 *
 * <p>Each start of an application waits for it. So it is written without lambdas, streams and
 * regular expressions, each of which makes classes when it is first met.
 */
final class ConfigurationFactory {

  private static final Logger LOG = LoggerFactory.getLogger(RouteflowConfiguration.class);
  private static final int INSTANCE_BYTES = 3;

  private ConfigurationFactory() {}

  static RouteflowConfiguration configuration(
      Environment environment, List<RouteflowOverrides> overrides) {
    List<String> warnings = new ArrayList<>();
    Map<String, String> inCode = settingsOf(overrides, warnings);
    warnOfUnknown(inCode, environment, warnings);
    SettingsReader reader = new SettingsReader(inCode, environment, warnings);
    reader.read(Settings.ENABLED);
    RouteflowConfiguration configuration =
        read(reader, service(reader, environment), console(reader, environment));
    for (String warning : warnings) {
      LOG.warn(warning);
    }
    return configuration;
  }

  static RouteflowConfiguration read(
      SettingsReader reader,
      RouteflowConfiguration.Service service,
      RouteflowConfiguration.Console console) {
    return new RouteflowConfiguration(
        reader.read(Settings.ENDPOINT),
        reader.read(Settings.INGEST_KEY),
        reader.read(Settings.INGEST_PATH),
        reader.read(Settings.COMPRESSION).equals("gzip"),
        service,
        reader.read(Settings.SAMPLE_RATE),
        reader.read(Settings.IGNORED_PATHS),
        reader.read(Settings.LOG_CORRELATION),
        reader.read(Settings.QUEUE_MAXSIZE),
        reader.read(Settings.MAX_EVENTS_PER_BATCH),
        Duration.ofMillis(reader.read(Settings.FLUSH_INTERVAL_MS)),
        reader.read(Settings.MAX_BATCHES_IN_FLIGHT),
        Duration.ofMillis(reader.read(Settings.TIMEOUT_MS)),
        reader.read(Settings.MAX_ATTEMPTS),
        Duration.ofMillis(reader.read(Settings.RETRY_BASE_MS)),
        Duration.ofMillis(reader.read(Settings.SHUTDOWN_TIMEOUT_MS)),
        reader.read(Settings.DEBUG),
        console);
  }

  private static RouteflowConfiguration.Console console(
      SettingsReader reader, Environment environment) {
    reader.read(Settings.CONSOLE_ENABLED);
    return new RouteflowConfiguration.Console(
        ConsoleEnabled.isOn(environment, environment.getActiveNames()),
        reader.read(Settings.CONSOLE_ALLOW_REMOTE),
        reader.read(Settings.CONSOLE_TOKEN));
  }

  private static RouteflowConfiguration.Service service(
      SettingsReader reader, Environment environment) {
    byte[] instance = new byte[INSTANCE_BYTES];
    ThreadLocalRandom.current().nextBytes(instance);
    Optional<String> name = reader.read(Settings.SERVICE_NAME);
    return new RouteflowConfiguration.Service(
        name.isPresent() ? name.get() : applicationName(environment),
        reader.read(Settings.SERVICE_VERSION).orElse(null),
        HexFormat.of().formatHex(instance),
        reader.read(Settings.ENV),
        new CodeVersion(
            reader.read(Settings.CODE_VERSION).orElse(null), System.getenv(), environment),
        reader.read(Settings.TAGS));
  }

  private static String applicationName(Environment environment) {
    String named = SettingsReader.text(environment, "micronaut.application.name");
    return Format.text(128).parse(named == null ? "" : named).orElse("application");
  }

  /** What the beans set, the first by order winning; one that fails is left out. */
  static Map<String, String> settingsOf(List<RouteflowOverrides> overrides, List<String> warnings) {
    Map<String, String> settings = new HashMap<>();
    if (overrides.isEmpty()) {
      return settings;
    }
    List<RouteflowOverrides> lastWins = new ArrayList<>(overrides);
    lastWins.sort(OrderUtil.REVERSE_COMPARATOR);
    for (RouteflowOverrides bean : lastWins) {
      settings.putAll(settingsOf(bean, warnings));
    }
    for (Setting<?> gate : List.of(Settings.ENABLED, Settings.CONSOLE_ENABLED)) {
      if (settings.containsKey(gate.key())) {
        warnings.add(
            SettingsReader.PREFIX
                + gate.key()
                + " has no effect in code: the beans are there by then");
      }
    }
    return settings;
  }

  private static Map<String, String> settingsOf(RouteflowOverrides bean, List<String> warnings) {
    Map<String, String> settings = new HashMap<>();
    try {
      for (Map.Entry<String, @Nullable Object> entry : bean.settings().entrySet()) {
        if (entry.getValue() != null) {
          settings.put(entry.getKey(), SettingsReader.joined(entry.getValue()));
        }
      }
      return settings;
    } catch (RuntimeException e) {
      warnings.add(
          "The settings of "
              + bean.getClass().getName()
              + " are left out, since it failed with "
              + e.getClass().getName());
      return Map.of();
    }
  }

  private static void warnOfUnknown(
      Map<String, String> inCode, Environment environment, List<String> warnings) {
    UnknownKeys unknown = new UnknownKeys(Settings.keys());
    for (String key : inCode.keySet()) {
      unknown.property(key);
    }
    unknown.search(environment.getPropertySources());
    warnings.addAll(unknown.warnings());
  }
}
