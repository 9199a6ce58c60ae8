package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NormalizedSqlCacheTest {
  private static final SqlDialect DIALECT = SqlDialect.H2;
  private static final int HITS = 10_000;

  private final NormalizedSqlCache cache = new NormalizedSqlCache(new SqlNormalizer());

  @Test
  void anEqualTextIsNormalizedOnce() {
    NormalizedSql first = cache.get("SELECT a FROM t WHERE b = 1", DIALECT);

    assertThat(cache.get(copy("SELECT a FROM t WHERE b = 1"), DIALECT)).isSameAs(first);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void dialectsDoNotShareResults() {
    String sql = "SELECT \"a\" FROM t";

    assertThat(cache.get(sql, SqlDialect.H2).statement()).isEqualTo("SELECT \"a\" FROM t");
    assertThat(cache.get(sql, SqlDialect.MYSQL).statement()).isEqualTo("SELECT ? FROM t");
    assertThat(cache.get(sql, SqlDialect.H2).statement()).isEqualTo("SELECT \"a\" FROM t");
  }

  @Test
  void entriesAreBounded() {
    List<SqlDialect> dialects = List.of(SqlDialect.values());
    for (int i = 0; i < 10 * NormalizedSqlCache.MAX_ENTRIES; i++) {
      cache.get("SELECT " + i, dialects.get(i % dialects.size()));
      assertThat(cache.size()).isLessThanOrEqualTo(NormalizedSqlCache.MAX_ENTRIES);
    }
    assertThat(cache.size()).isEqualTo(NormalizedSqlCache.MAX_ENTRIES);
  }

  @Test
  void bytesAreBounded() {
    String filler = "x".repeat(NormalizedSqlCache.MAX_CACHED_LENGTH - 100);
    for (int i = 0; i < 2 * NormalizedSqlCache.MAX_ENTRIES; i++) {
      cache.get("SELECT '" + filler + "', " + i, DIALECT);
      assertThat(cache.bytes()).isLessThanOrEqualTo(NormalizedSqlCache.MAX_BYTES);
    }
    assertThat(cache.size()).isBetween(1, NormalizedSqlCache.MAX_ENTRIES / 2);
    assertThat(cache.bytes()).isGreaterThan(NormalizedSqlCache.MAX_BYTES / 2);
  }

  @Test
  void bytesReturnToWhatTheEntriesTake() {
    for (int i = 0; i < 5 * NormalizedSqlCache.MAX_ENTRIES; i++) {
      cache.get("SELECT " + "a".repeat(i % 97) + i, DIALECT);
    }
    long small = cache.bytes();
    for (int i = 0; i < NormalizedSqlCache.MAX_ENTRIES; i++) {
      cache.get("SELECT x" + (10_000 + i), DIALECT);
    }

    assertThat(cache.bytes()).isLessThan(small).isGreaterThan(0);
    assertThat(cache.bytes() % NormalizedSqlCache.MAX_ENTRIES).isZero();
  }

  @Test
  void aLongTextIsNeverRemembered() {
    String longest = "SELECT '" + "x".repeat(NormalizedSqlCache.MAX_CACHED_LENGTH - 9) + "'";
    cache.get(longest, DIALECT);
    assertThat(cache.size()).isEqualTo(1);

    NormalizedSql longer = cache.get(longest + " ", DIALECT);

    assertThat(longer.statement()).isEqualTo("SELECT ?");
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void aFloodOfStatementsThatNeverRepeatLeavesThoseInUse() {
    List<String> used = IntStream.range(0, 50).mapToObj(i -> "SELECT a" + i).toList();
    List<NormalizedSql> first = used.stream().map(sql -> cache.get(sql, DIALECT)).toList();

    for (int i = 0; i < 100_000; i++) {
      cache.get("SELECT " + i, DIALECT);
      int turn = i % used.size();
      assertThat(cache.get(used.get(turn), DIALECT)).isSameAs(first.get(turn));
    }
  }

  @Test
  void afterAFloodNewStatementsAreRememberedAgain() {
    for (int i = 0; i < 10_000; i++) {
      cache.get("SELECT " + i, DIALECT);
      cache.get("SELECT " + i, DIALECT);
    }

    NormalizedSql fresh = cache.get("SELECT fresh", DIALECT);

    assertThat(cache.get(copy("SELECT fresh"), DIALECT)).isSameAs(fresh);
  }

  @Test
  void aHitAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    String sql = "SELECT a FROM t WHERE b = 1";
    cache.get(sql, DIALECT);
    hit(sql);
    long empty = -threads.getCurrentThreadAllocatedBytes();
    empty += threads.getCurrentThreadAllocatedBytes();

    long allocated = -threads.getCurrentThreadAllocatedBytes();
    hit(sql);
    allocated += threads.getCurrentThreadAllocatedBytes();

    assertThat(allocated - empty).isLessThan(HITS);
  }

  @Test
  void threadsNeverSeeAnotherStatementsResult() throws Exception {
    int threads = 4;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int start = thread;
        runs.add(
            executor.submit(
                () -> {
                  for (int i = 0; i < 20_000; i++) {
                    String name = "a" + (start * 7 + i * 31) % 3_000;
                    NormalizedSql normalized = cache.get("SELECT 1 FROM " + name, DIALECT);
                    assertThat(normalized.tables().get(0).equals(name)).isTrue();
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(cache.size()).isLessThanOrEqualTo(NormalizedSqlCache.MAX_ENTRIES);
    assertThat(cache.bytes()).isLessThanOrEqualTo(NormalizedSqlCache.MAX_BYTES);
  }

  private void hit(String sql) {
    for (int i = 0; i < HITS; i++) {
      cache.get(sql, DIALECT);
    }
  }

  private static String copy(String sql) {
    return new String(sql.toCharArray());
  }
}
