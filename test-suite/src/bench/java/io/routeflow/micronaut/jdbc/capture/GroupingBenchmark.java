package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The SQL of one request: each of its statements three times, then what the event tells of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GroupingBenchmark {

  private static final int RUNS = 3;
  private static final int THRESHOLD = 5;
  private static final int LIMIT = 100;

  /** Distinct statements. */
  @Param({"1", "10", "100"})
  public int statements = 1;

  private final Database database = Database.of("default", null, null);
  private NormalizedSql[] sql = new NormalizedSql[0];

  /** Makes the statements. */
  @Setup
  public void make() {
    sql = new NormalizedSql[statements];
    for (int i = 0; i < statements; i++) {
      String text = "SELECT * FROM t" + (LIMIT + i) + " WHERE id = ?";
      sql[i] = new SqlNormalizer().normalize(text, SqlDialect.H2);
    }
  }

  /** One request. */
  @Benchmark
  public @Nullable SqlUsage group() {
    RequestSql groups = new RequestSql(THRESHOLD, LIMIT, null);
    for (int run = 0; run < RUNS; run++) {
      for (NormalizedSql each : sql) {
        groups.add(database, each, "Orders.find", Timeline.NONE, 1_000, -1, -1);
      }
    }
    return groups.usage();
  }
}
