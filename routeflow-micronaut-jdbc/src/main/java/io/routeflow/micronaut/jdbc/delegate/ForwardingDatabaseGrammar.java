package io.routeflow.micronaut.jdbc.delegate;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * Forwards what tells the SQL grammar that the database understands and how it stores names.
 *
 * <p>A layer, cut for size; extend {@link ForwardingDatabaseMetaData}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingDatabaseGrammar extends ForwardingDatabaseDescription {
  ForwardingDatabaseGrammar(DatabaseMetaData target) {
    super(target);
  }

  @Override
  public final boolean nullsAreSortedHigh() throws SQLException {
    return target.nullsAreSortedHigh();
  }

  @Override
  public final boolean nullsAreSortedLow() throws SQLException {
    return target.nullsAreSortedLow();
  }

  @Override
  public final boolean nullsAreSortedAtStart() throws SQLException {
    return target.nullsAreSortedAtStart();
  }

  @Override
  public final boolean nullsAreSortedAtEnd() throws SQLException {
    return target.nullsAreSortedAtEnd();
  }

  @Override
  public final boolean supportsMixedCaseIdentifiers() throws SQLException {
    return target.supportsMixedCaseIdentifiers();
  }

  @Override
  public final boolean storesUpperCaseIdentifiers() throws SQLException {
    return target.storesUpperCaseIdentifiers();
  }

  @Override
  public final boolean storesLowerCaseIdentifiers() throws SQLException {
    return target.storesLowerCaseIdentifiers();
  }

  @Override
  public final boolean storesMixedCaseIdentifiers() throws SQLException {
    return target.storesMixedCaseIdentifiers();
  }

  @Override
  public final boolean supportsMixedCaseQuotedIdentifiers() throws SQLException {
    return target.supportsMixedCaseQuotedIdentifiers();
  }

  @Override
  public final boolean storesUpperCaseQuotedIdentifiers() throws SQLException {
    return target.storesUpperCaseQuotedIdentifiers();
  }

  @Override
  public final boolean storesLowerCaseQuotedIdentifiers() throws SQLException {
    return target.storesLowerCaseQuotedIdentifiers();
  }

  @Override
  public final boolean storesMixedCaseQuotedIdentifiers() throws SQLException {
    return target.storesMixedCaseQuotedIdentifiers();
  }

  @Override
  public final boolean supportsAlterTableWithAddColumn() throws SQLException {
    return target.supportsAlterTableWithAddColumn();
  }

  @Override
  public final boolean supportsAlterTableWithDropColumn() throws SQLException {
    return target.supportsAlterTableWithDropColumn();
  }

  @Override
  public final boolean supportsColumnAliasing() throws SQLException {
    return target.supportsColumnAliasing();
  }

  @Override
  public final boolean nullPlusNonNullIsNull() throws SQLException {
    return target.nullPlusNonNullIsNull();
  }

  @Override
  public final boolean supportsConvert() throws SQLException {
    return target.supportsConvert();
  }

  @Override
  public final boolean supportsConvert(int fromType, int toType) throws SQLException {
    return target.supportsConvert(fromType, toType);
  }

  @Override
  public final boolean supportsTableCorrelationNames() throws SQLException {
    return target.supportsTableCorrelationNames();
  }

  @Override
  public final boolean supportsDifferentTableCorrelationNames() throws SQLException {
    return target.supportsDifferentTableCorrelationNames();
  }

  @Override
  public final boolean supportsExpressionsInOrderBy() throws SQLException {
    return target.supportsExpressionsInOrderBy();
  }

  @Override
  public final boolean supportsOrderByUnrelated() throws SQLException {
    return target.supportsOrderByUnrelated();
  }

  @Override
  public final boolean supportsGroupBy() throws SQLException {
    return target.supportsGroupBy();
  }

  @Override
  public final boolean supportsGroupByUnrelated() throws SQLException {
    return target.supportsGroupByUnrelated();
  }

  @Override
  public final boolean supportsGroupByBeyondSelect() throws SQLException {
    return target.supportsGroupByBeyondSelect();
  }

  @Override
  public final boolean supportsLikeEscapeClause() throws SQLException {
    return target.supportsLikeEscapeClause();
  }

  @Override
  public final boolean supportsNonNullableColumns() throws SQLException {
    return target.supportsNonNullableColumns();
  }

  @Override
  public final boolean supportsMinimumSQLGrammar() throws SQLException {
    return target.supportsMinimumSQLGrammar();
  }

  @Override
  public final boolean supportsCoreSQLGrammar() throws SQLException {
    return target.supportsCoreSQLGrammar();
  }

  @Override
  public final boolean supportsExtendedSQLGrammar() throws SQLException {
    return target.supportsExtendedSQLGrammar();
  }

  @Override
  public final boolean supportsANSI92EntryLevelSQL() throws SQLException {
    return target.supportsANSI92EntryLevelSQL();
  }

  @Override
  public final boolean supportsANSI92IntermediateSQL() throws SQLException {
    return target.supportsANSI92IntermediateSQL();
  }

  @Override
  public final boolean supportsANSI92FullSQL() throws SQLException {
    return target.supportsANSI92FullSQL();
  }

  @Override
  public final boolean supportsIntegrityEnhancementFacility() throws SQLException {
    return target.supportsIntegrityEnhancementFacility();
  }

  @Override
  public final boolean supportsOuterJoins() throws SQLException {
    return target.supportsOuterJoins();
  }

  @Override
  public final boolean supportsFullOuterJoins() throws SQLException {
    return target.supportsFullOuterJoins();
  }

  @Override
  public final boolean supportsLimitedOuterJoins() throws SQLException {
    return target.supportsLimitedOuterJoins();
  }

  @Override
  public final boolean supportsSchemasInDataManipulation() throws SQLException {
    return target.supportsSchemasInDataManipulation();
  }

  @Override
  public final boolean supportsSchemasInProcedureCalls() throws SQLException {
    return target.supportsSchemasInProcedureCalls();
  }

  @Override
  public final boolean supportsSchemasInTableDefinitions() throws SQLException {
    return target.supportsSchemasInTableDefinitions();
  }

  @Override
  public final boolean supportsSchemasInIndexDefinitions() throws SQLException {
    return target.supportsSchemasInIndexDefinitions();
  }

  @Override
  public final boolean supportsSchemasInPrivilegeDefinitions() throws SQLException {
    return target.supportsSchemasInPrivilegeDefinitions();
  }

  @Override
  public final boolean supportsCatalogsInDataManipulation() throws SQLException {
    return target.supportsCatalogsInDataManipulation();
  }

  @Override
  public final boolean supportsCatalogsInProcedureCalls() throws SQLException {
    return target.supportsCatalogsInProcedureCalls();
  }

  @Override
  public final boolean supportsCatalogsInTableDefinitions() throws SQLException {
    return target.supportsCatalogsInTableDefinitions();
  }

  @Override
  public final boolean supportsCatalogsInIndexDefinitions() throws SQLException {
    return target.supportsCatalogsInIndexDefinitions();
  }

  @Override
  public final boolean supportsCatalogsInPrivilegeDefinitions() throws SQLException {
    return target.supportsCatalogsInPrivilegeDefinitions();
  }

  @Override
  public final boolean supportsPositionedDelete() throws SQLException {
    return target.supportsPositionedDelete();
  }

  @Override
  public final boolean supportsPositionedUpdate() throws SQLException {
    return target.supportsPositionedUpdate();
  }

  @Override
  public final boolean supportsSelectForUpdate() throws SQLException {
    return target.supportsSelectForUpdate();
  }

  @Override
  public final boolean supportsStoredProcedures() throws SQLException {
    return target.supportsStoredProcedures();
  }

  @Override
  public final boolean supportsSubqueriesInComparisons() throws SQLException {
    return target.supportsSubqueriesInComparisons();
  }

  @Override
  public final boolean supportsSubqueriesInExists() throws SQLException {
    return target.supportsSubqueriesInExists();
  }

  @Override
  public final boolean supportsSubqueriesInIns() throws SQLException {
    return target.supportsSubqueriesInIns();
  }

  @Override
  public final boolean supportsSubqueriesInQuantifieds() throws SQLException {
    return target.supportsSubqueriesInQuantifieds();
  }

  @Override
  public final boolean supportsCorrelatedSubqueries() throws SQLException {
    return target.supportsCorrelatedSubqueries();
  }

  @Override
  public final boolean supportsUnion() throws SQLException {
    return target.supportsUnion();
  }

  @Override
  public final boolean supportsUnionAll() throws SQLException {
    return target.supportsUnionAll();
  }

  @Override
  public final boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
    return target.supportsStoredFunctionsUsingCallSyntax();
  }
}
