package suite.bench;

import io.routeflow.micronaut.policy.masking.JsonRedactor;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.RedactedBody;
import io.routeflow.micronaut.policy.masking.RedactionPaths;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A JSON body of 10 KiB, masked; and with three redaction paths besides. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MaskingBenchmark {

  private static final int SIZE = 10 * 1024;
  private static final int LIMIT = 512 * 1024;

  private final byte[] body = body();
  private final MaskedNames names = MaskedNames.withDefaults(List.of());
  private final JsonRedactor masking = new JsonRedactor(names, RedactionPaths.none(), LIMIT);
  private final JsonRedactor redacting =
      new JsonRedactor(
          names,
          RedactionPaths.of(List.of("$.orders[*].customer.email", "$..sku", "$.users[*].email")),
          LIMIT);

  /** Masked names only. */
  @Benchmark
  public RedactedBody mask() {
    return masking.redact(body, body.length, true);
  }

  /** Masked names and paths. */
  @Benchmark
  public RedactedBody maskAndRedact() {
    return redacting.redact(body, body.length, true);
  }

  /** Orders with two masked values each, without blanks, as a server answers. */
  private static byte[] body() {
    Random random = new Random(1);
    StringBuilder json = new StringBuilder("{\"orders\":[");
    for (int i = 0; json.length() < SIZE - 400; i++) {
      json.append(i > 0 ? "," : "")
          .append("{\"id\":" + (100_000 + i) + ",\"customer\":{\"name\":\"Anna Example " + i)
          .append("\",\"email\":\"anna" + i + "@example.com\",\"password\":\"s3cr3t-")
          .append(random.nextInt() + "\"},\"total\":" + random.nextInt(100_000) / 100.0)
          .append(",\"currency\":\"EUR\",\"paid\":true,\"lines\":[{\"sku\":\"A-")
          .append(random.nextInt(9_999) + "\",\"quantity\":2,\"price\":19.99},{\"sku\":\"B-")
          .append(random.nextInt(9_999) + "\",\"quantity\":1,\"price\":5}],")
          .append("\"card_number\":\"4111111111111111\",\"note\":null}");
    }
    json.append("],\"note\":\"");
    json.append("x".repeat(SIZE - json.length() - 2)).append("\"}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
