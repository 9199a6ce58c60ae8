package io.routeflow.micronaut.opentelemetry.mapping;

import io.routeflow.micronaut.event.SqlUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a database answered to a statement that failed, by the code of its product that says most.
 * Pure.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/db/sql/">SQL conventions</a>
 */
final class DatabaseStatus {

  private DatabaseStatus() {}

  /** The code of the last failure; {@code null} where there is none. */
  static @Nullable String of(SqlUsage.Statement statement) {
    String state = statement.sqlState();
    int code = statement.vendorCode();
    if (code == 0) {
      return state;
    }
    return switch (statement.dbSystem()) {
      case "postgresql" -> state == null ? String.valueOf(code) : state;
      case "oracle.db" -> String.format(Locale.ROOT, "ORA-%05d", code);
      case "mysql", "mariadb", "microsoft.sql_server", "ibm.db2", "sqlite", "h2" ->
          String.valueOf(code);
      // which of the two says more is not known
      default -> state == null ? String.valueOf(code) : state + "/" + code;
    };
  }
}
