package io.routeflow.micronaut.configuration;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.core.order.OrderUtil;
import io.routeflow.micronaut.RouteflowOverrides;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the configuration from the overrides in code, then from Micronaut's environment. */
@Factory
final class ConfigurationFactory {

  private static final Logger LOG = LoggerFactory.getLogger(RouteflowConfiguration.class);
  private static final String PREFIX = "routeflow.";
  private static final String SEPARATOR = ",";
  private static final int INSTANCE_BYTES = 3;

  /** Stands for a value with a placeholder that nothing resolves; no setting accepts it. */
  private static final String UNRESOLVED = "${…}\0";

  @Singleton
  RouteflowConfiguration configuration(
      Environment environment, List<RouteflowOverrides> overrides) {
    Map<String, String> inCode = settingsOf(overrides, LOG::warn);
    SettingsReader reader =
        new SettingsReader(
            key -> inCode.containsKey(key) ? inCode.get(key) : text(environment, PREFIX + key),
            LOG::warn);
    warnOfUnknown(inCode, environment);
    reader.read(Settings.ENABLED);
    return read(reader, service(reader, environment, System::getenv), console(reader, environment));
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
      SettingsReader reader,
      Environment environment,
      Function<String, @Nullable String> variables) {
    String named = text(environment, "micronaut.application.name");
    byte[] instance = new byte[INSTANCE_BYTES];
    ThreadLocalRandom.current().nextBytes(instance);
    return new RouteflowConfiguration.Service(
        reader
            .read(Settings.SERVICE_NAME)
            .or(() -> Format.text(128).parse(named == null ? "" : named))
            .orElse("application"),
        reader.read(Settings.SERVICE_VERSION).orElse(null),
        HexFormat.of().formatHex(instance),
        reader.read(Settings.ENV),
        reader
            .read(Settings.CODE_VERSION)
            .or(
                () ->
                    CodeVersion.detect(
                        variables, environment.getResourceAsStream("classpath:git.properties")))
            .orElse(null),
        reader.read(Settings.TAGS));
  }

  /** Lists are joined, so that YAML lists and comma-separated variables are read alike. */
  private static @Nullable String text(Environment environment, String key) {
    try {
      return environment
          .getProperty(key, Object.class)
          .or(
              () ->
                  Optional.of(environment.getProperties(key, StringConvention.RAW))
                      .filter(map -> !map.isEmpty()))
          .map(ConfigurationFactory::joined)
          .orElse(null);
    } catch (ConfigurationException e) {
      return UNRESOLVED;
    }
  }

  private static String joined(Object value) {
    if (value instanceof Iterable<?> list) {
      StringBuilder joined = new StringBuilder();
      list.forEach(entry -> joined.append(joined.isEmpty() ? "" : SEPARATOR).append(entry));
      // an empty list is a value, an empty text is none
      return joined.isEmpty() ? SEPARATOR : joined.toString();
    }
    if (value instanceof Map<?, ?> map) {
      return joined(map.entrySet());
    }
    return String.valueOf(value);
  }

  /** What the beans set, the first by order winning; one that fails is left out. */
  static Map<String, String> settingsOf(
      List<RouteflowOverrides> overrides, Consumer<String> warnings) {
    Map<String, String> settings = new HashMap<>();
    overrides.stream()
        .sorted(OrderUtil.REVERSE_COMPARATOR)
        .forEach(bean -> settings.putAll(settingsOf(bean, warnings)));
    for (Setting<?> gate : List.of(Settings.ENABLED, Settings.CONSOLE_ENABLED)) {
      if (settings.containsKey(gate.key())) {
        warnings.accept(
            PREFIX + gate.key() + " has no effect in code: the beans are there by then");
      }
    }
    return settings;
  }

  private static Map<String, String> settingsOf(
      RouteflowOverrides bean, Consumer<String> warnings) {
    Map<String, String> settings = new HashMap<>();
    try {
      bean.settings()
          .forEach(
              (key, value) -> {
                if (value != null) {
                  settings.put(key, joined(value));
                }
              });
      return settings;
    } catch (RuntimeException e) {
      warnings.accept(
          "The settings of "
              + bean.getClass().getName()
              + " are left out, since it failed with "
              + e.getClass().getName());
      return Map.of();
    }
  }

  private static void warnOfUnknown(Map<String, String> inCode, Environment environment) {
    UnknownKeys unknown = new UnknownKeys(Settings.ALL.stream().map(Setting::key).toList());
    inCode.keySet().forEach(unknown::property);
    unknown.search(environment.getPropertySources());
    unknown.warnings().forEach(LOG::warn);
  }
}
