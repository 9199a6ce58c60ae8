package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.IngestEndpoint;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;

/** Each event arrives as the spans that OpenTelemetry's semantic conventions describe. */
final class TraceExportTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";
  private static final Map<String, Object> DATABASE =
      Map.of(
          "datasources.default.url",
          "jdbc:h2:mem:spans;DB_CLOSE_DELAY=-1",
          "datasources.default.driver-class-name",
          "org.h2.Driver");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRequestIsAServerSpanOverEachProtocol(boolean grpc) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = start(receiver, grpc, Map.of())) {
      application.get("/items/7?secret=1", "x-routeflow-frontend-route", "/cart");

      Span span = receiver.awaitSpan(one -> one.getName().equals("GET /items/{id}"));
      assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(Attributes.of(span))
          .containsEntry("http.request.method", "GET")
          .containsEntry("http.route", "/items/{id}")
          .containsEntry("http.response.status_code", 200L)
          .containsEntry("url.scheme", "http")
          .containsEntry("code.function.name", "suite.opentelemetry.support.Shop.item")
          .containsEntry("routeflow.frontend_route", "/cart")
          .containsEntry("routeflow.type", "request")
          .containsEntry("tenant", "acme")
          .doesNotContainKeys("error.type", "routeflow.trace_id");
      assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
      assertThat(span.getTraceId().size()).isEqualTo(16);
      assertThat(span.getSpanId().size()).isEqualTo(8);
      assertThat(span.getParentSpanId().isEmpty()).isTrue();
      // the flags of W3C: sampled
      assertThat(span.getFlags() & 0xFF).isEqualTo(1);
      assertThat(receiver.requests().toString()).doesNotContain("secret");
    }
  }

  @Test
  void theServiceIsTheResource() {
    Map<String, Object> named =
        Map.of(
            "routeflow.service-version", "1.2.3",
            "routeflow.env", "staging",
            "routeflow.tags", "team=shop",
            "routeflow.otlp.resource-attributes", "at-project-key=k%2C1,cloud.region=eu");
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, named)) {
      application.get("/items/7");
      receiver.awaitSpans(1);
      assertThat(Attributes.of(receiver.resource().getAttributesList()))
          .containsEntry("service.name", "shop")
          .containsEntry("service.version", "1.2.3")
          .containsEntry("deployment.environment.name", "staging")
          .containsEntry("team", "shop")
          .containsEntry("at-project-key", "k,1")
          .containsEntry("cloud.region", "eu")
          .containsKey("service.instance.id");
    }
  }

  @Test
  void aFailureHasItsExceptionAsASpanEventAndItsMessageOnlyWhereThatIsAskedFor() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get("/failing");
      Span span = receiver.awaitSpans(1).get(0);
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(Attributes.of(span))
          .containsEntry("error.type", "java.lang.IllegalStateException")
          .containsEntry("http.response.status_code", 500L);
      assertThat(span.getEventsList()).hasSize(1);
      assertThat(span.getEvents(0).getName()).isEqualTo("exception");
      assertThat(Attributes.of(span.getEvents(0).getAttributesList()))
          .isEqualTo(Map.of("exception.type", "java.lang.IllegalStateException"));
    }
    Map<String, Object> all =
        Map.of("routeflow.capture-exception-message", true, "routeflow.capture-stack-trace", true);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, all)) {
      application.get("/failing");
      Map<String, Object> event =
          Attributes.of(receiver.awaitSpans(1).get(0).getEvents(0).getAttributesList());
      assertThat(event).containsEntry("exception.message", "secret 4711");
      assertThat(String.valueOf(event.get("exception.stacktrace"))).contains("Shop.failing");
    }
  }

  @Test
  void whatNoRouteMatchesHasNoRouteAndAnErrorOfTheClientIsNoneOfTheServer() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get("/nowhere/4711");
      Span span = receiver.awaitSpans(1).get(0);
      assertThat(span.getName()).isEqualTo("GET");
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(Attributes.of(span))
          .containsEntry("http.response.status_code", 404L)
          .doesNotContainKeys("http.route", "code.function.name", "error.type");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "job, SPAN_KIND_INTERNAL",
    "worker, SPAN_KIND_INTERNAL",
    "custom, SPAN_KIND_INTERNAL",
    "queue, SPAN_KIND_CONSUMER"
  })
  void workIsASpanWithinTheRequest(String type, Span.SpanKind kind) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get(
          "/task/" + type, "x-routeflow-trace-id", "page-1", "traceparent", TRACEPARENT);
      Span work = receiver.awaitSpan(one -> one.getName().equals("nightly"));
      Span request = receiver.awaitSpan(one -> one.getName().startsWith("GET"));
      // what OTLP adds to the flags of W3C: whether it is known that the parent is remote, and is
      assertThat(request.getFlags() & 0x300).isEqualTo(0x300);
      assertThat(work.getFlags() & 0x300).isEqualTo(0x100);
      assertThat(work.getKind()).isEqualTo(kind);
      assertThat(work.getParentSpanId()).isEqualTo(request.getSpanId());
      assertNests(work, request);
      assertThat(hex(work.getTraceId().toByteArray())).isEqualTo(TRACE);
      assertThat(work.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(Attributes.of(work))
          .containsEntry("error.type", "java.lang.IllegalArgumentException")
          .containsEntry("routeflow.type", type);
    }
  }

  /** Both begin at a whole millisecond, so the outer one may end up to one too early. */
  private static void assertNests(Span inner, Span outer) {
    assertThat(inner.getStartTimeUnixNano())
        .isBetween(outer.getStartTimeUnixNano(), inner.getEndTimeUnixNano());
    assertThat(inner.getEndTimeUnixNano())
        .isLessThanOrEqualTo(outer.getEndTimeUnixNano() + TimeUnit.MILLISECONDS.toNanos(1));
  }

  @Test
  void aReportedExceptionIsASpanWithIt() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get("/reported");
      Span reported =
          receiver.awaitSpan(
              one -> one.getName().equals("java.lang.UnsupportedOperationException"));
      Span request = receiver.awaitSpan(one -> one.getName().equals("GET /reported"));
      assertThat(reported.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_INTERNAL);
      assertThat(reported.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(reported.getEventsList()).hasSize(1);
      assertThat(Attributes.of(reported))
          .containsEntry("http.route", "/reported")
          .containsEntry("error.type", "java.lang.UnsupportedOperationException");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01"})
  void whatIsSentIsMarkedAsSampledWhateverTheCallerDoes(String flags) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get(
          "/items/1", "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-" + PARENT + "-" + flags);
      assertThat(receiver.awaitSpans(1).get(0).getFlags() & 0xff).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // header of the module, traceparent, trace id of the span, routeflow.trace_id
    "'', '', '', ''",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c8, '', 6ba7b8109dad11d180b400c04fd430c8, ''",
    "page-42-7, '', aea44c4714e7a12666a8ea62345088f7, page-42-7",
    "'', 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01,"
        + " 4bf92f3577b34da6a3ce929d0e0e4736, ''",
    "page-42-7, 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01,"
        + " 4bf92f3577b34da6a3ce929d0e0e4736, page-42-7",
  })
  void theTraceIsTheCallersElseThatOfTheEvent(
      String own, String traceparent, String expected, String original) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get("/items/1", headers(own, traceparent));
      Span span = receiver.awaitSpans(1).get(0);
      String traceId = hex(span.getTraceId().toByteArray());
      if (!expected.isEmpty()) {
        assertThat(traceId).isEqualTo(expected);
      }
      assertThat(hex(span.getParentSpanId().toByteArray()))
          .isEqualTo(traceparent.isEmpty() ? "" : PARENT);
      if (original.isEmpty()) {
        assertThat(Attributes.of(span)).doesNotContainKey("routeflow.trace_id");
      } else {
        assertThat(Attributes.of(span)).containsEntry("routeflow.trace_id", original);
      }
    }
  }

  /** So that what one receiver shows of a request is found at the other. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c8, ''",
    "page-42-7, ''",
    "'', 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
  })
  void theIdsAreThoseOfTheEventAtTheIngestEndpoint(String own, String traceparent) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        IngestEndpoint ingest = IngestEndpoint.start();
        OtelApplication application = OtelApplication.start(receiver, ingest.settings())) {
      application.get("/task/job", headers(own, traceparent));
      List<Map<?, ?>> events = ingest.awaitEvents(2);
      assertThat(events).hasSize(2);
      for (Map<?, ?> event : events) {
        Span span =
            receiver.awaitSpan(
                one ->
                    Objects.equals(
                        event.get("event_id"), Attributes.of(one).get("routeflow.event_id")));
        String trace = hex(span.getTraceId().toByteArray());
        Object named = Attributes.of(span).getOrDefault("routeflow.trace_id", trace);
        assertThat(hex(span.getSpanId().toByteArray())).isEqualTo(event.get("span_id"));
        assertThat(hex(span.getParentSpanId().toByteArray()))
            .isEqualTo(Objects.requireNonNullElse(event.get("parent_span_id"), ""));
        assertThat(String.valueOf(event.get("trace_id")))
            .isIn(named, UUID.fromString(dashed(trace)).toString());
      }
    }
  }

  private static String dashed(String digits) {
    return digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }

  @Test
  void eachStatementIsAClientSpanWithinItsRequest() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, DATABASE)) {
      application.get("/orders/3");
      Span request = receiver.awaitSpan(one -> one.getName().equals("GET /orders/{queries}"));
      List<Span> statements = within(receiver, request);
      assertThat(statements).hasSize(5);
      assertThat(statements)
          .allSatisfy(
              one -> {
                assertThat(one.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
                assertThat(one.getTraceId()).isEqualTo(request.getTraceId());
                assertThat(one.getStartTimeUnixNano())
                    .isBetween(request.getStartTimeUnixNano(), one.getEndTimeUnixNano());
                assertThat(one.getEndTimeUnixNano())
                    .isLessThanOrEqualTo(request.getEndTimeUnixNano());
                assertThat(Attributes.of(one))
                    .containsEntry("db.system.name", "h2database")
                    .containsEntry("db.namespace", "spans")
                    .doesNotContainKeys("server.address", "server.port");
              });
      assertThat(statements).extracting(Span::getSpanId).doesNotHaveDuplicates();
      Span select =
          statements.stream()
              .filter(one -> one.getName().equals("SELECT orders"))
              .findFirst()
              .orElseThrow();
      assertThat(Attributes.of(select))
          .containsEntry("db.query.text", "SELECT total FROM orders WHERE id = ?")
          .containsEntry("db.query.summary", "SELECT orders")
          .containsEntry("db.operation.name", "SELECT")
          .containsEntry("db.collection.name", "orders")
          .containsEntry("routeflow.datasource", "default");
      Span failed =
          statements.stream()
              .filter(one -> one.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR)
              .findFirst()
              .orElseThrow();
      assertThat(Attributes.of(failed))
          .containsEntry("db.collection.name", "nowhere")
          .containsEntry("db.response.status_code", "42102")
          .containsKey("error.type");
    }
  }

  @Test
  void anOutgoingCallIsAClientSpanThatTheOtherServiceHasAsItsParent() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get("/calling");
      Span request = receiver.awaitSpan(one -> one.getName().equals("GET /calling"));
      Span called = receiver.awaitSpan(one -> one.getName().equals("GET /items/{id}"));
      List<Span> calls = within(receiver, request);
      assertThat(calls).hasSize(1);
      Span call = calls.get(0);
      assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(call.getName()).isEqualTo("GET");
      assertThat(Attributes.of(call))
          .containsEntry("http.request.method", "GET")
          .containsEntry("server.address", "127.0.0.1")
          .containsEntry("server.port", (long) application.port())
          .containsEntry("http.response.status_code", 200L)
          .doesNotContainKey("error.type");
      assertThat(call.getStartTimeUnixNano())
          .isBetween(request.getStartTimeUnixNano(), call.getEndTimeUnixNano());
      assertThat(call.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano());
      assertThat(called.getParentSpanId()).isEqualTo(call.getSpanId());
      assertThat(called.getTraceId()).isEqualTo(request.getTraceId());
    }
  }

  @Test
  void aCallByNoKnownMethodIsNamedAsTheConventionsSay() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get("/calling/oddly");
      Span call = receiver.awaitSpan(one -> one.getKind() == Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(call.getName()).isEqualTo("HTTP");
      assertThat(Attributes.of(call))
          .containsEntry("http.request.method", "_OTHER")
          .doesNotContainKey("http.request.method_original");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PURGE, cache.example, HTTP, _OTHER, PURGE, cache.example, ",
    "PATCH, https://cache.example/a?b=c, PATCH, PATCH, , cache.example, 443",
    "GET, http://[::1]/, GET, GET, , [::1], 80",
    "GET, http://cache.example:81, GET, GET, , cache.example, 81"
  })
  void aCallHasWhatTheConventionsRequireOfItsMethodAndServer(
      String method,
      String server,
      String name,
      String known,
      String original,
      String address,
      Long port) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get(
          "/calling/by/" + method + "?server=" + URLEncoder.encode(server, StandardCharsets.UTF_8));
      Span call = receiver.awaitSpan(one -> one.getKind() == Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(call.getName()).isEqualTo(name);
      Map<String, Object> attributes = Attributes.of(call);
      assertThat(attributes)
          .containsEntry("http.request.method", known)
          .containsEntry("server.address", address);
      assertThat(attributes.get("http.request.method_original")).isEqualTo(original);
      assertThat(attributes.get("server.port")).isEqualTo(port);
      assertThat(receiver.requests().toString()).doesNotContain("b=c");
    }
  }

  @Test
  void beyondFiveHundredStatementsTheOthersAreOneSpanWithTheirCount() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, DATABASE)) {
      application.get("/orders/600");
      Span request = receiver.awaitSpan(one -> one.getName().equals("GET /orders/{queries}"));
      List<Span> statements = within(receiver, request);
      assertThat(statements).hasSize(501);
      List<Span> others =
          statements.stream()
              .filter(one -> Attributes.of(one).containsKey("routeflow.count"))
              .toList();
      assertThat(others).hasSize(1);
      assertThat(Attributes.of(others.get(0))).containsEntry("routeflow.count", 102L);
      assertThat(others.get(0).getEndTimeUnixNano())
          .isLessThanOrEqualTo(request.getEndTimeUnixNano());
    }
  }

  /** 700 calls to 150 servers in turn, of which an event keeps the first 100 apart. */
  @Test
  void beyondFiveHundredCallsAllOthersAreOneSpanWithTheirCount() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.start(receiver, Map.of())) {
      application.get("/calling/many/700");
      Span request = receiver.awaitSpan(one -> one.getName().equals("GET /calling/many/{calls}"));
      List<Span> calls = within(receiver, request);
      assertThat(calls).hasSize(501);
      assertThat(calls)
          .extracting(one -> Attributes.of(one).get("routeflow.count"))
          .filteredOn(Objects::nonNull)
          .containsExactly(200L);
    }
  }

  @Test
  void aStaticFileHasARouteAndNoFunction(@TempDir Path files) throws Exception {
    Files.writeString(files.resolve("page.txt"), "a page");
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            OtelApplication.start(
                receiver,
                Map.of(
                    "micronaut.router.static-resources.files.paths",
                    "file:" + files,
                    "micronaut.router.static-resources.files.mapping",
                    "/static/**"))) {
      assertThat(application.get("/static/page.txt")).isEqualTo(200);
      assertThat(Attributes.of(receiver.awaitSpans(1).get(0)))
          .containsEntry("http.route", "/static/**")
          .doesNotContainKey("code.function.name");
    }
  }

  @ParameterizedTest
  @CsvSource({"false, none, 512", "false, none, 7", "true, none, 7", "true, gzip, 7"})
  void manyRequestsAtOnceHaveASpanEachAndNoIdTwice(boolean grpc, String compression, int batch) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            start(
                receiver,
                grpc,
                Map.of(
                    "routeflow.otlp.compression",
                    compression,
                    "routeflow.otlp.max-events-per-batch",
                    batch))) {
      IntStream.range(0, 400).parallel().forEach(i -> application.get("/items/" + i));
      List<Span> spans = receiver.awaitSpans(400);
      assertThat(spans).hasSize(400);
      assertThat(spans.stream().map(Span::getSpanId).collect(Collectors.toSet())).hasSize(400);
      assertThat(spans.stream().map(Span::getTraceId).collect(Collectors.toSet())).hasSize(400);
    }
  }

  private static List<Span> within(OtlpReceiver receiver, Span request) {
    return receiver.spans().stream()
        .filter(one -> one.getParentSpanId().equals(request.getSpanId()))
        .toList();
  }

  private static String[] headers(String own, String traceparent) {
    return java.util.stream.Stream.of(
            own.isEmpty() ? new String[0] : new String[] {"x-routeflow-trace-id", own},
            traceparent.isEmpty() ? new String[0] : new String[] {"traceparent", traceparent})
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static OtelApplication start(
      OtlpReceiver receiver, boolean grpc, Map<String, Object> properties) {
    return grpc
        ? OtelApplication.startGrpc(receiver, properties)
        : OtelApplication.start(receiver, properties);
  }
}
