package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.console.json.JsonText;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.event.WorkEvent;
import io.routeflow.micronaut.spi.ConnectionWait;
import io.routeflow.micronaut.spi.LocalDetails;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs, reported exceptions, outgoing calls, and what only the console may know. */
final class OtherEventsTest {

  private static final ExceptionDetails.Frame LIBRARY =
      new ExceptionDetails.Frame("read", "io.netty.Channel", "Channel.java", 9, false);
  private static final ExceptionDetails.Frame OWN =
      new ExceptionDetails.Frame("pay", "shop.Orders", "Orders.java", 42, true);

  private final RecentFlows flows =
      new RecentFlows(new ManualClock(), new InternalErrors(() -> (stage, error) -> {}));

  @Test
  void aJobIsARowWithItsTypeAndNameAndFiguresLikeARoute() throws IOException {
    flows.waiting(job(12_000_000, EventParts.NONE), null);

    assertThat(JsonText.of(flows.requests().get(0)))
        .contains("\"type\":\"job\",\"name\":\"nightly\"", "\"latency_ms\":12.0")
        .doesNotContain("method", "status_code", "frontend_route");
    assertThat(flows.routes().routes())
        .singleElement()
        .satisfies(
            route -> {
              assertThat(route.method()).isEqualTo("JOB");
              assertThat(route.path()).isEqualTo("nightly");
              assertThat(route.handler()).isNull();
              assertThat(route.p95Ms()).isEqualTo(12);
            });
  }

  @Test
  void workOfWhichNoTimeWasMeasuredHasNone() throws IOException {
    flows.waiting(job(-1, EventParts.NONE), null);

    assertThat(JsonText.of(flows.requests().get(0))).doesNotContain("latency_ms");
    assertThat(flows.routes().routes().get(0).slowest()).isNull();
    assertThat(JsonText.of(flows.routes())).doesNotContain("slowest");
  }

  @Test
  void aReportedExceptionNamesTheRequestItHappenedInAndIsNoRoute() throws IOException {
    ExceptionEvent event =
        new ExceptionEvent(
            identity(2),
            "charge",
            new ExceptionEvent.Origin("/checkout", "POST", "/orders", "Orders.create"),
            EventParts.of(null, ExceptionDetails.named("shop.CardException")),
            Map.of());
    flows.waiting(event, null);

    assertThat(JsonText.of(flows.requests().get(0)))
        .contains(
            "\"type\":\"exception\",\"name\":\"charge\"",
            "\"method\":\"POST\",\"path\":\"/orders\"",
            "\"status\":\"failed\",\"exception\":\"shop.CardException\"")
        .doesNotContain("status_code", "latency_ms");
    assertThat(flows.routes().routes()).isEmpty();
  }

  @Test
  void callsAreSummedUpByHostAndByWhatWasCalled() {
    OutgoingCalls calls =
        new OutgoingCalls(
            List.of(call("pay.example", "/charges/{id}", 2, 1), call("pay.example", null, 1, 0)),
            false,
            List.of());
    flows.waiting(job(1, parts(null, calls)), null);

    CallSummary external = Objects.requireNonNull(flows.requests().get(0).external());
    assertThat(external.count()).isEqualTo(3);
    assertThat(external.errors()).isEqualTo(1);
    assertThat(external.hosts()).containsExactly(Map.entry("pay.example", new Use(3, 15, 1)));
    assertThat(external.calls())
        .containsOnlyKeys("POST pay.example /charges/{id}", "POST pay.example");
  }

  @Test
  void theTimeLineHasStatementsAndCallsInTheOrderOfTheirStart() {
    SqlUsage sql =
        new SqlUsage(
            1,
            5,
            false,
            List.of(SampleFlow.statement("SELECT 1", "t", 1, 5)),
            List.of(new SqlUsage.Execution(0, 4_000_000, 5_000, false)));
    OutgoingCalls calls =
        new OutgoingCalls(
            List.of(call("pay.example", null, 2, 1)),
            false,
            List.of(
                new OutgoingCalls.Execution(0, 9_000_000, 1_000_000, 503, true, 255, 443, 400_000),
                new OutgoingCalls.Execution(0, 1_000_000, 2_000_000, 0, false, 0, 0, 99_999)));
    flows.waiting(job(1, parts(sql, calls)), null);

    FlowDetail detail = Objects.requireNonNull(flows.request(SampleFlow.id(1)));
    assertThat(detail.timeline())
        .containsExactly(
            new Timeline.Entry("external", 0, 1, 2, false, null, null, null),
            new Timeline.Entry("sql", 0, 4, 0.005, false, null, null, null),
            new Timeline.Entry("external", 0, 9, 1, true, 503, "00000000000000ff", 0.4));
    assertThat(detail.timelineTruncated()).isFalse();
  }

  @Test
  void theFrameOfTheApplicationIsThatOfTheNearestCauseThatHasOne() {
    ExceptionDetails.Cause cause = new ExceptionDetails.Cause("a.Cause", null, List.of(OWN));
    ExceptionDetails wrapped =
        new ExceptionDetails("a.Wrapper", null, null, List.of(LIBRARY), List.of(cause));
    assertThat(OwnFrame.of(wrapped)).isEqualTo("Orders.pay:42");
    ExceptionDetails.Frame generated =
        new ExceptionDetails.Frame("save", "shop.Lines$Intercepted", null, -1, true);
    assertThat(
            OwnFrame.of(
                new ExceptionDetails("a.B", null, null, List.of(generated, OWN), List.of())))
        .as("what the framework has generated beside it is not its own code")
        .isEqualTo("Orders.pay:42");
    assertThat(OwnFrame.of(ExceptionDetails.named("a.B"))).isNull();
  }

  @Test
  void whatOnlyTheConsoleMayKnowIsBesideTheEventAndNotInIt() throws IOException {
    ExceptionDetails more =
        new ExceptionDetails("a.B", "out of paper", null, List.of(LIBRARY, OWN), List.of());
    flows.waiting(
        SampleFlow.number(1).status(500).event("a.B", Map.of()),
        new LocalDetails("/no/such/page", null, more, 3_100_000, List.of()));

    FlowRow row = flows.requests().get(0);
    assertThat(JsonText.of(row))
        .contains("\"address\":\"/no/such/page\"", "\"exception_at\":\"Orders.pay:42\"")
        .doesNotContain("out of paper");
    assertThat(whole(1))
        .contains(
            "\"exception\":{\"name\":\"a.B\"}",
            "\"local_exception\":{\"name\":\"a.B\",\"message\":\"out of paper\"",
            "\"thrown_ms\":3.1");
  }

  @Test
  void waitsForConnectionsStandBesideTheTimeLineAndCountForTheMemory() throws IOException {
    List<ConnectionWait> waits =
        List.of(new ConnectionWait(1_500, 2_000_000, false), new ConnectionWait(5_000, 900, true));
    LocalDetails local = new LocalDetails(null, null, null, LocalDetails.UNKNOWN, waits);
    flows.waiting(SampleFlow.number(1).event(), local);
    flows.waiting(SampleFlow.number(2).event(), null);

    assertThat(whole(1))
        .contains(
            "\"connection_waits\":[{\"start_ms\":0.001,\"duration_ms\":2.0,\"error\":false},"
                + "{\"start_ms\":0.005,\"duration_ms\":0.0,\"error\":true}]");
    assertThat(whole(2)).doesNotContain("connection_waits");
    assertThat(FlowSize.of(job(1, EventParts.NONE), local))
        .isEqualTo(FlowSize.of(job(1, EventParts.NONE), null) + 2 * 56);
  }

  private String whole(int number) throws IOException {
    return JsonText.of(Objects.requireNonNull(flows.request(SampleFlow.id(number))));
  }

  @Test
  void bodiesFramesCallsAndBreadcrumbsCountForTheMemoryOfTheRing() {
    String text = "x".repeat(10_000);
    Payload payload = new Payload(null, Map.of("a", List.of(text)), null, 1, text, true, null);
    ExceptionDetails exception =
        new ExceptionDetails(text, text, text, List.of(LIBRARY), List.of());
    EventParts large =
        new EventParts(
            null,
            new OutgoingCalls(List.of(call(text, text, 1, 0)), false, List.of()),
            List.of(Breadcrumb.of("b".repeat(500))),
            exception,
            payload,
            payload,
            null);
    long bytes = FlowSize.of(job(1, large), null) - FlowSize.of(job(1, EventParts.NONE), null);
    assertThat(bytes).isGreaterThan(2L * (9 * text.length() + 500));
    assertThat(
            FlowSize.of(
                job(1, EventParts.NONE),
                new LocalDetails(text, text, exception, LocalDetails.UNKNOWN, List.of())))
        .isGreaterThan(2L * 4 * text.length());
  }

  @Test
  void aStatementIsCalledTheSameInEveryRunAndOtherwiseInAnotherDataSource() {
    assertThat(StatementId.of("SELECT 1", "SELECT 1".hashCode(), "default"))
        .matches("[0-9a-f]{12}")
        .isEqualTo(StatementId.of("SELECT 1", "SELECT 1".hashCode(), "default"))
        .isNotEqualTo(StatementId.of("SELECT 1", "SELECT 1".hashCode(), "archive"))
        .isNotEqualTo(StatementId.of("SELECT 2", "SELECT 2".hashCode(), "default"));
  }

  private static WorkEvent job(long nanos, EventParts parts) {
    return new WorkEvent(
        identity(1), EventType.JOB, "nightly", EventStatus.SUCCESS, nanos, parts, Map.of());
  }

  private static EventIdentity identity(int number) {
    return new EventIdentity(SampleFlow.id(number), SampleFlow.START, "trace-" + number, 1, 0);
  }

  private static EventParts parts(@Nullable SqlUsage sql, OutgoingCalls calls) {
    return new EventParts(sql, calls, List.of(), null, null, null, null);
  }

  private static ExternalCall call(String host, @Nullable String path, long count, long errors) {
    return new ExternalCall(
        host,
        "POST",
        path,
        null,
        count,
        count * 5_000_000,
        5_000_000,
        errors,
        200,
        null,
        0,
        null,
        null);
  }
}
