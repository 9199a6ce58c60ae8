package suite.bench;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.NormalizedSqlCache;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A statement that was seen before, and one that was not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SqlCacheBenchmark {

  /** More than are remembered, so that none is known when its turn comes again; a power of two. */
  private static final int TEXTS = 16 * 1_024;

  private final NormalizedSqlCache known = new NormalizedSqlCache(new SqlNormalizer());
  private final NormalizedSqlCache flooded = new NormalizedSqlCache(new SqlNormalizer());
  private final String query = SampleSql.of("query");
  private final String[] texts = new String[TEXTS];
  private int next;

  /** Makes the texts. */
  @Setup
  public void make() {
    for (int i = 0; i < TEXTS; i++) {
      texts[i] = "SELECT * FROM orders WHERE id = " + i + " AND customer = 'c" + i + "'";
    }
  }

  /** The same text again. */
  @Benchmark
  public NormalizedSql hit() {
    return known.get(query, SqlDialect.POSTGRESQL);
  }

  /** Another text each time. */
  @Benchmark
  public NormalizedSql miss() {
    return flooded.get(texts[next++ & (TEXTS - 1)], SqlDialect.POSTGRESQL);
  }
}
