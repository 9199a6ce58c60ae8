package io.routeflow.micronaut.jdbc.delegate;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * Forwards what tells how transactions, result sets, batches and generated keys behave.
 *
 * <p>A layer, cut for size; extend {@link ForwardingDatabaseMetaData}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingDatabaseAbilities extends ForwardingDatabaseGrammar {
  ForwardingDatabaseAbilities(DatabaseMetaData target) {
    super(target);
  }

  @Override
  public final boolean allProceduresAreCallable() throws SQLException {
    return target.allProceduresAreCallable();
  }

  @Override
  public final boolean allTablesAreSelectable() throws SQLException {
    return target.allTablesAreSelectable();
  }

  @Override
  public final boolean isReadOnly() throws SQLException {
    return target.isReadOnly();
  }

  @Override
  public final boolean usesLocalFiles() throws SQLException {
    return target.usesLocalFiles();
  }

  @Override
  public final boolean usesLocalFilePerTable() throws SQLException {
    return target.usesLocalFilePerTable();
  }

  @Override
  public final boolean supportsMultipleResultSets() throws SQLException {
    return target.supportsMultipleResultSets();
  }

  @Override
  public final boolean supportsMultipleTransactions() throws SQLException {
    return target.supportsMultipleTransactions();
  }

  @Override
  public final boolean isCatalogAtStart() throws SQLException {
    return target.isCatalogAtStart();
  }

  @Override
  public final boolean supportsOpenCursorsAcrossCommit() throws SQLException {
    return target.supportsOpenCursorsAcrossCommit();
  }

  @Override
  public final boolean supportsOpenCursorsAcrossRollback() throws SQLException {
    return target.supportsOpenCursorsAcrossRollback();
  }

  @Override
  public final boolean supportsOpenStatementsAcrossCommit() throws SQLException {
    return target.supportsOpenStatementsAcrossCommit();
  }

  @Override
  public final boolean supportsOpenStatementsAcrossRollback() throws SQLException {
    return target.supportsOpenStatementsAcrossRollback();
  }

  @Override
  public final boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
    return target.doesMaxRowSizeIncludeBlobs();
  }

  @Override
  public final boolean supportsTransactions() throws SQLException {
    return target.supportsTransactions();
  }

  @Override
  public final boolean supportsTransactionIsolationLevel(int level) throws SQLException {
    return target.supportsTransactionIsolationLevel(level);
  }

  @Override
  public final boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
    return target.supportsDataDefinitionAndDataManipulationTransactions();
  }

  @Override
  public final boolean supportsDataManipulationTransactionsOnly() throws SQLException {
    return target.supportsDataManipulationTransactionsOnly();
  }

  @Override
  public final boolean dataDefinitionCausesTransactionCommit() throws SQLException {
    return target.dataDefinitionCausesTransactionCommit();
  }

  @Override
  public final boolean dataDefinitionIgnoredInTransactions() throws SQLException {
    return target.dataDefinitionIgnoredInTransactions();
  }

  @Override
  public final boolean supportsResultSetType(int type) throws SQLException {
    return target.supportsResultSetType(type);
  }

  @Override
  public final boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
    return target.supportsResultSetConcurrency(type, concurrency);
  }

  @Override
  public final boolean ownUpdatesAreVisible(int type) throws SQLException {
    return target.ownUpdatesAreVisible(type);
  }

  @Override
  public final boolean ownDeletesAreVisible(int type) throws SQLException {
    return target.ownDeletesAreVisible(type);
  }

  @Override
  public final boolean ownInsertsAreVisible(int type) throws SQLException {
    return target.ownInsertsAreVisible(type);
  }

  @Override
  public final boolean othersUpdatesAreVisible(int type) throws SQLException {
    return target.othersUpdatesAreVisible(type);
  }

  @Override
  public final boolean othersDeletesAreVisible(int type) throws SQLException {
    return target.othersDeletesAreVisible(type);
  }

  @Override
  public final boolean othersInsertsAreVisible(int type) throws SQLException {
    return target.othersInsertsAreVisible(type);
  }

  @Override
  public final boolean updatesAreDetected(int type) throws SQLException {
    return target.updatesAreDetected(type);
  }

  @Override
  public final boolean deletesAreDetected(int type) throws SQLException {
    return target.deletesAreDetected(type);
  }

  @Override
  public final boolean insertsAreDetected(int type) throws SQLException {
    return target.insertsAreDetected(type);
  }

  @Override
  public final boolean supportsBatchUpdates() throws SQLException {
    return target.supportsBatchUpdates();
  }

  @Override
  public final boolean supportsSavepoints() throws SQLException {
    return target.supportsSavepoints();
  }

  @Override
  public final boolean supportsNamedParameters() throws SQLException {
    return target.supportsNamedParameters();
  }

  @Override
  public final boolean supportsMultipleOpenResults() throws SQLException {
    return target.supportsMultipleOpenResults();
  }

  @Override
  public final boolean supportsGetGeneratedKeys() throws SQLException {
    return target.supportsGetGeneratedKeys();
  }

  @Override
  public final boolean supportsResultSetHoldability(int holdability) throws SQLException {
    return target.supportsResultSetHoldability(holdability);
  }

  @Override
  public final boolean locatorsUpdateCopy() throws SQLException {
    return target.locatorsUpdateCopy();
  }

  @Override
  public final boolean supportsStatementPooling() throws SQLException {
    return target.supportsStatementPooling();
  }

  @Override
  public final boolean autoCommitFailureClosesAllResultSets() throws SQLException {
    return target.autoCommitFailureClosesAllResultSets();
  }

  @Override
  public final boolean generatedKeyAlwaysReturned() throws SQLException {
    return target.generatedKeyAlwaysReturned();
  }

  @Override
  public final boolean supportsRefCursors() throws SQLException {
    return target.supportsRefCursors();
  }

  @Override
  public final boolean supportsSharding() throws SQLException {
    return target.supportsSharding();
  }
}
