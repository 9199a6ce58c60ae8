package suite.bench;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** SQL text without its values, by length and dialect; {@code characters} is what it reads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LexerBenchmark {

  /** What is read. */
  @Param({"short", "query", "long", "batch", "strings"})
  public String text = "short";

  /** How it is read. */
  @Param({"H2", "POSTGRESQL", "MYSQL", "ORACLE", "SQL_SERVER", "SQLITE", "UNKNOWN"})
  public SqlDialect dialect = SqlDialect.H2;

  private final SqlNormalizer normalizer = new SqlNormalizer();
  private String sql = "";

  /** What was read in all. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Read {
    /** UTF-16 units, which are bytes here. */
    public long characters;
  }

  /** Makes the text. */
  @Setup
  public void make() {
    sql = SampleSql.of(text);
  }

  /** One text. */
  @Benchmark
  public NormalizedSql normalize(Read read) {
    read.characters += sql.length();
    return normalizer.normalize(sql, dialect);
  }
}
