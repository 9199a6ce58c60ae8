package io.routeflow.micronaut;

import java.util.Map;

/**
 * A bean of this type sets settings in code. What it gives wins over {@code application.yml} and
 * the environment, and is checked by the same rules.
 *
 * <pre>{@code
 * @Singleton
 * RouteflowOverrides overrides(Vault vault) {
 *   return () -> Map.of("ingest-key", vault.read("routeflow"), "sample-rate", 0.1);
 * }
 * }</pre>
 *
 * <p>A value of {@code null} sets nothing. What a bean that throws would have set is left out, with
 * a warning, and the application starts. What decides which beans there are has no effect here and
 * is warned of: {@code enabled}, {@code console.enabled}, {@code external-calls.enabled}, {@code
 * metrics.enabled}, {@code jdbc.enabled}, {@code otlp.enabled}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RouteflowOverrides {

  /** The values by key, without the prefix {@code routeflow.}; asked once, at start-up. */
  Map<String, Object> settings();
}
