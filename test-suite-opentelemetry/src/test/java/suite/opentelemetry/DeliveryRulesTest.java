package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.LogLines;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Received;
import suite.opentelemetry.support.Reply;
import suite.opentelemetry.support.Shop;

/** What the receiver answers decides what is sent again, by the rules of OTLP. */
final class DeliveryRulesTest {

  private static final int AN_HOUR_SECONDS = 3600;

  static Stream<Arguments> passing() {
    return Stream.of(
        Arguments.of(false, Reply.http(429)),
        Arguments.of(false, Reply.http(502)),
        Arguments.of(false, Reply.http(503)),
        Arguments.of(false, Reply.http(504)),
        Arguments.of(false, Reply.http(503).header("Retry-After", "0")),
        Arguments.of(false, Reply.http(503).header("Retry-After", "Fri, 20 Nov 2020 09:30:45 GMT")),
        Arguments.of(false, Reply.http(429).header("Retry-After", "Sun Nov  6 08:49:37 1994")),
        Arguments.of(true, Reply.grpc(Status.Code.CANCELLED)),
        Arguments.of(true, Reply.grpc(Status.Code.DEADLINE_EXCEEDED)),
        Arguments.of(true, Reply.grpc(Status.Code.ABORTED)),
        Arguments.of(true, Reply.grpc(Status.Code.OUT_OF_RANGE)),
        Arguments.of(true, Reply.grpc(Status.Code.UNAVAILABLE)),
        Arguments.of(true, Reply.grpc(Status.Code.DATA_LOSS)),
        Arguments.of(true, Reply.grpc(Status.Code.UNAVAILABLE).afterAMessage()),
        Arguments.of(true, Reply.grpc(Status.Code.RESOURCE_EXHAUSTED).retryInfo(0)));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsSentAgainWithTheSameIds(boolean grpc, Reply reply) {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(reply);
        OtelApplication application = start(receiver, grpc, Map.of())) {
      application.get("/items/1");
      Span accepted = receiver.awaitSpans(1).get(0);
      assertThat(receiver.requests()).hasSize(2);
      assertThat(spans(receiver.requests().get(0))).containsExactly(accepted);
      awaitSent(application, 1);
      assertThat(application.stats("otlp").retries()).isEqualTo(1);
    }
  }

  static Stream<Arguments> lasting() {
    return Stream.of(
        Arguments.of(false, Reply.http(400), DropReason.HTTP_4XX),
        Arguments.of(false, Reply.http(401), DropReason.HTTP_4XX),
        Arguments.of(false, Reply.http(404), DropReason.HTTP_4XX),
        Arguments.of(false, Reply.http(408), DropReason.HTTP_4XX),
        Arguments.of(false, Reply.http(413), DropReason.HTTP_4XX),
        Arguments.of(false, Reply.http(500), DropReason.HTTP_5XX),
        Arguments.of(false, Reply.http(501), DropReason.HTTP_5XX),
        Arguments.of(false, Reply.http(307).header("Location", "/elsewhere"), DropReason.REDIRECT),
        Arguments.of(true, Reply.grpc(Status.Code.INVALID_ARGUMENT), DropReason.HTTP_4XX),
        Arguments.of(true, Reply.grpc(Status.Code.UNAUTHENTICATED), DropReason.HTTP_4XX),
        Arguments.of(
            true, Reply.grpc(Status.Code.UNIMPLEMENTED).afterAMessage(), DropReason.HTTP_4XX),
        Arguments.of(true, Reply.grpc(Status.Code.RESOURCE_EXHAUSTED), DropReason.HTTP_4XX),
        Arguments.of(true, Reply.grpc(Status.Code.INTERNAL), DropReason.HTTP_5XX));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatIsFinalIsNotSentAgain(boolean grpc, Reply reply, DropReason reason) {
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(reply);
        OtelApplication application = start(receiver, grpc, Map.of())) {
      application.get("/items/1");
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .untilAsserted(
              () -> assertThat(application.stats("otlp").dropped()).isEqualTo(Map.of(reason, 1L)));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  static Stream<Arguments> later() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(AN_HOUR_SECONDS));
    return Stream.of(
        Arguments.of(true, Reply.grpc(Status.Code.UNAVAILABLE).retryInfo(AN_HOUR_SECONDS)),
        Arguments.of(false, Reply.http(503).header("Retry-After", "" + AN_HOUR_SECONDS)),
        Arguments.of(false, Reply.http(429).header("Retry-After", date)),
        Arguments.of(
            false, Reply.http(429).header("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")));
  }

  @ParameterizedTest
  @MethodSource("later")
  void aReceiverThatAsksForTimeIsLeftAlone(boolean grpc, Reply later) {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(later);
        OtelApplication application = start(receiver, grpc, Map.of())) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      application.get("/items/1");
      receiver.awaitRequests(1);
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .until(() -> application.stats("otlp").lastErrorAt() != null);
      application.get("/items/2");
      // longer than all attempts would take without the receiver's wish
      assertThat(routeflow.flush(Duration.ofMillis(400))).isFalse();
      assertThat(receiver.requests()).hasSize(1);
      assertThat(application.stats("otlp").waiting()).isEqualTo(2);
    }
  }

  /** The stop sends what there is, so the wish holds for that as well, and for the next batch. */
  @ParameterizedTest
  @CsvSource({"metrics, false, 5", "metrics, true, 5", "logs, false, 1", "logs, true, 5"})
  void aReceiverThatAsksForTimeIsLeftAloneByMetricsAndLogsToo(
      String signal, boolean grpc, int maxAttempts) {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtlpReceiver receiver = OtlpReceiver.start().answer(later(grpc, AN_HOUR_SECONDS))) {
      try (OtelApplication application =
          start(receiver, grpc, quickly(signal, maxAttempts, 1000))) {
        application.get("/logging");
        receiver.awaitRequests(1);
        if (maxAttempts == 1) {
          // so what comes next is another batch
          await().atMost(OtlpReceiver.PATIENCE).until(() -> !log.lines().isEmpty());
        }
        application.get("/logging");
      }
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"metrics, false", "metrics, true", "logs, false", "logs, true"})
  void aStopWaitsForAReceiverThatAsksForLessTimeThanItHas(String signal, boolean grpc) {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(later(grpc, 1))) {
      try (OtelApplication application = start(receiver, grpc, quickly(signal, 1, 20_000))) {
        application.get("/logging");
        receiver.awaitRequests(1);
        application.get("/logging");
      }
      if (signal.equals("logs")) {
        // the first batch, of which a line may have missed, is given up
        assertThat(receiver.logsOf(Shop.LOGGER)).hasSizeBetween(2, 3);
      } else {
        assertThat(receiver.metrics("http.server.request.count")).isNotEmpty();
      }
    }
  }

  private static Reply later(boolean grpc, int seconds) {
    return grpc
        ? Reply.grpc(Status.Code.UNAVAILABLE).retryInfo(seconds)
        : Reply.http(429).header("Retry-After", String.valueOf(seconds));
  }

  private static Map<String, Object> quickly(String signal, int maxAttempts, int shutdownMillis) {
    return Map.of(
        "routeflow.otlp.signals",
        signal,
        "routeflow.otlp.max-attempts",
        maxAttempts,
        "routeflow.otlp.metrics-interval-ms",
        100,
        "routeflow.shutdown-timeout-ms",
        shutdownMillis);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsRejectedOfAnAcceptedRequestIsLoggedAndNotSentAgain(boolean grpc) {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.partial(1));
        OtelApplication application = start(receiver, grpc, Map.of())) {
      application.get("/task/job");
      awaitSent(application, 2);
      assertThat(receiver.requests()).hasSize(1);
      assertThat(log.lines())
          .containsExactly(
              "The receiver of otlp has rejected 1 spans of requests that it accepted");
    }
  }

  @Test
  void whatIsRejectedWithinAMinuteOfTheLastLineIsInALineAtTheEnd() {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.partial(1))) {
      Map<String, Object> traces = Map.of("routeflow.otlp.signals", "traces");
      try (OtelApplication application = start(receiver, false, traces)) {
        for (int i = 1; i <= 3; i++) {
          application.get("/task/job");
          receiver.awaitSpans(2 * i);
        }
      }
      assertThat(log.lines())
          .allMatch(line -> line.startsWith("The receiver of otlp has rejected"));
      assertThat(log.lines())
          .hasSize(2)
          .extracting(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
          .satisfies(
              counts ->
                  assertThat(counts.stream().mapToInt(Integer::intValue).sum())
                      .isEqualTo(receiver.requests().size()));
    }
  }

  @Test
  void metricsThatAreRejectedAreLoggedToo() {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.partial(1))) {
      Map<String, Object> metrics = Map.of("routeflow.otlp.signals", "metrics");
      try (OtelApplication application = start(receiver, false, metrics)) {
        application.get("/items/1");
      }
      assertThat(log.lines())
          .isNotEmpty()
          .allMatch(
              line ->
                  line.matches(
                      "The receiver of otlp has rejected [0-9]+ data points of requests that it"
                          + " accepted"));
    }
  }

  @Test
  void whereAllIsRejectedNothingCountsAsSent() {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.partial(1));
        OtelApplication application = start(receiver, true, Map.of())) {
      application.get("/items/1");
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .until(() -> application.stats("otlp").dropped(DropReason.HTTP_4XX) == 1);
      assertThat(application.stats("otlp").sent()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnswerThatNeverComesIsGivenUpAndTheRequestSentAgain(boolean grpc) {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang());
        OtelApplication application =
            start(receiver, grpc, Map.of("routeflow.otlp.timeout-ms", 1000))) {
      application.get("/items/1");
      receiver.awaitSpans(1);
      assertThat(receiver.requests()).hasSize(2);
      awaitSent(application, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeadEndpointCostsTheEventsAndNothingElse(boolean grpc) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            start(
                receiver,
                grpc,
                Map.of(
                    "routeflow.otlp.endpoint",
                    "http://127.0.0.1:" + port,
                    "routeflow.otlp.max-attempts",
                    3))) {
      assertThat(application.get("/items/1")).isEqualTo(200);
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .until(() -> application.stats("otlp").dropped(DropReason.HTTP_5XX) == 1);
      assertThat(application.stats("otlp").retries()).isEqualTo(2);
    }
  }

  @Test
  void eachTwoHundredIsASuccess() {
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.http(202));
        OtelApplication application = start(receiver, false, Map.of())) {
      application.get("/items/1");
      awaitSent(application, 1);
    }
  }

  static Stream<Arguments> tooLarge() {
    return Stream.of(
        Arguments.of(false, Reply.http(413)),
        Arguments.of(
            true,
            Reply.grpc(Status.Code.RESOURCE_EXHAUSTED)
                .saying("grpc: received message larger than max (5242880 vs. 4194304)")));
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void aBatchThatIsTooLargeIsHalved(boolean grpc, Reply tooLarge) {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(tooLarge);
        OtelApplication application =
            start(receiver, grpc, Map.of("routeflow.otlp.flush-interval-ms", 3_600_000))) {
      for (int i = 0; i < 4; i++) {
        application.get("/items/" + i);
      }
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .until(() -> application.context().getBean(Routeflow.class).stats().captured() == 4);
      assertThat(application.context().getBean(Routeflow.class).flush(OtlpReceiver.PATIENCE))
          .isTrue();
      assertThat(receiver.spans()).hasSize(4);
      assertThat(receiver.requests()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void headersAndCompressionAreAsTheyAreSet(boolean grpc) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            start(
                receiver,
                grpc,
                Map.of(
                    "routeflow.otlp.headers", "Authorization=Basic%20abc,x-tenant=a=b",
                    "routeflow.otlp.compression", "gzip"))) {
      application.get("/items/1");
      receiver.awaitSpans(1);
      assertThat(receiver.requests().get(0).headers())
          .containsEntry("authorization", "Basic abc")
          .containsEntry("x-tenant", "a=b")
          .containsEntry(grpc ? "grpc-encoding" : "content-encoding", "gzip");
      assertThat(receiver.requests().get(0).headers().get("user-agent"))
          .startsWith("routeflow-micronaut/");
    }
  }

  /** Each would make every request fail before it is sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-tenant=caf%C3%A9",
        "x-tenant=café",
        "x tenant=a",
        "x-ténant=a",
        "content-length=7",
        "x-tenant=a%0Db"
      })
  void headersThatNoClientCanSendAreOneLineAndTheRestGoesOn(String headers) {
    try (LogLines log = LogLines.of("io.routeflow");
        OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            start(receiver, false, Map.of("routeflow.otlp.headers", headers))) {
      application.get("/items/1");
      receiver.awaitSpans(1);
      assertThat(log.lines())
          .containsExactly(
              "Invalid value for routeflow.otlp.headers: expected at most 32 entries name=value of"
                  + " at most 8192 characters, separated by commas, with names of headers and"
                  + " values of ASCII characters; leaving it unset");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLongTokenIsSentWhole(boolean grpc) {
    String token = "Bearer%20" + "x".repeat(5000);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            start(receiver, grpc, Map.of("routeflow.otlp.headers", "authorization=" + token))) {
      application.get("/items/1");
      receiver.awaitSpans(1);
      assertThat(receiver.requests().get(0).headers())
          .containsEntry("authorization", token.replace("%20", " "));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, false",
    "signals, metrics",
    "endpoint, ''",
    "certificate, /nowhere/ca.pem",
    "client-certificate, pom.xml"
  })
  void whatIsOffSendsNothing(String key, String value) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            OtelApplication.start(receiver, Map.of("routeflow.otlp." + key, value))) {
      application.get("/items/1");
      assertThat(application.context().getBean(Routeflow.class).flush(OtlpReceiver.PATIENCE))
          .isTrue();
      RouteflowStats stats = application.context().getBean(Routeflow.class).stats();
      assertThat(stats.destinations()).doesNotContainKey("otlp");
      assertThat(receiver.accepted(ExportTraceServiceRequest.class)).isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeUsedForTlsIsNamedInOneLineAndNothingIsSentWithoutIt() {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            OtelApplication.start(
                receiver,
                Map.of(
                    "routeflow.otlp.certificate",
                    "/nowhere/ca.pem",
                    "routeflow.otlp.signals",
                    "traces"))) {
      application.get("/items/1");
      assertThat(application.context().getBean(Routeflow.class).flush(OtlpReceiver.PATIENCE))
          .isTrue();
      assertThat(log.lines())
          .containsExactly(
              "The file /nowhere/ca.pem cannot be used for TLS; no traces are sent to otlp");
    }
  }

  private static void awaitSent(OtelApplication application, long events) {
    await().atMost(OtlpReceiver.PATIENCE).until(() -> application.stats("otlp").sent() == events);
  }

  private static List<Span> spans(Received request) {
    return ((ExportTraceServiceRequest) request.message())
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpansList();
  }

  private static OtelApplication start(
      OtlpReceiver receiver, boolean grpc, Map<String, Object> properties) {
    return grpc
        ? OtelApplication.startGrpc(receiver, properties)
        : OtelApplication.start(receiver, properties);
  }
}
