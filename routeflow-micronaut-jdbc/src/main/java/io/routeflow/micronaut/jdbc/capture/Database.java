package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * One kind of database behind a data source. Immutable; compared by identity, because there is one
 * instance for each product and dialect of a data source.
 *
 * @param dataSource the name of the data source bean
 * @param dialect how it reads SQL
 * @param system the contract's {@code db_system}
 */
record Database(String dataSource, SqlDialect dialect, String system) {

  /** One whose connections were not asked. */
  static Database unknown(String dataSource) {
    return of(dataSource, null, null);
  }

  /**
   * A database of some product.
   *
   * @param product the name that its metadata has; {@code null} where it is unknown
   * @param quote how a connection quotes names; {@code null} where it was not asked
   */
  static Database of(String dataSource, @Nullable String product, @Nullable String quote) {
    return new Database(dataSource, SqlDialect.of(product, quote), SqlDialect.dbSystemOf(product));
  }
}
