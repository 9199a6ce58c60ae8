package io.routeflow.micronaut.configuration;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings as an operator may see them: by key, the secret only as whether it is set. */
final class ShownConfiguration {

  private ShownConfiguration() {}

  static Map<String, Object> of(RouteflowConfiguration configuration) {
    Map<Setting<?>, Object> values = new LinkedHashMap<>();
    values.put(Settings.ENDPOINT, configuration.endpoint().map(URI::toString).orElse(""));
    values.put(Settings.INGEST_KEY, shownSecret(configuration.ingestKey()));
    values.put(Settings.INGEST_PATH, configuration.ingestPath());
    values.put(Settings.COMPRESSION, configuration.gzip() ? "gzip" : "none");
    RouteflowConfiguration.Service service = configuration.service();
    values.put(Settings.ENV, service.environment());
    values.put(Settings.SERVICE_NAME, service.name());
    values.put(Settings.SERVICE_VERSION, orEmpty(service.version()));
    values.put(Settings.TAGS, service.tags());
    values.put(Settings.CODE_VERSION, orEmpty(service.codeVersion()));
    values.put(Settings.SAMPLE_RATE, configuration.sampleRate());
    values.put(Settings.IGNORED_PATHS, configuration.ignoredPaths());
    values.put(Settings.LOG_CORRELATION, configuration.logCorrelation());
    values.put(Settings.QUEUE_MAXSIZE, configuration.queueMaxsize());
    values.put(Settings.MAX_EVENTS_PER_BATCH, configuration.maxEventsPerBatch());
    values.put(Settings.FLUSH_INTERVAL_MS, configuration.flushInterval().toMillis());
    values.put(Settings.MAX_BATCHES_IN_FLIGHT, configuration.maxBatchesInFlight());
    values.put(Settings.TIMEOUT_MS, configuration.timeout().toMillis());
    values.put(Settings.MAX_ATTEMPTS, configuration.maxAttempts());
    values.put(Settings.RETRY_BASE_MS, configuration.retryBase().toMillis());
    values.put(Settings.SHUTDOWN_TIMEOUT_MS, configuration.shutdownTimeout().toMillis());
    values.put(Settings.DEBUG, configuration.debug());
    RouteflowConfiguration.Console console = configuration.console();
    values.put(Settings.CONSOLE_ENABLED, console.enabled());
    values.put(Settings.CONSOLE_ALLOW_REMOTE, console.allowRemote());
    values.put(Settings.CONSOLE_TOKEN, shownSecret(console.token()));

    Map<String, Object> shown = new LinkedHashMap<>();
    values.forEach((setting, value) -> shown.put(setting.key(), value));
    return Collections.unmodifiableMap(shown);
  }

  private static String shownSecret(Optional<String> secret) {
    return secret.isPresent() ? "(set)" : "(not set)";
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
