package suite.documentation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import io.routeflow.micronaut.Routeflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.FakeIngest;
import suite.support.LogCapture;

/**
 * Each block of Java does what its page says, in a {@link ReaderApplication} that has it as it
 * stands.
 */
final class JavaBlocksTest {

  /** What a block does, by words that it has and no other one. */
  private static final Map<String, Effect> EFFECTS =
      Map.ofEntries(
          entry("implements ShouldCapture", JavaBlocksTest::nothingOfTheClinicIsSent),
          entry("implements TraceIdResolver", JavaBlocksTest::theGatewayNamesTheTrace),
          entry("implements EventExporter", JavaBlocksTest::theLogIsADestination),
          entry("@RouteflowCapture", JavaBlocksTest::theScheduledMethodIsAJob),
          entry("routeflow.openScope", JavaBlocksTest::theScopeIsAnEventThatFails),
          entry("routeflow.captureEvent", JavaBlocksTest::anEventAndTwoExceptionsAreSent),
          entry("routeflow.addBreadcrumb", JavaBlocksTest::theEventHasWhatWasAddedAndIsKept),
          entry("routeflow.observe(", JavaBlocksTest::aCallOfTheClientIsRecordedAndNamesItsTrace),
          entry("routeflow.observeCall(", JavaBlocksTest::theUploadIsACall),
          entry("wrapCurrent", JavaBlocksTest::theThreadAddsToItsRequest));

  @FunctionalInterface
  interface Effect {
    void check(Block block, Path classes, FakeIngest ingest) throws Exception;
  }

  static List<Block> blocks() {
    return Proof.JAVA.blocks();
  }

  @Test
  void eachEffectIsThatOfABlock() {
    assertThat(blocks()).hasSize(EFFECTS.size());
  }

  @Test
  void aBlockThatDoesNotCompileIsNoticed(@TempDir Path classes) {
    Block block = new Block("page", 1, "java", "routeflow.addBreadcrumbs(1);\n");
    assertThat(ReaderApplication.errorsOfStatements(block, classes))
        .anyMatch(error -> error.contains("addBreadcrumbs"));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void itDoesWhatItsPageSays(Block block, @TempDir Path classes) throws Exception {
    List<Effect> effects =
        EFFECTS.entrySet().stream()
            .filter(effect -> block.text().contains(effect.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(effects).as("what shows that this does something:%n%s", block.text()).hasSize(1);
    try (FakeIngest ingest = FakeIngest.start()) {
      effects.get(0).check(block, classes, ingest);
    }
  }

  private static void nothingOfTheClinicIsSent(Block block, Path classes, FakeIngest ingest) {
    try (var application = ReaderApplication.withClass(block, classes, ingest, Map.of())) {
      application.get("/clinic/1");
      application.get("/shop/1");
      flush(application);

      assertThat(ingest.events())
          .extracting(event -> event.path("path").asText())
          .containsExactly("/shop/{id}");
    }
  }

  private static void theGatewayNamesTheTrace(Block block, Path classes, FakeIngest ingest) {
    try (var application = ReaderApplication.withClass(block, classes, ingest, Map.of())) {
      application.get(
          "/shop/1", "x-gateway-request: gateway-4711", "x-routeflow-trace-id: other-1");

      assertThat(ingest.awaitEvents(1).get(0).path("trace_id").asText()).isEqualTo("gateway-4711");
    }
  }

  private static void theLogIsADestination(Block block, Path classes, FakeIngest ingest) {
    try (LogCapture log = LogCapture.of(ReaderApplication.LOGGER + "ToTheLog", Level.INFO);
        var application = ReaderApplication.withClass(block, classes, ingest, Map.of())) {
      application.get("/shop/1");

      flush(application);
      assertThat(log.messages()).containsExactly("1 events");
      assertThat(application.context().getBean(Routeflow.class).stats().destinations())
          .hasEntrySatisfying(
              "ToTheLog", destination -> assertThat(destination.sent()).isEqualTo(1));
    }
  }

  private static void theScheduledMethodIsAJob(Block block, Path classes, FakeIngest ingest)
      throws ClassNotFoundException {
    try (var application = ReaderApplication.withClass(block, classes, ingest, Map.of())) {
      run(application, application.type("Invoices"), "send");

      JsonNode job = ingest.awaitEvents(1).get(0);
      assertThat(job.path("type").asText()).isEqualTo("job");
      assertThat(job.path("name").asText()).isEqualTo("nightly-invoices");
      assertThat(job.path("status").asText()).isEqualTo("success");
    }
  }

  /** As the scheduler runs it, which has read its {@code cron} when the application started. */
  private static <T> void run(ReaderApplication application, Class<T> type, String method) {
    BeanDefinition<T> definition = application.context().getBeanDefinition(type);
    ExecutableMethod<T, Object> found = definition.<Object>findMethod(method).orElseThrow();
    found.invoke(application.context().getBean(type));
  }

  private static void theScopeIsAnEventThatFails(Block block, Path classes, FakeIngest ingest) {
    try (var application = statements(block, "return \"\";", classes, ingest)) {
      application.get(ReaderApplication.BLOCK);

      JsonNode scope = ingest.awaitEvent(event -> event.path("type").asText().equals("worker"));
      assertThat(scope.path("name").asText()).isEqualTo("import");
      assertThat(scope.path("status").asText()).isEqualTo("failed");
      assertThat(scope.at("/exception/name").asText()).isEqualTo("java.io.FileNotFoundException");
      JsonNode request = event(ingest, ReaderApplication.BLOCK);
      assertThat(request.path("status").asText()).isEqualTo("success");
      assertThat(scope.path("parent_span_id")).isEqualTo(request.path("span_id"));
    }
  }

  private static void anEventAndTwoExceptionsAreSent(Block block, Path classes, FakeIngest ingest) {
    try (var application = statements(block, "return \"\";", classes, ingest)) {
      application.get(ReaderApplication.BLOCK);

      JsonNode request = event(ingest, ReaderApplication.BLOCK);
      assertThat(request.at("/attributes/routeflow.reported_errors").asInt()).isEqualTo(2);
      JsonNode job = ingest.awaitEvent(event -> event.path("type").asText().equals("job"));
      assertThat(job.path("name").asText()).isEqualTo("daily-report");
      assertThat(job.path("latency_ms").asDouble()).isEqualTo(3000);
      assertThat(job.at("/attributes/rows").asInt()).isEqualTo(12);
      assertThat(job.at("/request/body/day").asText()).isEqualTo("2026-11-28");
      ingest.awaitEvents(4);
      assertThat(ingest.events())
          .filteredOn(event -> event.path("type").asText().equals("exception"))
          .hasSize(2)
          .allMatch(event -> event.path("parent_span_id").equals(request.path("span_id")))
          .extracting(event -> event.at("/exception/name").asText())
          .containsOnly("java.lang.IllegalStateException");
    }
  }

  private static void theEventHasWhatWasAddedAndIsKept(
      Block block, Path classes, FakeIngest ingest) {
    try (var application =
        ReaderApplication.withStatements(
            block, "return \"\";", classes, ingest, Map.of("routeflow.sample-rate", 0))) {
      application.get("/shop/1");
      application.get(ReaderApplication.BLOCK);
      flush(application);

      assertThat(ingest.events()).hasSize(1);
      JsonNode event = ingest.events().get(0);
      assertThat(event.at("/attributes/routeflow.kept_because").asText()).isEqualTo("asked");
      assertThat(event.at("/attributes/tenant").asText()).isEqualTo("acme");
      JsonNode breadcrumbs = event.path("breadcrumbs");
      assertThat(breadcrumbs)
          .extracting(breadcrumb -> breadcrumb.path("message").asText())
          .containsExactly("Validating", "Calling provider");
      assertThat(breadcrumbs.at("/1/category").asText()).isEqualTo("payment");
      assertThat(breadcrumbs.at("/1/level").asText()).isEqualTo("warning");
      assertThat(breadcrumbs.at("/1/data/try").asInt()).isEqualTo(2);
    }
  }

  private static void aCallOfTheClientIsRecordedAndNamesItsTrace(
      Block block, Path classes, FakeIngest ingest) {
    String call =
        """
        URI item = URI.create("http://localhost:" + request.getServerAddress().getPort() + "/shop/1");
        return client
            .send(java.net.http.HttpRequest.newBuilder(item).build(), BodyHandlers.ofString())
            .body();
        """;
    try (var application = statements(block, call, classes, ingest)) {
      assertThat(application.get(ReaderApplication.BLOCK).text()).isEqualTo("item 1");

      JsonNode calling = event(ingest, ReaderApplication.BLOCK);
      JsonNode called = event(ingest, "/shop/{id}");
      JsonNode recorded = onlyCall(calling);
      assertThat(recorded.path("status_code").asInt()).isEqualTo(200);
      assertThat(called.path("trace_id")).isEqualTo(calling.path("trace_id"));
      assertThat(called.path("parent_span_id")).isEqualTo(recorded.path("span_id"));
    }
  }

  private static void theUploadIsACall(Block block, Path classes, FakeIngest ingest) {
    try (var application = statements(block, "return receipt;", classes, ingest)) {
      assertThat(application.get(ReaderApplication.BLOCK).text())
          .isEqualTo("receipt of invoice.pdf");

      JsonNode call = onlyCall(event(ingest, ReaderApplication.BLOCK));
      assertThat(call.path("method").asText()).isEqualTo("POST");
      assertThat(call.path("host").asText()).isEqualTo("ftp.partner.example");
      assertThat(call.path("path_template").asText()).isEqualTo("/receipts/{id}");
    }
  }

  private static void theThreadAddsToItsRequest(Block block, Path classes, FakeIngest ingest) {
    String wait = "archived.await(); return \"\";";
    try (var application = statements(block, wait, classes, ingest)) {
      application.get(ReaderApplication.BLOCK);

      assertThat(event(ingest, ReaderApplication.BLOCK).at("/attributes/archived").asLong())
          .isEqualTo(4711);
    }
  }

  private static ReaderApplication statements(
      Block block, String end, Path classes, FakeIngest ingest) {
    return ReaderApplication.withStatements(block, end, classes, ingest, Map.of());
  }

  private static JsonNode event(FakeIngest ingest, String path) {
    return ingest.awaitEvent(
        event ->
            event.path("type").asText().equals("request")
                && event.path("path").asText().equals(path));
  }

  private static JsonNode onlyCall(JsonNode event) {
    assertThat(event.path("external_calls")).as("%s", event).hasSize(1);
    return event.path("external_calls").get(0);
  }

  private static void flush(ReaderApplication application) {
    assertThat(application.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE)).isTrue();
  }
}
