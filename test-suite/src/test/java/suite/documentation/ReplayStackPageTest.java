package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever comes from an SDK of ReplayStack finds each name that it has on the page for that. */
final class ReplayStackPageTest {

  private static final Path PAGE = Path.of("../docs/guide/coming-from-replaystack.md");

  private static final List<String> VARIABLES =
      List.of(
          "API_KEY",
          "ENDPOINT",
          "INGEST_URL",
          "SERVICE_NAME",
          "ENVIRONMENT",
          "APP_VERSION",
          "COMMIT_HASH",
          "ENABLED",
          "TIMEOUT_MS",
          "RETRIES",
          "SAMPLE_RATE",
          "CAPTURE_SUCCESS",
          "MAX_PAYLOAD_SIZE_BYTES",
          "MAX_BREADCRUMBS",
          "OFFLINE_QUEUE_MAX",
          "FLUSH_INTERVAL_MS");

  private static final List<String> ARGUMENTS =
      List.of(
          "api_key",
          "endpoint",
          "ingest_url",
          "service_name",
          "environment",
          "app_version",
          "commit_hash",
          "enabled",
          "timeout_seconds",
          "max_retries",
          "sample_rate",
          "capture_success",
          "max_payload_bytes",
          "mask_fields",
          "ignored_paths",
          "max_breadcrumbs",
          "offline_queue_max",
          "flush_interval_seconds",
          "async_send",
          "raise_on_error",
          "on_error",
          "on_queue_drop",
          "transport");

  /** Of the integrations with frameworks, the guards, and the client. */
  private static final List<String> MORE =
      List.of(
          "should_capture",
          "get_trace_id",
          "capture_request_body",
          "capture_response_body",
          "capture_headers",
          "uncaught_exception",
          "unraisable_exception",
          "asyncio_unhandled_rejection",
          "flush_on_shutdown",
          "shutdown_signals",
          "install_replaystack_process_guards",
          "run_with_replaystack_context",
          "capture_event",
          "capture_exception",
          "add_breadcrumb",
          "flush",
          "close");

  static Stream<String> names() {
    Stream<String> variables = VARIABLES.stream().map(name -> "REPLAYSTACK_" + name);
    return Stream.concat(variables, Stream.concat(ARGUMENTS.stream(), MORE.stream()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void theFirstColumnsOfATableHaveIt(String name) throws IOException {
    assertThat(Files.readAllLines(PAGE))
        .filteredOn(line -> line.startsWith("|"))
        .as("rows that say what stands for %s", name)
        .anyMatch(row -> firstTwo(row).contains("`" + name + "`"));
  }

  private static String firstTwo(String row) {
    String[] cells = row.split("\\|", -1);
    return cells[1] + (cells.length > 4 ? cells[2] : "");
  }
}
