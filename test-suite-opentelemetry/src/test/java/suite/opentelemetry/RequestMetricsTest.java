package suite.opentelemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.metrics.MetersFactory;
import io.routeflow.micronaut.opentelemetry.metrics.RequestMeters;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Reply;
import suite.opentelemetry.support.Shop;
import suite.opentelemetry.support.TestCertificate;

/** Every request counts, by the template of its route. */
final class RequestMetricsTest {

  private static final String DURATION = "http.server.request.duration";
  private static final String COUNT = "http.server.request.count";
  private static final String ERRORS = "http.server.request.errors";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRequestCountsAlsoThoseThatBecomeNoEvents(boolean grpc) {
    Map<String, Object> none =
        Map.of("routeflow.sample-rate", 0, "routeflow.shutdown-timeout-ms", 20_000);
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication application =
          grpc
              ? OtelApplication.startGrpc(receiver, none)
              : OtelApplication.start(receiver, none)) {
        for (int i = 0; i < 5; i++) {
          application.get("/items/" + i);
        }
        application.get("/failing");
        application.get("/nowhere/1");
        application.get("/nowhere/2");
      }
      // the last sums come when the application stops
      Metric duration = last(receiver.metrics(DURATION));
      assertThat(duration.getUnit()).isEqualTo("s");
      HistogramDataPoint items =
          duration.getHistogram().getDataPointsList().stream()
              .filter(point -> route(point).equals("/items/{id}"))
              .findFirst()
              .orElseThrow();
      assertThat(items.getCount()).isEqualTo(5);
      assertThat(items.getSum()).isGreaterThan(0);
      assertThat(items.getExplicitBoundsList())
          .containsExactly(
              0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
      assertThat(Attributes.of(items.getAttributesList()))
          .containsOnly(
              Map.entry("http.request.method", "GET"),
              Map.entry("url.scheme", "http"),
              Map.entry("http.route", "/items/{id}"),
              Map.entry("http.response.status_code", 200L));

      assertThat(last(receiver.metrics(COUNT)).getUnit()).isEqualTo("{request}");
      assertThat(last(receiver.metrics(ERRORS)).getUnit()).isEqualTo("{request}");
      List<NumberDataPoint> counts = last(receiver.metrics(COUNT)).getSum().getDataPointsList();
      assertThat(counts.stream().mapToLong(NumberDataPoint::getAsInt).sum()).isEqualTo(8);
      NumberDataPoint unmatched =
          counts.stream()
              .filter(point -> !Attributes.of(point.getAttributesList()).containsKey("http.route"))
              .findFirst()
              .orElseThrow();
      assertThat(unmatched.getAsInt()).isEqualTo(2);
      List<NumberDataPoint> errors = last(receiver.metrics(ERRORS)).getSum().getDataPointsList();
      assertThat(errors).hasSize(1);
      assertThat(errors.get(0).getAsInt()).isEqualTo(1);
      assertThat(Attributes.of(errors.get(0).getAttributesList()))
          .containsOnly(
              Map.entry("http.request.method", "GET"),
              Map.entry("url.scheme", "http"),
              Map.entry("http.route", "/failing"),
              Map.entry("http.response.status_code", 500L),
              Map.entry("error.type", "500"));
      assertThat(receiver.spans()).isEmpty();
    }
  }

  static Stream<Arguments> dropping() {
    return Stream.of(
        Arguments.of(Reply.accept(), Map.of("suite.rule", true)),
        Arguments.of(
            Reply.hang(),
            Map.of(
                "routeflow.queue-maxsize", 4,
                "routeflow.otlp.queue-maxsize", 4,
                "routeflow.otlp.max-events-per-batch", 1,
                "routeflow.otlp.max-batches-in-flight", 1,
                "routeflow.otlp.timeout-ms", 60_000)));
  }

  @ParameterizedTest
  @MethodSource("dropping")
  void requestsThatARuleOrAFullQueueDropsCount(Reply first, Map<String, Object> dropping) {
    Map<String, Object> settings = new HashMap<>(dropping);
    settings.put("routeflow.ignored-paths", "/missing");
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(first)) {
      try (OtelApplication application = OtelApplication.start(receiver, settings)) {
        for (int i = 0; i < 50; i++) {
          application.get("/items/" + i);
          application.get("/missing/" + i);
        }
        Routeflow routeflow = application.context().getBean(Routeflow.class);
        await().atMost(OtlpReceiver.PATIENCE).until(() -> routeflow.stats().droppedTotal() > 0);
        receiver.letGo();
      }
      Metric count = last(receiver.metrics(COUNT));
      // none of those that are ignored
      assertThat(count.getSum().getDataPointsList())
          .extracting(point -> Attributes.of(point.getAttributesList()).get("http.route"))
          .containsExactly("/items/{id}");
      assertThat(total(count)).isEqualTo(50);
    }
  }

  /** Drops every event. */
  @Singleton
  @Requires(property = "suite.rule")
  static final class Rule implements ShouldCapture {
    @Override
    public boolean shouldCapture(Event event) {
      return false;
    }
  }

  @Test
  void aRequestWhoseClientHasLeftHasAnErrorInPlaceOfAStatusWhichIsNoneOfTheServer()
      throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication application = OtelApplication.start(receiver, Map.of())) {
        Shop shop = application.context().getBean(Shop.class);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), application.port())) {
          client
              .getOutputStream()
              .write("GET /hanging HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(US_ASCII));
          await().atMost(OtlpReceiver.PATIENCE).until(() -> shop.hangingRequests() == 1);
        }
        receiver.awaitSpans(1);
      }
      NumberDataPoint left = last(receiver.metrics(COUNT)).getSum().getDataPoints(0);
      assertThat(left.getAsInt()).isEqualTo(1);
      assertThat(Attributes.of(left.getAttributesList()))
          .containsEntry("http.route", "/hanging")
          .containsEntry("error.type", "client_disconnected")
          .doesNotContainKey("http.response.status_code");
      Span span = receiver.spans().get(0);
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(Attributes.of(span))
          .containsEntry("error.type", "client_disconnected")
          .doesNotContainKey("http.response.status_code");
      assertThat(receiver.metrics(ERRORS)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"/breaking, 200", "/hanging, "})
  void whatTheServerBreaksOffIsAnErrorWithTheStatusThatWasSentIfAny(String path, Long status) {
    // the server closes a connection whose request has no answer
    Map<String, Object> impatient =
        status == null ? Map.of("micronaut.server.idle-timeout", "1s") : Map.of();
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication application = OtelApplication.start(receiver, impatient)) {
        // the first one takes longer
        application.get("/items/1");
        String answer = application.getUntilItsEnd(path);
        assertThat(answer).startsWith(status == null ? "" : "HTTP/1.1 " + status);
        receiver.awaitSpan(one -> one.getName().equals("GET " + path));
      }
      Span span = receiver.awaitSpan(one -> one.getName().equals("GET " + path));
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      Map<String, Object> ofTheSpan = Attributes.of(span.getAttributesList());
      assertThat(ofTheSpan)
          .as("the exception by which the stream has ended, where one has")
          .containsEntry(
              "error.type",
              status == null ? "response_aborted" : IllegalStateException.class.getName())
          .doesNotContainValue("secret 4712");
      assertThat(ofTheSpan.get("http.response.status_code")).isEqualTo(status);
      Stream<List<KeyValue>> durations =
          last(receiver.metrics(DURATION)).getHistogram().getDataPointsList().stream()
              .map(HistogramDataPoint::getAttributesList);
      assertThat(
              Stream.of(durations, sums(receiver, COUNT), sums(receiver, ERRORS))
                  .flatMap(attributes -> attributes)
                  .map(attributes -> Attributes.of(attributes))
                  .filter(attributes -> path.equals(attributes.get("http.route"))))
          .hasSize(3)
          .allSatisfy(
              attributes -> {
                assertThat(attributes).containsEntry("error.type", "response_aborted");
                assertThat(attributes.get("http.response.status_code")).isEqualTo(status);
              });
    }
  }

  private static Stream<List<KeyValue>> sums(OtlpReceiver receiver, String name) {
    return last(receiver.metrics(name)).getSum().getDataPointsList().stream()
        .map(NumberDataPoint::getAttributesList);
  }

  @Test
  void sumsAreSentEachInterval() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            OtelApplication.start(receiver, Map.of("routeflow.otlp.metrics-interval-ms", 100))) {
      application.get("/items/1");
      receiver.awaitMetric(COUNT, metric -> total(metric) == 1);
      application.get("/items/2");
      receiver.awaitMetric(COUNT, metric -> total(metric) == 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"duration, " + DURATION, "count, " + COUNT, "errors, " + ERRORS})
  void eachMayBeSwitchedOff(String key, String metric) {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication application =
          OtelApplication.start(
              receiver,
              Map.of(
                  "routeflow.otlp.metrics." + key,
                  false,
                  "routeflow.shutdown-timeout-ms",
                  20_000))) {
        application.get("/failing");
      }
      // the sums of a request that was recorded while the first flush of the stop ran are sent
      // again
      for (String name : List.of(DURATION, COUNT, ERRORS)) {
        assertThat(receiver.metrics(name).isEmpty()).as(name).isEqualTo(name.equals(metric));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 100", "true, 100", "false, 3600000", "true, 3600000"})
  void theLastSumsAreSentAlsoWhereARequestBeforeThemOrOfThemIsGivenUp(boolean grpc, int interval) {
    Map<String, Object> settings =
        Map.of(
            "routeflow.otlp.signals",
            "metrics",
            "routeflow.otlp.metrics-interval-ms",
            interval,
            "routeflow.otlp.timeout-ms",
            500,
            "routeflow.shutdown-timeout-ms",
            20_000);
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang())) {
      try (OtelApplication application =
          grpc
              ? OtelApplication.startGrpc(receiver, settings)
              : OtelApplication.start(receiver, settings)) {
        application.get("/items/1");
        if (interval == 100) {
          receiver.awaitRequests(1);
        }
      }
      assertThat(receiver.metrics(COUNT)).isNotEmpty();
    }
  }

  @Test
  void aRequestThatEndsWhileTheApplicationStopsIsInTheLastSums() {
    MetersFactory.Wanted wanted = new MetersFactory.Wanted(false, true, false, Duration.ofHours(1));
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ApplicationContext context = ApplicationContext.builder().build()) {
      RequestMeters meters =
          MetersFactory.of(
              "test",
              target(receiver),
              Resource::empty,
              () -> "http",
              wanted,
              OtlpReceiver.PATIENCE);
      meters.requestEnded("/", "/", "GET", 200, 1);
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .until(
              () -> {
                // takes effect once the SDK has started
                meters.onApplicationEvent(new ShutdownEvent(context));
                return !receiver.metrics(COUNT).isEmpty();
              });
      meters.requestEnded("/", "/", "GET", 200, 1);
      meters.close();
      assertThat(receiver.metrics(COUNT))
          .extracting(metric -> total(metric))
          .containsExactly(1L, 2L);
    }
  }

  private static OtlpTarget target(OtlpReceiver receiver) {
    return new OtlpTarget(
        URI.create(receiver.httpUrl() + "/v1/metrics"),
        Protocol.HTTP,
        Map.of(),
        false,
        OtlpReceiver.PATIENCE,
        TlsFiles.NONE,
        1);
  }

  @Test
  void theSchemeIsThatOfTheServer(@TempDir Path folder) {
    TestCertificate certificate = TestCertificate.create(folder, "server");
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication application = OtelApplication.startHttps(receiver, certificate)) {
        assertThat(application.getHttps("/items/1", certificate)).isEqualTo(200);
      }
      assertThat(Attributes.of(receiver.awaitSpans(1).get(0))).containsEntry("url.scheme", "https");
      NumberDataPoint point = receiver.awaitMetric(COUNT, metric -> true).getSum().getDataPoints(0);
      assertThat(Attributes.of(point.getAttributesList())).containsEntry("url.scheme", "https");
    }
  }

  /** A server that is reached both ways does not know which of them a request has come. */
  @Test
  void aServerOfBothProtocolsSaysNoSchemeRatherThanAWrongOne(@TempDir Path folder) {
    TestCertificate certificate = TestCertificate.create(folder, "server");
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication application = OtelApplication.startDual(receiver, certificate)) {
        assertThat(application.getHttps("/items/1", certificate)).isEqualTo(200);
      }
      assertThat(Attributes.of(receiver.awaitSpans(1).get(0)))
          .containsKey("http.route")
          .doesNotContainKey("url.scheme");
      NumberDataPoint point = receiver.awaitMetric(COUNT, metric -> true).getSum().getDataPoints(0);
      assertThat(Attributes.of(point.getAttributesList()))
          .containsKey("http.route")
          .doesNotContainKey("url.scheme");
    }
  }

  @Test
  void tracesAloneHaveNoMetrics() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication application =
          OtelApplication.start(receiver, Map.of("routeflow.otlp.signals", "traces"))) {
        application.get("/items/1");
      }
      assertThat(receiver.spans()).hasSize(1);
      assertThat(receiver.metrics(COUNT)).isEmpty();
    }
  }

  private static long total(Metric metric) {
    return metric.getSum().getDataPointsList().stream().mapToLong(NumberDataPoint::getAsInt).sum();
  }

  private static String route(HistogramDataPoint point) {
    return String.valueOf(Attributes.of(point.getAttributesList()).get("http.route"));
  }

  private static Metric last(List<Metric> metrics) {
    return metrics.get(metrics.size() - 1);
  }
}
