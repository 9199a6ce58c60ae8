package io.routeflow.micronaut.configuration;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting of the module, in the order of the documentation. */
final class Settings {

  private static final int MILLISECONDS_A_MINUTE = 60_000;

  static final Setting<Boolean> ENABLED =
      Setting.of("enabled", Format.flag(), true, "`false`: no bean, no thread, no filter.");

  static final Setting<Optional<URI>> ENDPOINT =
      optional(
              "endpoint",
              Format.httpUrl(),
              "Where the events go. There is no built-in address: without it nothing is sent.")
          // somebody may have written user and password, or a key, into the address
          .asSecret();

  static final Setting<Optional<String>> INGEST_KEY =
      optional(
              "ingest-key",
              Format.token(512),
              "Sent as `Authorization: Bearer …` to the endpoint, and nowhere else.")
          .asSecret();

  static final Setting<String> INGEST_PATH =
      Setting.of("ingest-path", Format.path(), "/v1/events", "Appended to the endpoint.")
          // somebody may have written a key into a query
          .asSecret();

  static final Setting<String> COMPRESSION =
      Setting.of(
          "compression", Format.oneOf("none", "gzip"), "none", "How request bodies are packed.");

  static final Setting<String> ENV =
      Setting.of("env", Format.text(64), "development", "The environment named in each batch.");

  static final Setting<Optional<String>> SERVICE_NAME =
      optional("service-name", Format.text(128), "The service named in each batch.")
          .shown("`micronaut.application.name`");

  static final Setting<Optional<String>> SERVICE_VERSION =
      optional("service-version", Format.text(128), "The version of the service.");

  static final Setting<Map<String, String>> TAGS =
      Setting.of(
              "tags", Format.map(32), Map.of(), "Facts about the service: `team=shop,zone=eu-1`.")
          .shown("");

  static final Setting<Optional<String>> CODE_VERSION =
      optional(
              "code-version",
              Format.text(128),
              "What was deployed. Detected from `VERCEL_GIT_COMMIT_SHA`, `GIT_SHA`, `COMMIT_SHA`,"
                  + " `SOURCE_VERSION`, `HEROKU_SLUG_COMMIT`, then `git.properties`.")
          .shown("detected");

  static final Setting<Double> SAMPLE_RATE =
      Setting.of(
          "sample-rate",
          Format.decimal(0, 1),
          1.0,
          "Share of the traces that are kept, decided by trace id.");

  static final Setting<List<String>> IGNORED_PATHS =
      Setting.of(
              "ignored-paths",
              Format.list(Format.pathPattern()),
              List.of("/health", "/metrics", "/favicon.ico"),
              "Requests below these paths are no events. `/x` covers `/x` and `/x/…`; `/x*` covers"
                  + " all that starts so. Setting it replaces the default.")
          .shown("/health,/metrics,/favicon.ico");

  static final Setting<Boolean> LOG_CORRELATION =
      Setting.of(
          "log-correlation",
          Format.flag(),
          false,
          "Puts `trace_id` and `frontend_route` into the MDC while a request is handled.");

  static final Setting<Integer> QUEUE_MAXSIZE =
      Setting.of(
          "queue-maxsize",
          Format.integer(1, 1_000_000),
          5000,
          "Events that may wait. When full, new ones are dropped and counted.");

  static final Setting<Integer> MAX_EVENTS_PER_BATCH =
      Setting.of("max-events-per-batch", Format.integer(1, 10_000), 50, "Events in one batch.");

  static final Setting<Integer> FLUSH_INTERVAL_MS =
      Setting.of(
          "flush-interval-ms",
          Format.integer(10, 60 * MILLISECONDS_A_MINUTE),
          1000,
          "Longest wait of an event before it is sent; a full batch goes at once.");

  static final Setting<Integer> MAX_BATCHES_IN_FLIGHT =
      Setting.of("max-batches-in-flight", Format.integer(1, 64), 8, "Batches under way at a time.");

  static final Setting<Integer> TIMEOUT_MS =
      Setting.of(
          "timeout-ms",
          Format.integer(1, 10 * MILLISECONDS_A_MINUTE),
          1500,
          "Longest wait for the endpoint's answer to one attempt.");

  static final Setting<Integer> MAX_ATTEMPTS =
      Setting.of("max-attempts", Format.integer(1, 10), 3, "Attempts in all, the first included.");

  static final Setting<Integer> RETRY_BASE_MS =
      Setting.of(
          "retry-base-ms",
          Format.integer(1, MILLISECONDS_A_MINUTE),
          500,
          "The wait before the second attempt is random up to this; it doubles each time.");

  static final Setting<Integer> SHUTDOWN_TIMEOUT_MS =
      Setting.of(
          "shutdown-timeout-ms",
          Format.integer(0, 5 * MILLISECONDS_A_MINUTE),
          2000,
          "Longest time that stopping waits for the last flush.");

  static final Setting<Boolean> DEBUG =
      Setting.of(
          "debug", Format.flag(), false, "Logs each event that is captured and each batch sent.");

  static final Setting<Optional<Boolean>> CONSOLE_ENABLED =
      optional(
              "console.enabled",
              Format.flag(),
              "Whether the console at `/routeflow-console` is there.")
          .shown("`true` in the environments `dev` and `test`, else `false`");

  static final Setting<Boolean> CONSOLE_ALLOW_REMOTE =
      Setting.of(
          "console.allow-remote",
          Format.flag(),
          false,
          "Lets other machines see the console, with the token or by the rules of Micronaut"
              + " Security.");

  static final Setting<Optional<String>> CONSOLE_TOKEN =
      optional(
              "console.token",
              Format.token(16, 512),
              "What opens the console from other machines: `/routeflow-console/?token=…`.")
          .asSecret();

  static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          ENDPOINT,
          INGEST_KEY,
          INGEST_PATH,
          COMPRESSION,
          ENV,
          SERVICE_NAME,
          SERVICE_VERSION,
          TAGS,
          CODE_VERSION,
          SAMPLE_RATE,
          IGNORED_PATHS,
          LOG_CORRELATION,
          QUEUE_MAXSIZE,
          MAX_EVENTS_PER_BATCH,
          FLUSH_INTERVAL_MS,
          MAX_BATCHES_IN_FLIGHT,
          TIMEOUT_MS,
          MAX_ATTEMPTS,
          RETRY_BASE_MS,
          SHUTDOWN_TIMEOUT_MS,
          DEBUG,
          CONSOLE_ENABLED,
          CONSOLE_ALLOW_REMOTE,
          CONSOLE_TOKEN);

  private Settings() {}

  /** All keys, without the prefix. */
  static List<String> keys() {
    List<String> keys = new ArrayList<>(ALL.size());
    for (Setting<?> setting : ALL) {
      keys.add(setting.key());
    }
    return keys;
  }

  private static <T> Setting<Optional<T>> optional(
      String key, Format<T> format, String description) {
    return Setting.of(key, Format.optional(format), Optional.<T>empty(), description).shown("");
  }
}
