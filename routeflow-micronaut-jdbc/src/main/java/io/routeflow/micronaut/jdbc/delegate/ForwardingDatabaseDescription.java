package io.routeflow.micronaut.jdbc.delegate;

import java.sql.DatabaseMetaData;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Forwards what describes product, driver and their limits.
 *
 * <p>A layer, cut for size; extend {@link ForwardingDatabaseMetaData}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingDatabaseDescription extends ForwardingWrapper
    implements DatabaseMetaData {
  /** What every call goes to: the pool's or the driver's own object. */
  protected final DatabaseMetaData target;

  ForwardingDatabaseDescription(DatabaseMetaData target) {
    this.target = target;
  }

  @Override
  final DatabaseMetaData wrapped() {
    return target;
  }

  @Override
  public final @Nullable String getURL() throws SQLException {
    return target.getURL();
  }

  @Override
  public final @Nullable String getUserName() throws SQLException {
    return target.getUserName();
  }

  @Override
  public final String getDatabaseProductName() throws SQLException {
    return target.getDatabaseProductName();
  }

  @Override
  public final String getDatabaseProductVersion() throws SQLException {
    return target.getDatabaseProductVersion();
  }

  @Override
  public final String getDriverName() throws SQLException {
    return target.getDriverName();
  }

  @Override
  public final String getDriverVersion() throws SQLException {
    return target.getDriverVersion();
  }

  @Override
  public final int getDriverMajorVersion() {
    return target.getDriverMajorVersion();
  }

  @Override
  public final int getDriverMinorVersion() {
    return target.getDriverMinorVersion();
  }

  @Override
  public final String getIdentifierQuoteString() throws SQLException {
    return target.getIdentifierQuoteString();
  }

  @Override
  public final String getSQLKeywords() throws SQLException {
    return target.getSQLKeywords();
  }

  @Override
  public final String getNumericFunctions() throws SQLException {
    return target.getNumericFunctions();
  }

  @Override
  public final String getStringFunctions() throws SQLException {
    return target.getStringFunctions();
  }

  @Override
  public final String getSystemFunctions() throws SQLException {
    return target.getSystemFunctions();
  }

  @Override
  public final String getTimeDateFunctions() throws SQLException {
    return target.getTimeDateFunctions();
  }

  @Override
  public final String getSearchStringEscape() throws SQLException {
    return target.getSearchStringEscape();
  }

  @Override
  public final String getExtraNameCharacters() throws SQLException {
    return target.getExtraNameCharacters();
  }

  @Override
  public final @Nullable String getSchemaTerm() throws SQLException {
    return target.getSchemaTerm();
  }

  @Override
  public final @Nullable String getProcedureTerm() throws SQLException {
    return target.getProcedureTerm();
  }

  @Override
  public final @Nullable String getCatalogTerm() throws SQLException {
    return target.getCatalogTerm();
  }

  @Override
  public final @Nullable String getCatalogSeparator() throws SQLException {
    return target.getCatalogSeparator();
  }

  @Override
  public final int getMaxBinaryLiteralLength() throws SQLException {
    return target.getMaxBinaryLiteralLength();
  }

  @Override
  public final int getMaxCharLiteralLength() throws SQLException {
    return target.getMaxCharLiteralLength();
  }

  @Override
  public final int getMaxColumnNameLength() throws SQLException {
    return target.getMaxColumnNameLength();
  }

  @Override
  public final int getMaxColumnsInGroupBy() throws SQLException {
    return target.getMaxColumnsInGroupBy();
  }

  @Override
  public final int getMaxColumnsInIndex() throws SQLException {
    return target.getMaxColumnsInIndex();
  }

  @Override
  public final int getMaxColumnsInOrderBy() throws SQLException {
    return target.getMaxColumnsInOrderBy();
  }

  @Override
  public final int getMaxColumnsInSelect() throws SQLException {
    return target.getMaxColumnsInSelect();
  }

  @Override
  public final int getMaxColumnsInTable() throws SQLException {
    return target.getMaxColumnsInTable();
  }

  @Override
  public final int getMaxConnections() throws SQLException {
    return target.getMaxConnections();
  }

  @Override
  public final int getMaxCursorNameLength() throws SQLException {
    return target.getMaxCursorNameLength();
  }

  @Override
  public final int getMaxIndexLength() throws SQLException {
    return target.getMaxIndexLength();
  }

  @Override
  public final int getMaxSchemaNameLength() throws SQLException {
    return target.getMaxSchemaNameLength();
  }

  @Override
  public final int getMaxProcedureNameLength() throws SQLException {
    return target.getMaxProcedureNameLength();
  }

  @Override
  public final int getMaxCatalogNameLength() throws SQLException {
    return target.getMaxCatalogNameLength();
  }

  @Override
  public final int getMaxRowSize() throws SQLException {
    return target.getMaxRowSize();
  }

  @Override
  public final int getMaxStatementLength() throws SQLException {
    return target.getMaxStatementLength();
  }

  @Override
  public final int getMaxStatements() throws SQLException {
    return target.getMaxStatements();
  }

  @Override
  public final int getMaxTableNameLength() throws SQLException {
    return target.getMaxTableNameLength();
  }

  @Override
  public final int getMaxTablesInSelect() throws SQLException {
    return target.getMaxTablesInSelect();
  }

  @Override
  public final int getMaxUserNameLength() throws SQLException {
    return target.getMaxUserNameLength();
  }

  @Override
  public final int getDefaultTransactionIsolation() throws SQLException {
    return target.getDefaultTransactionIsolation();
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    return target.getResultSetHoldability();
  }

  @Override
  public final int getDatabaseMajorVersion() throws SQLException {
    return target.getDatabaseMajorVersion();
  }

  @Override
  public final int getDatabaseMinorVersion() throws SQLException {
    return target.getDatabaseMinorVersion();
  }

  @Override
  public final int getJDBCMajorVersion() throws SQLException {
    return target.getJDBCMajorVersion();
  }

  @Override
  public final int getJDBCMinorVersion() throws SQLException {
    return target.getJDBCMinorVersion();
  }

  @Override
  public final int getSQLStateType() throws SQLException {
    return target.getSQLStateType();
  }

  @Override
  public final RowIdLifetime getRowIdLifetime() throws SQLException {
    return target.getRowIdLifetime();
  }

  @Override
  public final long getMaxLogicalLobSize() throws SQLException {
    return target.getMaxLogicalLobSize();
  }
}
