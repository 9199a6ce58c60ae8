package io.routeflow.micronaut.jdbc;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.jdbc.capture.NPlusOneLog;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes the beans that know nothing of Micronaut. */
@Factory
@Requires(condition = JdbcEnabled.class)
final class JdbcFactory {

  /** Where a developer reads the log. */
  private static final Set<String> ADVISED = Set.of(Environment.DEVELOPMENT, Environment.TEST);

  @Singleton
  JdbcConfiguration configuration(LenientReader reader) {
    return JdbcConfiguration.read(reader);
  }

  @Singleton
  SqlCapture capture(
      JdbcConfiguration configuration, Environment environment, InternalErrors errors) {
    boolean advises = environment.getActiveNames().stream().anyMatch(ADVISED::contains);
    return new SqlCapture(
        configuration.nPlusOneThreshold(),
        configuration.maxStatements(),
        advises ? new NPlusOneLog() : null,
        errors);
  }
}
