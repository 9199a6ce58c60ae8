package io.routeflow.micronaut.jdbc;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.routeflow.micronaut.jdbc.capture.NPlusOneLog;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the beans that know nothing of Micronaut. */
@Factory
@Requires(condition = JdbcEnabled.class)
final class JdbcFactory {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcConfiguration.class);

  /** Where somebody is there to read advice. */
  private static final Set<String> ADVISED = Set.of(Environment.DEVELOPMENT, Environment.TEST);

  @Singleton
  JdbcConfiguration configuration(Environment environment) {
    return JdbcConfiguration.read(key -> text(environment, key), LOG::warn);
  }

  @Singleton
  SqlCapture capture(JdbcConfiguration configuration, Environment environment) {
    boolean advises = environment.getActiveNames().stream().anyMatch(ADVISED::contains);
    return new SqlCapture(
        configuration.nPlusOneThreshold(),
        configuration.maxStatements(),
        advises ? new NPlusOneLog() : null);
  }

  private static @Nullable String text(Environment environment, String key) {
    try {
      return environment.getProperty(key, String.class).orElse(null);
    } catch (ConfigurationException e) {
      return "${…}";
    }
  }
}
