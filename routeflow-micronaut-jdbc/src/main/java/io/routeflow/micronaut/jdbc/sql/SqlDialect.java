package io.routeflow.micronaut.jdbc.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that a database speaks, as far as it decides where a value begins and ends. Internal to
 * this module; immutable.
 *
 * <p>Where the text could be read in two ways, the reading that hides more wins.
 *
 * @since 0.1.0
 */
public enum SqlDialect {
  /** H2, in every compatibility mode: none of them changes how literals are written. */
  H2(
      "h2",
      Trait.DOUBLE_QUOTED_NAMES
          | Trait.BACKTICK_NAMES
          | Trait.DOLLAR_QUOTES
          | Trait.SLASH_COMMENTS),

  /** PostgreSQL and what presents itself under its name, with standard conforming strings. */
  POSTGRESQL(
      "postgresql",
      Trait.DOUBLE_QUOTED_NAMES
          | Trait.DOLLAR_QUOTES
          | Trait.DOLLAR_TAGS
          | Trait.NESTED_COMMENTS
          | Trait.ESCAPE_STRINGS
          | Trait.HASH_OPERATOR),

  /** MySQL and MariaDB in their default modes; double quotes are values. */
  MYSQL(
      "mysql",
      Trait.BACKTICK_NAMES
          | Trait.BACKSLASH_ESCAPES
          | Trait.HASH_COMMENTS
          | Trait.FLAT_COMMENTS
          | Trait.STRICT_DASHES),

  /** Oracle Database. */
  ORACLE(
      "oracle.db",
      Trait.DOUBLE_QUOTED_NAMES
          | Trait.Q_QUOTES
          | Trait.FLAT_COMMENTS
          | Trait.HASH_IN_NAMES
          | Trait.DATABASE_LINKS),

  /** Microsoft SQL Server and Azure SQL with quoted identifiers on, as their driver has it. */
  SQL_SERVER(
      "microsoft.sql_server",
      Trait.DOUBLE_QUOTED_NAMES
          | Trait.BRACKET_NAMES
          | Trait.NESTED_COMMENTS
          | Trait.HASH_IN_NAMES
          | Trait.DOLLAR_NAMES
          | Trait.BARE_ARGUMENTS),

  /** SQLite. It reads a double quoted word that names nothing as a string. */
  SQLITE(
      "sqlite",
      Trait.DOUBLE_QUOTED_NAMES
          | Trait.LENIENT_DOUBLE_QUOTES
          | Trait.BACKTICK_NAMES
          | Trait.BRACKET_NAMES
          | Trait.FLAT_COMMENTS
          | Trait.DOLLAR_NAMES),

  /** Any other database: double quotes are values, and doubtful text is hidden. */
  UNKNOWN(
      "other_sql",
      Trait.BACKTICK_NAMES
          | Trait.DOLLAR_QUOTES
          | Trait.DOLLAR_TAGS
          | Trait.ESCAPE_STRINGS
          | Trait.DOUBTFUL_BACKSLASH
          | Trait.BARE_ARGUMENTS);

  private static final String MARIADB = "mariadb";

  private final String dbSystem;
  private final int traits;

  SqlDialect(String dbSystem, int traits) {
    this.dbSystem = dbSystem;
    this.traits = traits;
  }

  /**
   * The dialect of a product.
   *
   * @param databaseProductName as {@code DatabaseMetaData.getDatabaseProductName()} gives it
   * @return the dialect, {@link #UNKNOWN} where the name is missing or not one of those known
   */
  public static SqlDialect of(@Nullable String databaseProductName) {
    if (databaseProductName == null) {
      return UNKNOWN;
    }
    return switch (databaseProductName.strip().toLowerCase(Locale.ROOT)) {
      case "h2" -> H2;
      case "postgresql" -> POSTGRESQL;
      case "mysql", MARIADB -> MYSQL;
      case "oracle" -> ORACLE;
      case "microsoft sql server" -> SQL_SERVER;
      case "sqlite" -> SQLITE;
      default -> UNKNOWN;
    };
  }

  /**
   * The contract's {@code db_system} of a product: as {@link #dbSystem()}, but MariaDB by its own
   * name.
   *
   * @param databaseProductName as {@code DatabaseMetaData.getDatabaseProductName()} gives it
   * @return the name, never the text handed in
   */
  public static String dbSystemOf(@Nullable String databaseProductName) {
    boolean mariaDb = databaseProductName != null && MARIADB.equalsIgnoreCase(databaseProductName);
    return mariaDb ? MARIADB : of(databaseProductName).dbSystem;
  }

  /**
   * The contract's {@code db_system}: OpenTelemetry's name of the system, except that H2 is {@code
   * h2} as in the contract's example (OpenTelemetry's later name is {@code h2database}).
   *
   * @return the name
   */
  public String dbSystem() {
    return dbSystem;
  }

  boolean has(int trait) {
    return (traits & trait) != 0;
  }
}
