package io.routeflow.micronaut.jdbc.sql;

import io.micronaut.core.annotation.Internal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that a database speaks, as far as it decides where a value begins and ends. Immutable.
 *
 * <p>Where the text could be read in two ways, the reading that hides more wins.
 *
 * @since 0.1.0
 */
@Internal
public enum SqlDialect {
  /**
   * H2 from 2.0, in every compatibility mode. None of them changes how literals are written, but
   * that of SQL Server has names in brackets.
   */
  H2(
      "h2",
      DialectFeature.DOUBLE_QUOTED_NAMES
          | DialectFeature.BACKTICK_NAMES
          | DialectFeature.DOLLAR_QUOTES
          | DialectFeature.NESTED_COMMENTS
          | DialectFeature.SLASH_COMMENTS
          | DialectFeature.AMBIGUOUS_BRACKETS
          | DialectFeature.MODE_BRACKET_NAMES
          | DialectFeature.NUMBER_SUFFIXES),

  /** PostgreSQL and what presents itself under its name, with standard conforming strings. */
  POSTGRESQL(
      "postgresql",
      DialectFeature.DOUBLE_QUOTED_NAMES
          | DialectFeature.DOLLAR_QUOTES
          | DialectFeature.DOLLAR_TAGS
          | DialectFeature.NESTED_COMMENTS
          | DialectFeature.ESCAPE_STRINGS
          | DialectFeature.HASH_OPERATOR
          | DialectFeature.AT_SIGNS
          | DialectFeature.QUALIFIED_TYPES),

  /** MySQL and MariaDB in their default modes; double quotes are values. */
  MYSQL(
      "mysql",
      DialectFeature.BACKTICK_NAMES
          | DialectFeature.BACKSLASH_ESCAPES
          | DialectFeature.HASH_COMMENTS
          | DialectFeature.FLAT_COMMENTS
          | DialectFeature.STRICT_DASHES
          | DialectFeature.EXECUTABLE_COMMENTS
          | DialectFeature.DIGIT_NAMES),

  /** Oracle Database. */
  ORACLE(
      "oracle.db",
      DialectFeature.DOUBLE_QUOTED_NAMES
          | DialectFeature.Q_QUOTES
          | DialectFeature.FLAT_COMMENTS
          | DialectFeature.HASH_IN_NAMES
          | DialectFeature.AT_SIGNS
          | DialectFeature.NUMBER_SUFFIXES),

  /** Microsoft SQL Server and Azure SQL with quoted identifiers on, as their driver has it. */
  SQL_SERVER(
      "microsoft.sql_server",
      DialectFeature.DOUBLE_QUOTED_NAMES
          | DialectFeature.BRACKET_NAMES
          | DialectFeature.NESTED_COMMENTS
          | DialectFeature.HASH_IN_NAMES
          | DialectFeature.DOLLAR_NAMES
          | DialectFeature.MONEY
          | DialectFeature.BARE_ARGUMENTS),

  /** SQLite. It reads a double quoted word that names nothing as a string. */
  SQLITE(
      "sqlite",
      DialectFeature.DOUBLE_QUOTED_NAMES
          | DialectFeature.LENIENT_DOUBLE_QUOTES
          | DialectFeature.BACKTICK_NAMES
          | DialectFeature.BRACKET_NAMES
          | DialectFeature.FLAT_COMMENTS
          | DialectFeature.DOLLAR_NAMES),

  /**
   * HSQLDB, Derby, and Firebird where the connection quotes names by double quotes, as in its
   * dialect 3: they are names, and a backslash is a character like any other. What only some of
   * them have is hidden.
   */
  STANDARD("other_sql", DialectFeature.DOUBLE_QUOTED_NAMES),

  /** Db2. It has three letters more than the standard: {@code #}, {@code @} and {@code $}. */
  DB2(
      "ibm.db2",
      DialectFeature.DOUBLE_QUOTED_NAMES
          | DialectFeature.HASH_IN_NAMES
          | DialectFeature.SIGNS_IN_NAMES),

  /** Any other database: double quotes are values, and ambiguous text is hidden. */
  UNKNOWN(
      "other_sql",
      DialectFeature.BACKTICK_NAMES
          | DialectFeature.DOLLAR_QUOTES
          | DialectFeature.DOLLAR_TAGS
          | DialectFeature.ESCAPE_STRINGS
          | DialectFeature.AMBIGUOUS_BACKSLASH
          | DialectFeature.AMBIGUOUS_BRACKETS
          | DialectFeature.EXECUTABLE_COMMENTS
          | DialectFeature.BARE_ARGUMENTS
          | DialectFeature.BARE_ROWS
          | DialectFeature.CURLY_COMMENTS);

  private static final String QUOTE = "\"";
  private static final String MARIADB = "mariadb";
  private static final String HSQLDB = "hsqldb";
  private static final String DERBY = "derby";
  private static final String FIREBIRD = "firebirdsql";

  private final String dbSystem;
  private final int features;

  SqlDialect(String dbSystem, int features) {
    this.dbSystem = dbSystem;
    this.features = features;
  }

  /**
   * The dialect of a product.
   *
   * @param databaseProductName as {@code DatabaseMetaData.getDatabaseProductName()} gives it
   * @return the dialect, {@link #UNKNOWN} where the name is missing or not one of those known
   */
  public static SqlDialect of(@Nullable String databaseProductName) {
    return of(databaseProductName, null);
  }

  /**
   * The dialect of a product, which may depend on how the connection quotes names.
   *
   * @param databaseProductName as {@code DatabaseMetaData.getDatabaseProductName()} gives it
   * @param identifierQuote as {@code DatabaseMetaData.getIdentifierQuoteString()} gives it; null
   *     where it is not known, and then double quotes are strings where they may be
   * @return the dialect, {@link #UNKNOWN} where the name is missing or not one of those known
   */
  public static SqlDialect of(
      @Nullable String databaseProductName, @Nullable String identifierQuote) {
    return switch (dbSystemOf(databaseProductName)) {
      case "h2" -> H2;
      case "postgresql" -> POSTGRESQL;
      case "mysql", MARIADB -> MYSQL;
      case "oracle.db" -> ORACLE;
      case "microsoft.sql_server" -> SQL_SERVER;
      case "sqlite" -> SQLITE;
      case HSQLDB, DERBY -> STANDARD;
      case "ibm.db2" -> DB2;
      case FIREBIRD -> QUOTE.equals(identifierQuote) ? STANDARD : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  /**
   * Whether connections to one database may read SQL in different ways, so that each is to be asked
   * how it quotes names: Firebird, whose dialect 1 has strings in double quotes.
   *
   * @param dbSystem as {@link #dbSystemOf} gives it
   */
  public static boolean dependsOnConnection(String dbSystem) {
    return dbSystem.equals(FIREBIRD);
  }

  /**
   * The contract's {@code db_system} of a product: as {@link #dbSystem()}, but each product that
   * shares a dialect by its own name.
   *
   * @param databaseProductName as {@code DatabaseMetaData.getDatabaseProductName()} gives it
   * @return the name, never the text handed in
   */
  public static String dbSystemOf(@Nullable String databaseProductName) {
    if (databaseProductName == null) {
      return UNKNOWN.dbSystem;
    }
    String product = databaseProductName.strip().toLowerCase(Locale.ROOT);
    return switch (product) {
      case "h2" -> H2.dbSystem;
      case "postgresql" -> POSTGRESQL.dbSystem;
      case "mysql" -> MYSQL.dbSystem;
      case "mariadb" -> MARIADB;
      case "oracle" -> ORACLE.dbSystem;
      case "microsoft sql server" -> SQL_SERVER.dbSystem;
      case "sqlite" -> SQLITE.dbSystem;
      case "hsql database engine" -> HSQLDB;
      case "apache derby" -> DERBY;
      default -> byBeginning(product);
    };
  }

  /** Of those that name their platform or version, too. */
  private static String byBeginning(String product) {
    if (product.startsWith("db2")) {
      return DB2.dbSystem;
    }
    return product.startsWith("firebird") ? FIREBIRD : UNKNOWN.dbSystem;
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

  boolean has(int feature) {
    return (features & feature) != 0;
  }
}
