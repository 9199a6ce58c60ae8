package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.env.Environment;
import io.routeflow.micronaut.opentelemetry.mapping.DatabasePlace;
import jakarta.inject.Singleton;

/**
 * Where the application's data sources connect to, by the addresses in its configuration: no
 * connection is asked. Asked once a statement has run, so that what makes an address on demand has
 * made it. Thread-safe.
 */
@Singleton
final class DataSourceAddresses {

  private final Environment environment;

  DataSourceAddresses(Environment environment) {
    this.environment = environment;
  }

  /** Of the data source of that name. */
  DatabasePlace of(String dataSource) {
    String prefix = "datasources." + dataSource;
    try {
      return DatabasePlace.of(
          environment
              .getProperty(prefix + ".url", String.class)
              .or(() -> environment.getProperty(prefix + ".jdbc-url", String.class))
              .orElse(null));
    } catch (RuntimeException e) {
      // no text of it in the log: there may be a password in the address
      return DatabasePlace.UNKNOWN;
    }
  }
}
