package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionEndTest {

  @ParameterizedTest
  @CsvSource({
    "COMMIT, COMMIT",
    "commit work, COMMIT",
    "COMMIT TRANSACTION, COMMIT",
    "COMMIT AND CHAIN, COMMIT",
    "/* done */ COMMIT;, COMMIT",
    "ROLLBACK, ROLLBACK",
    "rollback work, ROLLBACK",
    "ROLLBACK TO SAVEPOINT s1, NONE",
    "rollback to s1, NONE",
    "ROLLBACK WORK TO SAVEPOINT s1, NONE",
    "COMMIT PREPARED 'gid', NONE",
    "ROLLBACK PREPARED 'gid', NONE",
    "BEGIN, NONE",
    "SELECT commit FROM changes, NONE",
    "INSERT INTO log VALUES ('COMMIT'), NONE"
  })
  void aStatementEndsATransactionAsADatabaseReadsIt(String text, TransactionEnd end) {
    assertThat(
            TransactionEnd.of(
                new SqlNormalizer().normalize(text, SqlDialect.POSTGRESQL), SqlDialect.POSTGRESQL))
        .isEqualTo(end);
  }

  /** A name may be that of a savepoint there, and nothing says which it is. */
  @ParameterizedTest
  @CsvSource({
    "ROLLBACK TRANSACTION, ROLLBACK",
    "ROLLBACK TRAN;, ROLLBACK",
    "ROLLBACK TRAN ; SELECT 1, ROLLBACK",
    "ROLLBACK, ROLLBACK",
    "ROLLBACK WORK, ROLLBACK",
    "ROLLBACK TRANSACTION sp1, NONE",
    "rollback tran [sp1], NONE",
    "ROLLBACK TRAN @name;, NONE",
    "COMMIT TRANSACTION t1, COMMIT"
  })
  void aNameBehindRollbackOfSqlServerMayBeThatOfASavepoint(String text, TransactionEnd end) {
    NormalizedSql sql = new SqlNormalizer().normalize(text, SqlDialect.SQL_SERVER);
    assertThat(TransactionEnd.of(sql, SqlDialect.SQL_SERVER)).isEqualTo(end);
  }
}
