package suite.replaystack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.HttpClient;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.SqlRecording;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.RawHttp;
import suite.support.ReceivedBatch;
import suite.support.ReplayStackContract;
import suite.support.TestApplication;

/** What ReplayStack gets of an event, member by member. */
final class PayloadTest {

  private static final String SPEC = "replaystack.PayloadTest";

  private final FakeIngest replayStack = ReplayStackContract.receiver();
  private final TestApplication application =
      Receiving.start(
          replayStack,
          SPEC,
          Map.of(
              "routeflow.service-name", "orders",
              "routeflow.service-version", "1.2.3",
              "routeflow.env", "staging",
              "routeflow.code-version", "a7f91c",
              "routeflow.capture-exception-message", true,
              "routeflow.capture-stack-trace", true));
  private final Routeflow routeflow = application.context().getBean(Routeflow.class);

  @AfterEach
  void everyCallKeptTheContract() {
    application.close();
    replayStack.close();
  }

  @Test
  void aRequestIsOneCallWithTheTemplateAndTheServersOwnAddressWhateverTheClientClaims() {
    RawHttp.exchange(
        application.port(),
        String.join(
            "\r\n",
            "GET /show/4711?card=canary HTTP/1.1",
            "Host: evil.example",
            "Connection: close",
            "x-routeflow-trace-id: trace-number-1",
            "",
            ""));

    JsonNode payload = replayStack.awaitEvents(1).get(0);
    assertThat(names(payload))
        .containsExactlyInAnyOrder(
            "traceId",
            "eventType",
            "method",
            "endpoint",
            "requestUrl",
            "status",
            "statusCode",
            "executionTimeMs",
            "serviceName",
            "environment",
            "appVersion",
            "commitHash");
    assertThat(payload.path("traceId").asText()).isEqualTo("trace-number-1");
    assertThat(payload.path("eventType").asText()).isEqualTo("api");
    assertThat(payload.path("method").asText()).isEqualTo("GET");
    assertThat(payload.path("endpoint").asText()).isEqualTo("/show/{id}");
    assertThat(payload.path("requestUrl").asText())
        .isEqualTo("http://127.0.0.1:" + application.port() + "/show/{id}");
    assertThat(payload.path("status").asText()).isEqualTo("success");
    assertThat(payload.path("statusCode").asInt()).isEqualTo(200);
    assertThat(payload.path("serviceName").asText()).isEqualTo("orders");
    assertThat(payload.path("environment").asText()).isEqualTo("staging");
    assertThat(payload.path("appVersion").asText()).isEqualTo("1.2.3");
    assertThat(payload.path("commitHash").asText()).isEqualTo("a7f91c");

    ReceivedBatch call = replayStack.attempts().get(0);
    assertThat(call.path()).isEqualTo("/api/v1/ingest/events");
    assertThat(call.headers().all("x-tracereplay-api-key")).containsExactly(Receiving.KEY);
    assertThat(call.headers().all("x-replaystack-api-key")).containsExactly(Receiving.KEY);
    assertThat(LedgerLaw.holdsAtRest(application, 1).destinations())
        .containsOnlyKeys("replaystack");
  }

  @Test
  void theAddressHasTheContextPathOfTheServer() {
    Map<String, Object> settings = Map.of("micronaut.server.context-path", "/shop");
    try (FakeIngest receiver = ReplayStackContract.receiver();
        TestApplication below = Receiving.start(receiver, SPEC, settings)) {
      RawHttp.exchange(below.port(), RawHttp.get("/shop/show/4711"));
      assertThat(receiver.awaitEvents(1).get(0).path("requestUrl").asText())
          .isEqualTo("http://127.0.0.1:" + below.port() + "/shop/show/{id}");
    }
  }

  @Test
  void whatMatchesNoRouteHasNoAddress() {
    RawHttp.exchange(application.port(), RawHttp.get("/no/such/route"));

    JsonNode payload = replayStack.awaitEvents(1).get(0);
    assertThat(payload.path("endpoint").asText()).isEqualTo("__unmatched__");
    assertThat(payload.path("status").asText()).isEqualTo("warning");
    assertThat(payload.has("requestUrl")).isFalse();
  }

  @Test
  void aFailedRequestHasItsExceptionWithFramesAndBreadcrumbs() {
    RawHttp.exchange(application.port(), RawHttp.get("/show/fails"));

    JsonNode payload = replayStack.awaitEvents(1).get(0);
    assertThat(payload.path("status").asText()).isEqualTo("failed");
    assertThat(payload.path("statusCode").asInt()).isEqualTo(500);
    assertThat(payload.path("errorName").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(payload.path("errorMessage").asText()).isEqualTo("token=[MASKED]");
    assertThat(payload.path("stackTrace").asText())
        .contains("PayloadTest")
        .doesNotContain("canary");
    JsonNode frame = payload.at("/stackFrames/0");
    assertThat(frame.path("functionName").asText()).endsWith("PayloadTest$Orders.fails");
    assertThat(frame.path("fileName").asText()).isEqualTo("PayloadTest.java");
    assertThat(frame.path("lineNumber").asInt()).isPositive();
    JsonNode crumb = payload.at("/breadcrumbs/0");
    assertThat(crumb.path("message").asText()).isEqualTo("calling");
    assertThat(crumb.path("category").asText()).isEqualTo("payment");
    assertThat(crumb.path("level").asText()).isEqualTo("warning");
    assertThat(crumb.at("/data/try").asInt()).isEqualTo(2);
    assertThat(payload.at("/metadata/attributes/tenant").asText()).isEqualTo("acme");
  }

  @Test
  void anEventOfTheApplicationsOwnHasItsNamePayloadsAndType() {
    for (EventType type : List.of(EventType.JOB, EventType.QUEUE, EventType.WORKER)) {
      routeflow.captureEvent(
          CapturedEvent.named("daily-report")
              .type(type)
              .status(EventStatus.WARNING)
              .latency(Duration.ofMillis(1200).plusNanos(600_000))
              .attribute("rows", 12)
              .requestPayload(Map.of("password", "canary", "days", List.of(1, 2)))
              .responsePayload("done")
              .build());
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
    }

    List<JsonNode> payloads = replayStack.awaitEvents(3);
    assertThat(payloads)
        .extracting(one -> one.path("eventType").asText())
        .containsExactly("job", "queue", "worker");
    assertThat(payloads)
        .allSatisfy(
            payload -> {
              assertThat(payload.path("endpoint").asText()).isEqualTo("daily-report");
              assertThat(payload.path("status").asText()).isEqualTo("warning");
              assertThat(payload.path("executionTimeMs").asInt()).isEqualTo(1201);
              assertThat(payload.at("/requestPayload/password").asText()).isEqualTo("[MASKED]");
              assertThat(payload.at("/requestPayload/days")).hasSize(2);
              assertThat(payload.path("responsePayload").asText()).isEqualTo("done");
              assertThat(payload.at("/metadata/attributes/rows").asInt()).isEqualTo(12);
              assertThat(payload.has("method")).isFalse();
              assertThat(payload.has("requestUrl")).isFalse();
            });
  }

  @Test
  void anExceptionIsACustomEventThatPointsToItsRequestOrHasTheNameThatItWasGiven() {
    RawHttp.exchange(application.port(), RawHttp.get("/show/reports"));
    routeflow.captureException(
        new IllegalArgumentException("x"), CapturedEvent.named("process-user").build());
    routeflow.captureException(new IllegalArgumentException("nameless"));
    assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();

    JsonNode inRequest = error("java.lang.UnsupportedOperationException");
    assertThat(inRequest.path("eventType").asText()).isEqualTo("custom");
    assertThat(inRequest.path("status").asText()).isEqualTo("failed");
    assertThat(inRequest.path("method").asText()).isEqualTo("GET");
    assertThat(inRequest.path("endpoint").asText()).isEqualTo("/show/reports");
    assertThat(inRequest.path("requestUrl").asText()).endsWith("/show/reports");
    assertThat(replayStack.events())
        .filteredOn(one -> one.path("errorName").asText().endsWith("IllegalArgumentException"))
        .extracting(one -> one.path("endpoint").asText(""))
        .containsExactlyInAnyOrder("process-user", "");
  }

  @Test
  void sqlAndOutgoingCallsAreInTheMetadataAsTheContractOfTheTestHasThem() {
    URI itself = application.url("/show/4711");
    try (HttpClient client =
            application.context().createBean(HttpClient.class, application.url(""));
        RouteflowScope scope = routeflow.openScope(EventType.JOB, "nightly")) {
      scope.attribute("tenant", "acme");
      Objects.requireNonNull(Recording.current()).sql(OneStatement::new);
      assertThat(client.toBlocking().retrieve(itself.getPath())).isEqualTo("4711");
    }

    JsonNode metadata =
        replayStack
            .awaitEvent(one -> one.path("eventType").asText().equals("job"))
            .path("metadata");
    assertThat(names(metadata)).containsExactly("sql", "externalCalls", "attributes");
    assertThat(metadata.at("/sql/statements/0/statement").asText()).isEqualTo("SELECT ?");
    assertThat(metadata.at("/sql/statements/0/totalMs").asDouble()).isEqualTo(2.5);
    assertThat(metadata.at("/externalCalls/calls/0/host").asText())
        .isEqualTo(itself.getAuthority());
    assertThat(metadata.at("/externalCalls/calls/0/statusCode").asInt()).isEqualTo(200);
  }

  private JsonNode error(String name) {
    return replayStack.awaitEvent(one -> one.path("errorName").asText().equals(name));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/show")
  static class Orders {
    private final Routeflow routeflow;

    Orders(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/{id}")
    String show(String id) {
      return id;
    }

    @Get("/fails")
    String fails() {
      routeflow.attribute("tenant", "acme");
      routeflow.addBreadcrumb(
          Breadcrumb.of("calling")
              .category("payment")
              .level(Breadcrumb.Level.WARNING)
              .data("try", 2));
      throw new IllegalStateException("token=canary");
    }

    @Get("/reports")
    String reports() {
      routeflow.captureException(new UnsupportedOperationException("later"));
      return "reported";
    }
  }

  /** As the JDBC module collects them. */
  static final class OneStatement implements SqlRecording {
    @Override
    public SqlUsage usage() {
      SqlUsage.Statement statement =
          new SqlUsage.Statement(
              "SELECT ?",
              "SELECT",
              List.of("orders"),
              "Orders.find",
              "default",
              "h2",
              1,
              -1,
              -1,
              2_500_000,
              2_500_000,
              0,
              null,
              null,
              false,
              0);
      return new SqlUsage(1, 2_500_000, false, List.of(statement));
    }

    @Override
    public Map<String, Object> attributes() {
      return Map.of();
    }
  }
}
