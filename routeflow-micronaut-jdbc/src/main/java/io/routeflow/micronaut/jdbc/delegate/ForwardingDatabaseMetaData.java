package io.routeflow.micronaut.jdbc.delegate;

import io.micronaut.core.annotation.Internal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every call to other metadata.
 *
 * <p>A subclass overrides {@link #getConnection()} and, once for all the queries of the catalog,
 * {@link #handOut(ResultSet)}. Exceptions of the target pass untouched. As thread-safe as the
 * target.
 *
 * @since 0.1.0
 */
@Internal
public abstract class ForwardingDatabaseMetaData extends ForwardingWrapper
    implements DatabaseMetaData {
  /** Forwards to what {@link #target()} answers. */
  protected ForwardingDatabaseMetaData() {}

  @Override
  protected abstract DatabaseMetaData target();

  @Override
  public final @Nullable String getURL() throws SQLException {
    return target().getURL();
  }

  @Override
  public final @Nullable String getUserName() throws SQLException {
    return target().getUserName();
  }

  @Override
  public final String getDatabaseProductName() throws SQLException {
    return target().getDatabaseProductName();
  }

  @Override
  public final String getDatabaseProductVersion() throws SQLException {
    return target().getDatabaseProductVersion();
  }

  @Override
  public final String getDriverName() throws SQLException {
    return target().getDriverName();
  }

  @Override
  public final String getDriverVersion() throws SQLException {
    return target().getDriverVersion();
  }

  @Override
  public final int getDriverMajorVersion() {
    return target().getDriverMajorVersion();
  }

  @Override
  public final int getDriverMinorVersion() {
    return target().getDriverMinorVersion();
  }

  @Override
  public final String getIdentifierQuoteString() throws SQLException {
    return target().getIdentifierQuoteString();
  }

  @Override
  public final String getSQLKeywords() throws SQLException {
    return target().getSQLKeywords();
  }

  @Override
  public final String getNumericFunctions() throws SQLException {
    return target().getNumericFunctions();
  }

  @Override
  public final String getStringFunctions() throws SQLException {
    return target().getStringFunctions();
  }

  @Override
  public final String getSystemFunctions() throws SQLException {
    return target().getSystemFunctions();
  }

  @Override
  public final String getTimeDateFunctions() throws SQLException {
    return target().getTimeDateFunctions();
  }

  @Override
  public final String getSearchStringEscape() throws SQLException {
    return target().getSearchStringEscape();
  }

  @Override
  public final String getExtraNameCharacters() throws SQLException {
    return target().getExtraNameCharacters();
  }

  @Override
  public final @Nullable String getSchemaTerm() throws SQLException {
    return target().getSchemaTerm();
  }

  @Override
  public final @Nullable String getProcedureTerm() throws SQLException {
    return target().getProcedureTerm();
  }

  @Override
  public final @Nullable String getCatalogTerm() throws SQLException {
    return target().getCatalogTerm();
  }

  @Override
  public final @Nullable String getCatalogSeparator() throws SQLException {
    return target().getCatalogSeparator();
  }

  @Override
  public final int getMaxBinaryLiteralLength() throws SQLException {
    return target().getMaxBinaryLiteralLength();
  }

  @Override
  public final int getMaxCharLiteralLength() throws SQLException {
    return target().getMaxCharLiteralLength();
  }

  @Override
  public final int getMaxColumnNameLength() throws SQLException {
    return target().getMaxColumnNameLength();
  }

  @Override
  public final int getMaxColumnsInGroupBy() throws SQLException {
    return target().getMaxColumnsInGroupBy();
  }

  @Override
  public final int getMaxColumnsInIndex() throws SQLException {
    return target().getMaxColumnsInIndex();
  }

  @Override
  public final int getMaxColumnsInOrderBy() throws SQLException {
    return target().getMaxColumnsInOrderBy();
  }

  @Override
  public final int getMaxColumnsInSelect() throws SQLException {
    return target().getMaxColumnsInSelect();
  }

  @Override
  public final int getMaxColumnsInTable() throws SQLException {
    return target().getMaxColumnsInTable();
  }

  @Override
  public final int getMaxConnections() throws SQLException {
    return target().getMaxConnections();
  }

  @Override
  public final int getMaxCursorNameLength() throws SQLException {
    return target().getMaxCursorNameLength();
  }

  @Override
  public final int getMaxIndexLength() throws SQLException {
    return target().getMaxIndexLength();
  }

  @Override
  public final int getMaxSchemaNameLength() throws SQLException {
    return target().getMaxSchemaNameLength();
  }

  @Override
  public final int getMaxProcedureNameLength() throws SQLException {
    return target().getMaxProcedureNameLength();
  }

  @Override
  public final int getMaxCatalogNameLength() throws SQLException {
    return target().getMaxCatalogNameLength();
  }

  @Override
  public final int getMaxRowSize() throws SQLException {
    return target().getMaxRowSize();
  }

  @Override
  public final int getMaxStatementLength() throws SQLException {
    return target().getMaxStatementLength();
  }

  @Override
  public final int getMaxStatements() throws SQLException {
    return target().getMaxStatements();
  }

  @Override
  public final int getMaxTableNameLength() throws SQLException {
    return target().getMaxTableNameLength();
  }

  @Override
  public final int getMaxTablesInSelect() throws SQLException {
    return target().getMaxTablesInSelect();
  }

  @Override
  public final int getMaxUserNameLength() throws SQLException {
    return target().getMaxUserNameLength();
  }

  @Override
  public final int getDefaultTransactionIsolation() throws SQLException {
    return target().getDefaultTransactionIsolation();
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    return target().getResultSetHoldability();
  }

  @Override
  public final int getDatabaseMajorVersion() throws SQLException {
    return target().getDatabaseMajorVersion();
  }

  @Override
  public final int getDatabaseMinorVersion() throws SQLException {
    return target().getDatabaseMinorVersion();
  }

  @Override
  public final int getJDBCMajorVersion() throws SQLException {
    return target().getJDBCMajorVersion();
  }

  @Override
  public final int getJDBCMinorVersion() throws SQLException {
    return target().getJDBCMinorVersion();
  }

  @Override
  public final int getSQLStateType() throws SQLException {
    return target().getSQLStateType();
  }

  @Override
  public final RowIdLifetime getRowIdLifetime() throws SQLException {
    return target().getRowIdLifetime();
  }

  @Override
  public final long getMaxLogicalLobSize() throws SQLException {
    return target().getMaxLogicalLobSize();
  }

  @Override
  public final boolean nullsAreSortedHigh() throws SQLException {
    return target().nullsAreSortedHigh();
  }

  @Override
  public final boolean nullsAreSortedLow() throws SQLException {
    return target().nullsAreSortedLow();
  }

  @Override
  public final boolean nullsAreSortedAtStart() throws SQLException {
    return target().nullsAreSortedAtStart();
  }

  @Override
  public final boolean nullsAreSortedAtEnd() throws SQLException {
    return target().nullsAreSortedAtEnd();
  }

  @Override
  public final boolean supportsMixedCaseIdentifiers() throws SQLException {
    return target().supportsMixedCaseIdentifiers();
  }

  @Override
  public final boolean storesUpperCaseIdentifiers() throws SQLException {
    return target().storesUpperCaseIdentifiers();
  }

  @Override
  public final boolean storesLowerCaseIdentifiers() throws SQLException {
    return target().storesLowerCaseIdentifiers();
  }

  @Override
  public final boolean storesMixedCaseIdentifiers() throws SQLException {
    return target().storesMixedCaseIdentifiers();
  }

  @Override
  public final boolean supportsMixedCaseQuotedIdentifiers() throws SQLException {
    return target().supportsMixedCaseQuotedIdentifiers();
  }

  @Override
  public final boolean storesUpperCaseQuotedIdentifiers() throws SQLException {
    return target().storesUpperCaseQuotedIdentifiers();
  }

  @Override
  public final boolean storesLowerCaseQuotedIdentifiers() throws SQLException {
    return target().storesLowerCaseQuotedIdentifiers();
  }

  @Override
  public final boolean storesMixedCaseQuotedIdentifiers() throws SQLException {
    return target().storesMixedCaseQuotedIdentifiers();
  }

  @Override
  public final boolean supportsAlterTableWithAddColumn() throws SQLException {
    return target().supportsAlterTableWithAddColumn();
  }

  @Override
  public final boolean supportsAlterTableWithDropColumn() throws SQLException {
    return target().supportsAlterTableWithDropColumn();
  }

  @Override
  public final boolean supportsColumnAliasing() throws SQLException {
    return target().supportsColumnAliasing();
  }

  @Override
  public final boolean nullPlusNonNullIsNull() throws SQLException {
    return target().nullPlusNonNullIsNull();
  }

  @Override
  public final boolean supportsConvert() throws SQLException {
    return target().supportsConvert();
  }

  @Override
  public final boolean supportsConvert(int fromType, int toType) throws SQLException {
    return target().supportsConvert(fromType, toType);
  }

  @Override
  public final boolean supportsTableCorrelationNames() throws SQLException {
    return target().supportsTableCorrelationNames();
  }

  @Override
  public final boolean supportsDifferentTableCorrelationNames() throws SQLException {
    return target().supportsDifferentTableCorrelationNames();
  }

  @Override
  public final boolean supportsExpressionsInOrderBy() throws SQLException {
    return target().supportsExpressionsInOrderBy();
  }

  @Override
  public final boolean supportsOrderByUnrelated() throws SQLException {
    return target().supportsOrderByUnrelated();
  }

  @Override
  public final boolean supportsGroupBy() throws SQLException {
    return target().supportsGroupBy();
  }

  @Override
  public final boolean supportsGroupByUnrelated() throws SQLException {
    return target().supportsGroupByUnrelated();
  }

  @Override
  public final boolean supportsGroupByBeyondSelect() throws SQLException {
    return target().supportsGroupByBeyondSelect();
  }

  @Override
  public final boolean supportsLikeEscapeClause() throws SQLException {
    return target().supportsLikeEscapeClause();
  }

  @Override
  public final boolean supportsNonNullableColumns() throws SQLException {
    return target().supportsNonNullableColumns();
  }

  @Override
  public final boolean supportsMinimumSQLGrammar() throws SQLException {
    return target().supportsMinimumSQLGrammar();
  }

  @Override
  public final boolean supportsCoreSQLGrammar() throws SQLException {
    return target().supportsCoreSQLGrammar();
  }

  @Override
  public final boolean supportsExtendedSQLGrammar() throws SQLException {
    return target().supportsExtendedSQLGrammar();
  }

  @Override
  public final boolean supportsANSI92EntryLevelSQL() throws SQLException {
    return target().supportsANSI92EntryLevelSQL();
  }

  @Override
  public final boolean supportsANSI92IntermediateSQL() throws SQLException {
    return target().supportsANSI92IntermediateSQL();
  }

  @Override
  public final boolean supportsANSI92FullSQL() throws SQLException {
    return target().supportsANSI92FullSQL();
  }

  @Override
  public final boolean supportsIntegrityEnhancementFacility() throws SQLException {
    return target().supportsIntegrityEnhancementFacility();
  }

  @Override
  public final boolean supportsOuterJoins() throws SQLException {
    return target().supportsOuterJoins();
  }

  @Override
  public final boolean supportsFullOuterJoins() throws SQLException {
    return target().supportsFullOuterJoins();
  }

  @Override
  public final boolean supportsLimitedOuterJoins() throws SQLException {
    return target().supportsLimitedOuterJoins();
  }

  @Override
  public final boolean supportsSchemasInDataManipulation() throws SQLException {
    return target().supportsSchemasInDataManipulation();
  }

  @Override
  public final boolean supportsSchemasInProcedureCalls() throws SQLException {
    return target().supportsSchemasInProcedureCalls();
  }

  @Override
  public final boolean supportsSchemasInTableDefinitions() throws SQLException {
    return target().supportsSchemasInTableDefinitions();
  }

  @Override
  public final boolean supportsSchemasInIndexDefinitions() throws SQLException {
    return target().supportsSchemasInIndexDefinitions();
  }

  @Override
  public final boolean supportsSchemasInPrivilegeDefinitions() throws SQLException {
    return target().supportsSchemasInPrivilegeDefinitions();
  }

  @Override
  public final boolean supportsCatalogsInDataManipulation() throws SQLException {
    return target().supportsCatalogsInDataManipulation();
  }

  @Override
  public final boolean supportsCatalogsInProcedureCalls() throws SQLException {
    return target().supportsCatalogsInProcedureCalls();
  }

  @Override
  public final boolean supportsCatalogsInTableDefinitions() throws SQLException {
    return target().supportsCatalogsInTableDefinitions();
  }

  @Override
  public final boolean supportsCatalogsInIndexDefinitions() throws SQLException {
    return target().supportsCatalogsInIndexDefinitions();
  }

  @Override
  public final boolean supportsCatalogsInPrivilegeDefinitions() throws SQLException {
    return target().supportsCatalogsInPrivilegeDefinitions();
  }

  @Override
  public final boolean supportsPositionedDelete() throws SQLException {
    return target().supportsPositionedDelete();
  }

  @Override
  public final boolean supportsPositionedUpdate() throws SQLException {
    return target().supportsPositionedUpdate();
  }

  @Override
  public final boolean supportsSelectForUpdate() throws SQLException {
    return target().supportsSelectForUpdate();
  }

  @Override
  public final boolean supportsStoredProcedures() throws SQLException {
    return target().supportsStoredProcedures();
  }

  @Override
  public final boolean supportsSubqueriesInComparisons() throws SQLException {
    return target().supportsSubqueriesInComparisons();
  }

  @Override
  public final boolean supportsSubqueriesInExists() throws SQLException {
    return target().supportsSubqueriesInExists();
  }

  @Override
  public final boolean supportsSubqueriesInIns() throws SQLException {
    return target().supportsSubqueriesInIns();
  }

  @Override
  public final boolean supportsSubqueriesInQuantifieds() throws SQLException {
    return target().supportsSubqueriesInQuantifieds();
  }

  @Override
  public final boolean supportsCorrelatedSubqueries() throws SQLException {
    return target().supportsCorrelatedSubqueries();
  }

  @Override
  public final boolean supportsUnion() throws SQLException {
    return target().supportsUnion();
  }

  @Override
  public final boolean supportsUnionAll() throws SQLException {
    return target().supportsUnionAll();
  }

  @Override
  public final boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
    return target().supportsStoredFunctionsUsingCallSyntax();
  }

  @Override
  public final boolean allProceduresAreCallable() throws SQLException {
    return target().allProceduresAreCallable();
  }

  @Override
  public final boolean allTablesAreSelectable() throws SQLException {
    return target().allTablesAreSelectable();
  }

  @Override
  public final boolean isReadOnly() throws SQLException {
    return target().isReadOnly();
  }

  @Override
  public final boolean usesLocalFiles() throws SQLException {
    return target().usesLocalFiles();
  }

  @Override
  public final boolean usesLocalFilePerTable() throws SQLException {
    return target().usesLocalFilePerTable();
  }

  @Override
  public final boolean supportsMultipleResultSets() throws SQLException {
    return target().supportsMultipleResultSets();
  }

  @Override
  public final boolean supportsMultipleTransactions() throws SQLException {
    return target().supportsMultipleTransactions();
  }

  @Override
  public final boolean isCatalogAtStart() throws SQLException {
    return target().isCatalogAtStart();
  }

  @Override
  public final boolean supportsOpenCursorsAcrossCommit() throws SQLException {
    return target().supportsOpenCursorsAcrossCommit();
  }

  @Override
  public final boolean supportsOpenCursorsAcrossRollback() throws SQLException {
    return target().supportsOpenCursorsAcrossRollback();
  }

  @Override
  public final boolean supportsOpenStatementsAcrossCommit() throws SQLException {
    return target().supportsOpenStatementsAcrossCommit();
  }

  @Override
  public final boolean supportsOpenStatementsAcrossRollback() throws SQLException {
    return target().supportsOpenStatementsAcrossRollback();
  }

  @Override
  public final boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
    return target().doesMaxRowSizeIncludeBlobs();
  }

  @Override
  public final boolean supportsTransactions() throws SQLException {
    return target().supportsTransactions();
  }

  @Override
  public final boolean supportsTransactionIsolationLevel(int level) throws SQLException {
    return target().supportsTransactionIsolationLevel(level);
  }

  @Override
  public final boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
    return target().supportsDataDefinitionAndDataManipulationTransactions();
  }

  @Override
  public final boolean supportsDataManipulationTransactionsOnly() throws SQLException {
    return target().supportsDataManipulationTransactionsOnly();
  }

  @Override
  public final boolean dataDefinitionCausesTransactionCommit() throws SQLException {
    return target().dataDefinitionCausesTransactionCommit();
  }

  @Override
  public final boolean dataDefinitionIgnoredInTransactions() throws SQLException {
    return target().dataDefinitionIgnoredInTransactions();
  }

  @Override
  public final boolean supportsResultSetType(int type) throws SQLException {
    return target().supportsResultSetType(type);
  }

  @Override
  public final boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
    return target().supportsResultSetConcurrency(type, concurrency);
  }

  @Override
  public final boolean ownUpdatesAreVisible(int type) throws SQLException {
    return target().ownUpdatesAreVisible(type);
  }

  @Override
  public final boolean ownDeletesAreVisible(int type) throws SQLException {
    return target().ownDeletesAreVisible(type);
  }

  @Override
  public final boolean ownInsertsAreVisible(int type) throws SQLException {
    return target().ownInsertsAreVisible(type);
  }

  @Override
  public final boolean othersUpdatesAreVisible(int type) throws SQLException {
    return target().othersUpdatesAreVisible(type);
  }

  @Override
  public final boolean othersDeletesAreVisible(int type) throws SQLException {
    return target().othersDeletesAreVisible(type);
  }

  @Override
  public final boolean othersInsertsAreVisible(int type) throws SQLException {
    return target().othersInsertsAreVisible(type);
  }

  @Override
  public final boolean updatesAreDetected(int type) throws SQLException {
    return target().updatesAreDetected(type);
  }

  @Override
  public final boolean deletesAreDetected(int type) throws SQLException {
    return target().deletesAreDetected(type);
  }

  @Override
  public final boolean insertsAreDetected(int type) throws SQLException {
    return target().insertsAreDetected(type);
  }

  @Override
  public final boolean supportsBatchUpdates() throws SQLException {
    return target().supportsBatchUpdates();
  }

  @Override
  public final boolean supportsSavepoints() throws SQLException {
    return target().supportsSavepoints();
  }

  @Override
  public final boolean supportsNamedParameters() throws SQLException {
    return target().supportsNamedParameters();
  }

  @Override
  public final boolean supportsMultipleOpenResults() throws SQLException {
    return target().supportsMultipleOpenResults();
  }

  @Override
  public final boolean supportsGetGeneratedKeys() throws SQLException {
    return target().supportsGetGeneratedKeys();
  }

  @Override
  public final boolean supportsResultSetHoldability(int holdability) throws SQLException {
    return target().supportsResultSetHoldability(holdability);
  }

  @Override
  public final boolean locatorsUpdateCopy() throws SQLException {
    return target().locatorsUpdateCopy();
  }

  @Override
  public final boolean supportsStatementPooling() throws SQLException {
    return target().supportsStatementPooling();
  }

  @Override
  public final boolean autoCommitFailureClosesAllResultSets() throws SQLException {
    return target().autoCommitFailureClosesAllResultSets();
  }

  @Override
  public final boolean generatedKeyAlwaysReturned() throws SQLException {
    return target().generatedKeyAlwaysReturned();
  }

  @Override
  public final boolean supportsRefCursors() throws SQLException {
    return target().supportsRefCursors();
  }

  @Override
  public final boolean supportsSharding() throws SQLException {
    return target().supportsSharding();
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String procedureNamePattern)
      throws SQLException {
    return handOut(target().getProcedures(catalog, schemaPattern, procedureNamePattern));
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String procedureNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return handOut(
        target()
            .getProcedureColumns(catalog, schemaPattern, procedureNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      String @Nullable [] types)
      throws SQLException {
    return handOut(target().getTables(catalog, schemaPattern, tableNamePattern, types));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return handOut(target().getSchemas());
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return handOut(target().getCatalogs());
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return handOut(target().getTableTypes());
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return handOut(
        target().getColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      String table,
      @Nullable String columnNamePattern)
      throws SQLException {
    return handOut(target().getColumnPrivileges(catalog, schema, table, columnNamePattern));
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
      throws SQLException {
    return handOut(target().getTablePrivileges(catalog, schemaPattern, tableNamePattern));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog, @Nullable String schema, String table, int scope, boolean nullable)
      throws SQLException {
    return handOut(target().getBestRowIdentifier(catalog, schema, table, scope, nullable));
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, String table) throws SQLException {
    return handOut(target().getVersionColumns(catalog, schema, table));
  }

  @Override
  public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return handOut(target().getPrimaryKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return handOut(target().getImportedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return handOut(target().getExportedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      String foreignTable)
      throws SQLException {
    return handOut(
        target()
            .getCrossReference(
                parentCatalog,
                parentSchema,
                parentTable,
                foreignCatalog,
                foreignSchema,
                foreignTable));
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return handOut(target().getTypeInfo());
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return handOut(target().getIndexInfo(catalog, schema, table, unique, approximate));
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typeNamePattern,
      int @Nullable [] types)
      throws SQLException {
    return handOut(target().getUDTs(catalog, schemaPattern, typeNamePattern, types));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return target().getConnection();
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typeNamePattern)
      throws SQLException {
    return handOut(target().getSuperTypes(catalog, schemaPattern, typeNamePattern));
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
      throws SQLException {
    return handOut(target().getSuperTables(catalog, schemaPattern, tableNamePattern));
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typeNamePattern,
      @Nullable String attributeNamePattern)
      throws SQLException {
    return handOut(
        target().getAttributes(catalog, schemaPattern, typeNamePattern, attributeNamePattern));
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    return handOut(target().getSchemas(catalog, schemaPattern));
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return handOut(target().getClientInfoProperties());
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionNamePattern)
      throws SQLException {
    return handOut(target().getFunctions(catalog, schemaPattern, functionNamePattern));
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return handOut(
        target()
            .getFunctionColumns(catalog, schemaPattern, functionNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return handOut(
        target().getPseudoColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
  }

  /**
   * The result set that the caller of a catalog query gets: here the target's own. It is for
   * subclasses that wrap result sets, because the statement behind one leads to the target's
   * connection.
   *
   * @param result what the target answered
   * @return what the caller gets
   * @throws SQLException if the subclass asks the target and that fails
   */
  protected ResultSet handOut(ResultSet result) throws SQLException {
    return result;
  }
}
