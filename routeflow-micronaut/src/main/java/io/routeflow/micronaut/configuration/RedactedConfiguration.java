package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of all modules as an operator may see them: secrets only as whether they are set.
 *
 * @since 0.1.0
 */
@Internal
@Singleton
public final class RedactedConfiguration {

  private final LenientReader reader;
  private final RouteflowConfiguration configuration;

  RedactedConfiguration(LenientReader reader, RouteflowConfiguration configuration) {
    this.reader = reader;
    this.configuration = configuration;
  }

  /** What applies, by key below {@code routeflow.}. */
  public Map<String, Object> shown() {
    Map<String, Object> shown = reader.shown();
    // these are found elsewhere where they are not set
    ServiceSettings service = configuration.service();
    put(shown, ServiceSettings.GROUP.path(ServiceSettings.NAME), service.name());
    put(shown, ServiceSettings.GROUP.path(ServiceSettings.CODE_VERSION), service.codeVersion());
    put(
        shown,
        ConsoleSettings.GROUP.path(ConsoleSettings.ENABLED),
        configuration.console().enabled());
    return Collections.unmodifiableMap(shown);
  }

  private static void put(Map<String, Object> shown, String path, @Nullable Object value) {
    if (value != null) {
      shown.put(path, value);
    }
  }
}
