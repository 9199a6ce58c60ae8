package io.routeflow.micronaut.export.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Internal;
import io.micronaut.logging.LogLevel;
import io.micronaut.logging.LoggingSystem;
import io.routeflow.micronaut.diagnostics.SafeLog;
import jakarta.inject.Singleton;
import org.slf4j.LoggerFactory;

/**
 * The log of the HTTP client that delivers. Its connection pool logs each connection that fails
 * while no request waits for it, with a stack trace at ERROR; the delivery has counted and logged
 * the same failure already, once a minute. So the client has a logger of its own, which is off
 * unless the application sets its level.
 */
@Internal
@Singleton
public final class ClientLog {

  /** The name of the logger. */
  static final String NAME = "io.routeflow.micronaut.delivery.client";

  private static final String LEVEL = "logger.levels." + NAME;
  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private final Environment environment;
  private final BeanProvider<LoggingSystem> logging;

  ClientLog(Environment environment, BeanProvider<LoggingSystem> logging) {
    this.environment = environment;
    this.logging = logging;
  }

  /** Switches the logger off; where the logging library is not known to Micronaut it stays on. */
  void quiet() {
    try {
      if (!environment.containsProperty(LEVEL)) {
        logging.forEach(system -> system.setLogLevel(NAME, LogLevel.OFF));
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("The level of a logger could not be set", e);
    }
  }
}
