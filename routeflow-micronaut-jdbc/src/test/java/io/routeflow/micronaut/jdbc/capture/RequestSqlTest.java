package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import io.routeflow.micronaut.spi.ConnectionWait;
import io.routeflow.micronaut.spi.SqlRecording;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestSqlTest {
  private static final int THRESHOLD = 3;
  private static final int MAX_GROUPS = 4;
  private static final NormalizedSql SELECT = sql("SELECT", "SELECT a FROM t WHERE id = ?");
  private static final NormalizedSql UPDATE = sql("UPDATE", "UPDATE t SET a = ?");

  private final Database database = Database.unknown("shop");
  private final RequestSql groups = new RequestSql(THRESHOLD, MAX_GROUPS, null);

  @Test
  void withoutAStatementThereIsNoUsage() {
    assertThat(groups.usage()).isNull();
    assertThat(groups.attributes()).isEmpty();
  }

  @Test
  void executionsOfTheSameStatementAreOneGroup() {
    run(SELECT, "Books.find", 5);
    run(sql("SELECT", SELECT.statement()), "Books.find", 9);

    SqlUsage.Statement statement = only();
    assertThat(statement.count()).isEqualTo(2);
    assertThat(statement.totalNanos()).isEqualTo(14);
    assertThat(statement.maxNanos()).isEqualTo(9);
    assertThat(statement.rows()).isEqualTo(-1);
    assertThat(statement.batchSize()).isEqualTo(-1);
    assertThat(statement.datasource()).isEqualTo("shop");
    assertThat(statement.dbSystem()).isEqualTo("other_sql");
  }

  @Test
  void statementsThatDifferBehindWhatIsShownAreTwoGroups() {
    String columns = "e1_0.a_rather_long_name_of_a_column, ".repeat(60);
    for (int i = 0; i < THRESHOLD - 1; i++) {
      run(normalized("select " + columns + "1 from customers e1_0 where e1_0.id=" + i), null, 1);
      run(normalized("select " + columns + "1 from suppliers e1_0 where e1_0.email=" + i), null, 1);
    }

    assertThat(usage().statements())
        .extracting(SqlUsage.Statement::tables)
        .containsExactly(List.of("customers"), List.of("suppliers"));
    assertThat(usage().statements()).noneMatch(SqlUsage.Statement::nPlusOne);
    assertThat(usage().statements())
        .extracting(SqlUsage.Statement::statement)
        .containsOnly(usage().statements().get(0).statement());
    assertThat(usage().statements())
        .extracting(SqlUsage.Statement::identity)
        .doesNotHaveDuplicates();
  }

  @Test
  void anotherPlaceOrAnotherDataSourceIsAnotherGroup() {
    Database other = Database.unknown("archive");
    run(SELECT, "Books.find", 1);
    run(SELECT, "Books.list", 1);
    run(SELECT, null, 1);
    groups.add(other, SELECT, null, Timeline.NONE, 1, -1, -1);

    assertThat(usage().statements())
        .hasSize(4)
        .extracting(SqlUsage.Statement::count)
        .containsOnly(1L);
  }

  @Test
  void beyondTheLimitExecutionsAreCountedAndKnownGroupsStillGrow() {
    for (int i = 0; i < MAX_GROUPS + 2; i++) {
      run(sql("SELECT", "SELECT " + (char) ('a' + i)), null, 10);
    }
    run(sql("SELECT", "SELECT a"), null, 10);

    SqlUsage usage = usage();
    assertThat(usage.truncated()).isTrue();
    assertThat(usage.count()).isEqualTo(MAX_GROUPS + 3);
    assertThat(usage.totalNanos()).isEqualTo(10 * (MAX_GROUPS + 3));
    assertThat(usage.statements()).hasSize(MAX_GROUPS);
    assertThat(usage.statements().get(0).count()).isEqualTo(2);
  }

  @Test
  void atTheLimitNothingIsTruncated() {
    for (int i = 0; i < MAX_GROUPS; i++) {
      run(sql("SELECT", "SELECT " + (char) ('a' + i)), null, 10);
    }
    assertThat(usage().truncated()).isFalse();
  }

  @Test
  void aReadThatIsRepeatedOftenEnoughIsAnNPlusOne() {
    run(SELECT, null, 1);
    run(SELECT, null, 1);
    assertThat(only().nPlusOne()).isFalse();
    run(SELECT, null, 1);
    assertThat(only().nPlusOne()).isTrue();
  }

  @Test
  void aWriteThatIsRepeatedOftenEnoughIsAnNPlusOne() {
    run(UPDATE, null, 1);
    run(UPDATE, null, 1);
    assertThat(only().nPlusOne()).isFalse();
    run(UPDATE, null, 1);
    assertThat(only().nPlusOne()).isTrue();
  }

  @Test
  void batchesAndFailuresAreNoNPlusOne() {
    NormalizedSql batched = sql("INSERT", "INSERT INTO t VALUES (?)");
    NormalizedSql failing = sql("SELECT", "SELECT g(?)");
    for (int i = 0; i < THRESHOLD; i++) {
      groups.add(database, batched, null, Timeline.NONE, 1, -1, 10);
      groups.addFailure(database, failing, null, Timeline.NONE, 1, failure("40001"));
      groups.addFailure(database, UPDATE, null, Timeline.NONE, 1, failedBatch());
    }
    run(failing, null, 1);
    run(UPDATE, null, 1);

    assertThat(usage().statements()).hasSize(3).noneMatch(SqlUsage.Statement::nPlusOne);
  }

  @Test
  void aBatchHidesNoSingleExecutionsOfTheSameStatement() {
    groups.add(database, UPDATE, null, Timeline.NONE, 1, -1, 10);
    groups.addFailure(database, UPDATE, null, Timeline.NONE, 1, failedBatch());
    run(UPDATE, null, 1);
    run(UPDATE, null, 1);
    assertThat(only().nPlusOne()).isFalse();
    run(UPDATE, null, 1);
    assertThat(only().nPlusOne()).isTrue();
  }

  @Test
  void rowsAndSizesOfBatchesAddUp() {
    groups.add(database, UPDATE, null, Timeline.NONE, 1, 3, 5);
    groups.add(database, UPDATE, null, Timeline.NONE, 1, -1, 2);

    assertThat(only().rows()).isEqualTo(3);
    assertThat(only().batchSize()).isEqualTo(7);
  }

  @Test
  void aFailureKeepsTheLastStateAndItsClass() {
    groups.addFailure(database, UPDATE, null, Timeline.NONE, 1, failure("40001"));
    groups.addFailure(database, UPDATE, null, Timeline.NONE, 1, failure("40P01"));

    assertThat(only().errors()).isEqualTo(2);
    assertThat(only().count()).isEqualTo(2);
    assertThat(only().sqlState()).isEqualTo("40P01");
    assertThat(only().exception()).isEqualTo("java.sql.SQLException");
  }

  @Test
  void anExecutionFailsOnceHoweverOftenItsFurtherResultsAreAskedFor() {
    run(UPDATE, null, 1);
    groups.addLaterFailure(database, UPDATE, null, failure("23000"));
    groups.addLaterFailure(database, UPDATE, null, failure("08003"));
    assertThat(only().count()).isEqualTo(1);
    assertThat(only().errors()).isEqualTo(1);
    assertThat(only().sqlState()).isEqualTo("23000");
  }

  @Test
  void transactionsAndConnectionsAreAttributes() {
    groups.connected(Timeline.NONE, 1_234_567);
    groups.connected(Timeline.NONE, 1_000_000);
    groups.committed();
    groups.rolledBack();
    groups.rolledBack();

    assertThat(groups.attributes())
        .isEqualTo(
            Map.of(
                "routeflow.sql.connections", 2,
                "routeflow.sql.connection_wait_ms", 2.234,
                "routeflow.sql.commits", 1,
                "routeflow.sql.rollbacks", 2));
  }

  @Test
  void transactionsThatStatementsEndCountToo() {
    run(new NormalizedSql("COMMIT", "COMMIT", List.of()), null, 1);
    run(new NormalizedSql("COMMIT", "COMMIT", List.of()), null, 1);
    run(new NormalizedSql("ROLLBACK", "ROLLBACK", List.of()), null, 1);
    groups.addFailure(
        database,
        new NormalizedSql("COMMIT", "COMMIT", List.of()),
        null,
        Timeline.NONE,
        1,
        failure("40001"));

    assertThat(groups.attributes())
        .isEqualTo(Map.of("routeflow.sql.commits", 2, "routeflow.sql.rollbacks", 1));
  }

  @Test
  void beyondTheLimitOfGroupsTransactionsCount() {
    for (int i = 0; i < MAX_GROUPS; i++) {
      run(sql("SELECT", "SELECT " + (char) ('a' + i)), null, 10);
    }
    run(new NormalizedSql("COMMIT", "COMMIT", List.of()), null, 1);

    assertThat(groups.attributes()).isEqualTo(Map.of("routeflow.sql.commits", 1));
  }

  @Test
  void rowsThatAreLearnedLaterBelongToTheirStatement() {
    run(UPDATE, null, 1);
    groups.addRows(database, UPDATE, null, 3);
    groups.addRows(database, UPDATE, "Books.find", 5);
    groups.addRows(database, SELECT, null, 7);

    assertThat(only().rows()).isEqualTo(3);
  }

  @Test
  void nothingIsLostWhereSeveralThreadsAddAtOnce() throws InterruptedException {
    int threads = 4;
    int each = 10_000;
    var start = new CountDownLatch(1);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                awaitQuietly(start);
                for (int n = 0; n < each; n++) {
                  run(n % 2 == 0 ? SELECT : UPDATE, null, 1);
                  groups.committed();
                }
              });
      thread.start();
      running.add(thread);
    }
    start.countDown();
    for (Thread thread : running) {
      thread.join();
    }

    assertThat(usage().count()).isEqualTo((long) threads * each);
    assertThat(usage().statements())
        .hasSize(2)
        .extracting(SqlUsage.Statement::count)
        .containsOnly((long) threads * each / 2);
    assertThat(groups.attributes()).containsEntry("routeflow.sql.commits", threads * each);
  }

  @Test
  void whereATimelineIsKeptEachExecutionIsOnIt() {
    groups.add(database, SELECT, null, 100, 20, -1, -1);
    groups.addFailure(database, UPDATE, null, 200, 30, failure("40001"));
    groups.add(database, SELECT, null, 300, 40, -1, 10);

    assertThat(usage().executions())
        .containsExactly(
            new SqlUsage.Execution(0, 100, 20, false),
            new SqlUsage.Execution(1, 200, 30, true),
            new SqlUsage.Execution(0, 300, 40, false));
  }

  @Test
  void whereATimelineIsKeptWaitsForConnectionsAreKeptToo() {
    groups.notConnected(900, 3_000_000);
    groups.connected(100, ConnectionWait.SHORTEST_NANOS);
    groups.connected(500, ConnectionWait.SHORTEST_NANOS - 1);
    groups.connected(Timeline.NONE, 1_000_000);

    assertThat(groups.connectionWaits())
        .containsExactly(
            new ConnectionWait(100, ConnectionWait.SHORTEST_NANOS, false),
            new ConnectionWait(900, 3_000_000, true));
  }

  @Test
  void whatRanUntilNowCanBeAskedForMeanwhile() {
    assertThat(groups.totals()).isNull();
    run(SELECT, null, 30);
    run(UPDATE, null, 12);
    assertThat(groups.totals()).isEqualTo(new SqlRecording.Totals(2, 42));
  }

  @Test
  void theTimelineHasTheExecutionsThatNoGroupHas() {
    for (int i = 0; i <= MAX_GROUPS; i++) {
      groups.add(database, sql("SELECT", "SELECT " + (char) ('a' + i)), null, i, 1, -1, -1);
    }

    assertThat(usage().executions())
        .extracting(SqlUsage.Execution::statement)
        .containsExactly(0, 1, 2, 3, -1);
  }

  @Test
  void whereNoneIsKeptThereIsNone() {
    groups.add(database, SELECT, null, Timeline.NONE, 1, -1, -1);

    assertThat(usage().executions()).isEmpty();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(NormalizedSql sql, @Nullable String method, long nanos) {
    groups.add(database, sql, method, Timeline.NONE, nanos, -1, -1);
  }

  private static SqlFailure failedBatch() {
    return SqlFailure.of(new BatchUpdateException("CANARY", "23505", new int[] {1, 1}));
  }

  private static SqlFailure failure(String state) {
    return SqlFailure.of(new SQLException("CANARY", state));
  }

  private SqlUsage usage() {
    return Objects.requireNonNull(groups.usage());
  }

  private SqlUsage.Statement only() {
    assertThat(usage().statements()).hasSize(1);
    return usage().statements().get(0);
  }

  private static NormalizedSql normalized(String text) {
    return new SqlNormalizer().normalize(text, SqlDialect.H2);
  }

  private static NormalizedSql sql(String operation, String text) {
    return new NormalizedSql(text, operation, List.of("t"));
  }
}
