package suite.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.documentation.Proof;
import suite.documentation.Yaml;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.Pings;
import suite.support.RawHttp;

/**
 * The histogram as Micronaut's own address serves it, and as a Prometheus server reads it. The
 * latter is skipped, with one line, where none is installed; where {@code
 * ROUTEFLOW_REQUIRE_PROMETHEUS} is {@code true} it fails.
 */
final class PrometheusTest {

  private static final String REQUIRE = "ROUTEFLOW_REQUIRE_PROMETHEUS";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HANDLER = "/ping/{number}";

  /** By the settings of the guide. */
  static JavaLaunch application() {
    JavaLaunch launch =
        JavaProcess.of(PingProcess.class).classpathWith(Path.of("target", "prometheus"));
    Yaml.read(Proof.SETTINGS.blockOf("prometheus.md"))
        .forEach((key, value) -> launch.systemProperty(key, value.toString()));
    return launch;
  }

  static List<String> lines(int port) {
    String text = RawHttp.exchange(port, RawHttp.get("/prometheus")).text();
    return text.lines().filter(line -> line.contains("http_request_duration_seconds")).toList();
  }

  @Test
  void theAddressServesOneHistogramWithTheThreeLabels() {
    try (JavaProcess process = application().start()) {
      int port = PingProcess.portOf(process);
      Pings.send(port, 3);
      RawHttp.exchange(port, RawHttp.get("/nowhere/4711?a=b"));
      RawHttp.exchange(port, RawHttp.get("/favicon.ico"));
      await()
          .atMost(PATIENCE)
          .until(() -> count(port, HANDLER, "2xx") == 3 && count(port, "none", "4xx") == 1);

      List<String> lines = lines(port);
      assertThat(lines).contains("# TYPE http_request_duration_seconds histogram");
      assertThat(lines)
          .filteredOn(line -> !line.startsWith("#"))
          .as("no other labels, and no address of a request")
          .allMatch(Pattern.compile("[a-z_]+\\{(le|handler|method|status)=.*").asPredicate())
          .noneMatch(line -> line.contains("4711") || line.contains("favicon"));
      assertThat(lines)
          .filteredOn(line -> line.contains("_bucket") && line.contains(HANDLER))
          .extracting(line -> line.replaceAll(".*le=\"([^\"]+)\".*", "$1"))
          .containsExactly(
              "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1.0", "2.5",
              "5.0", "7.5", "10.0", "+Inf");
    }
  }

  @Test
  void theSettingsNameBucketsLabelsAndStatuses() {
    try (JavaProcess process =
        application()
            .systemProperty("routeflow.metrics.buckets", "0.2,60")
            .systemProperty("routeflow.metrics.labels", "handler,status")
            .systemProperty("routeflow.metrics.group-status-codes", "false")
            .systemProperty("routeflow.metrics.excluded-handlers", "^n.{1,3}$,no,such,handler")
            .start()) {
      int port = PingProcess.portOf(process);
      RawHttp.exchange(port, RawHttp.get("/nowhere"));
      Pings.send(port, 2);
      String sum = "http_request_duration_seconds_count{handler=\"/ping/{number}\",status=\"200\"";
      await().atMost(PATIENCE).until(() -> number(port, sum) == 2);

      List<String> lines = lines(port);
      assertThat(lines)
          .filteredOn(line -> line.contains("_bucket"))
          .extracting(line -> line.replaceAll(".*le=\"([^\"]+)\".*", "$1"))
          .containsExactly("0.2", "60.0", "+Inf");
      assertThat(lines).noneMatch(line -> line.contains("method=") || line.contains("\"none\""));
    }
  }

  @Test
  void aPrometheusServerReadsIt(@TempDir Path folder) throws IOException {
    Optional<File> program = PrometheusServer.installed();
    if (program.isEmpty() && required()) {
      throw new IllegalStateException("Prometheus is not installed");
    }
    if (program.isEmpty()) {
      System.out.println("No prometheus on the PATH: its test of the histogram is skipped.");
    }
    Assumptions.assumeTrue(program.isPresent(), "no Prometheus");
    try (JavaProcess process = application().start()) {
      int port = PingProcess.portOf(process);
      Pings.send(port, 7);
      await().atMost(PATIENCE).until(() -> count(port, HANDLER, "2xx") == 7);
      try (PrometheusServer prometheus =
          PrometheusServer.scraping(program.orElseThrow(), port, folder)) {
        String labels = "{handler=\"" + HANDLER + "\",method=\"GET\",status=\"2xx\"";
        String count = "http_request_duration_seconds_count" + labels + "}";
        await().atMost(PATIENCE).until(() -> "7".equals(value(prometheus.query(count))));
        assertThat(
                value(
                    prometheus.query(
                        "http_request_duration_seconds_bucket" + labels + ",le=\"+Inf\"}")))
            .isEqualTo("7");
        assertThat(value(prometheus.query("up{job=\"application\"}"))).isEqualTo("1");
      }
    }
  }

  private static String value(JsonNode results) {
    return results.path(0).path("value").path(1).asText();
  }

  private static boolean required() {
    return Boolean.parseBoolean(
        Optional.ofNullable(System.getProperty(REQUIRE)).orElse(System.getenv(REQUIRE)));
  }

  private static long count(int port, String handler, String status) {
    return number(
        port,
        "http_request_duration_seconds_count{handler=\""
            + handler
            + "\",method=\"GET\",status=\""
            + status
            + "\"");
  }

  /** The value of the series that begins so, or -1. */
  private static long number(int port, String series) {
    return lines(port).stream()
        .filter(line -> line.startsWith(series))
        .map(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(-1L);
  }
}
