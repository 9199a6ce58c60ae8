package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Async;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import suite.support.ApplicationExtension;
import suite.support.FakeIngest;
import suite.support.Latches;
import suite.support.LedgerLaw;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** Events by hand, scopes, annotated methods and breadcrumbs, as they arrive at the endpoint. */
final class WorkEventsTest {

  private static final String SPEC = "WorkEventsTest";
  private static final String DETAILS = "routeflow.capture-exception-message";

  @RegisterExtension
  final ApplicationExtension chores =
      ApplicationExtension.of(
          SPEC,
          Map.of(
              DETAILS,
              true,
              "routeflow.capture-stack-trace",
              true,
              "routeflow.in-app-packages",
              "suite"));

  private FakeIngest ingest;
  private TestApplication application;
  private Routeflow routeflow;

  @BeforeEach
  void see() {
    ingest = chores.ingest();
    application = chores.application();
    routeflow = chores.routeflow();
  }

  @Test
  void anEventOfTheApplicationsOwnArrivesWithAllThatItWasGivenMasked() {
    routeflow.captureEvent(
        CapturedEvent.named("daily-report")
            .type(EventType.JOB)
            .status(EventStatus.WARNING)
            .latency(Duration.ofMillis(3))
            .attribute("rows", 12)
            .attribute("routeflow.forged", true)
            .requestPayload(Map.of("password", "canary", "days", List.of(1, 2)))
            .responsePayload("done")
            .build());

    JsonNode event = next("daily-report");
    assertThat(event.path("type").asText()).isEqualTo("job");
    assertThat(event.path("status").asText()).isEqualTo("warning");
    assertThat(event.path("latency_ms").asDouble()).isEqualTo(3.0);
    assertThat(event.path("attributes")).hasSize(1);
    assertThat(event.at("/request/body/password").asText()).isEqualTo("[MASKED]");
    assertThat(event.at("/request/body/days")).hasSize(2);
    assertThat(event.at("/response/body").asText()).isEqualTo("done");
    assertThat(event.toString()).doesNotContain("canary");
  }

  /** It is reported when it has ended; the event's time is that of its start. */
  @Test
  void whatTookAsLongAsTheApplicationSaysHasStartedSoMuchEarlier() {
    Duration latency = Duration.ofMinutes(3);
    Instant before = Instant.now();
    routeflow.captureEvent(CapturedEvent.named("measured").latency(latency).build());
    Instant after = Instant.now();

    Instant end = Instant.parse(next("measured").path("timestamp").asText()).plus(latency);
    assertThat(end).isBetween(before.minusMillis(1), after);
  }

  /** The first run is the call; what a repetition does later is not of its event. */
  @Test
  void ofAResultThatIsSubscribedToAgainTheFirstRunIsTheEvent() {
    Mono<String> result = application.context().getBean(Jobs.class).once();
    assertThat(result.block()).isEqualTo("once");
    assertThatThrownBy(result::block).isInstanceOf(IllegalStateException.class);

    JsonNode event = next("Jobs.once");
    assertThat(event.path("status").asText()).isEqualTo("success");
    assertThat(event.path("exception").isMissingNode()).isTrue();
  }

  @Test
  void aScopeThatFailedIsOneEventWithWhatRanInIt() {
    try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, " import ")) {
      routeflow.addBreadcrumb(Breadcrumb.of("reading token=canary").category("io").data("try", 1));
      routeflow.attribute("file", "a.csv");
      scope.failed(new IllegalStateException("password: canary", new java.io.IOException("gone")));
    }

    JsonNode event = next("import");
    assertThat(event.path("type").asText()).isEqualTo("worker");
    assertThat(event.path("status").asText()).isEqualTo("failed");
    assertThat(event.at("/attributes/file").asText()).isEqualTo("a.csv");
    assertThat(event.at("/breadcrumbs/0/message").asText()).isEqualTo("reading token=[MASKED]");
    assertThat(event.at("/exception/name").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.at("/exception/frames/0/in_app").asBoolean()).isTrue();
    assertThat(event.at("/exception/causes/0/message").asText()).isEqualTo("gone");
    assertThat(event.toString()).doesNotContain("canary");
  }

  @Test
  void whatRunsInsideAnotherPieceOfWorkIsInItsTrace() {
    try (RouteflowScope outer = routeflow.openScope(EventType.JOB, "outer")) {
      assertThat(outer).isNotNull();
      try (RouteflowScope inner = routeflow.openScope(EventType.CUSTOM, "inner")) {
        inner.warning();
      }
      routeflow.addBreadcrumb("after the inner one");
    }

    JsonNode inner = next("inner");
    JsonNode outer = next("outer");
    assertThat(inner.path("trace_id")).isEqualTo(outer.path("trace_id"));
    assertThat(inner.path("parent_span_id")).isEqualTo(outer.path("span_id"));
    assertThat(inner.has("breadcrumbs")).isFalse();
    assertThat(outer.path("breadcrumbs")).hasSize(1);
  }

  @Test
  void anAnnotatedMethodIsOneEventWhateverItReturns() {
    Jobs jobs = application.context().getBean(Jobs.class);
    assertThat(jobs.plain()).isEqualTo("plain");
    assertThat(jobs.later().toCompletableFuture().join()).isEqualTo("later");
    assertThat(jobs.reactive().block()).isEqualTo("reactive");
    assertThatThrownBy(jobs::failing).isInstanceOf(IllegalStateException.class);

    assertThat(next("nightly").path("type").asText()).isEqualTo("job");
    assertThat(next("Jobs.later").path("status").asText()).isEqualTo("success");
    assertThat(next("Jobs.reactive").at("/breadcrumbs/0/message").asText()).isEqualTo("subscribed");
    JsonNode failed = next("Jobs.failing");
    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.at("/exception/message").asText()).isEqualTo("no");
    LedgerLaw.holdsAtRest(application, 4);
  }

  @Test
  void aRequestKeepsItsBreadcrumbsAndAttributesAndAnExceptionReportedInItPointsToIt() {
    RawHttp.exchange(
        application.port(), RawHttp.get("/chore/7", "x-routeflow-frontend-route: /cleaning"));

    JsonNode request = ingest.awaitEvent(event -> event.path("type").asText().equals("request"));
    JsonNode exception = exceptionOf("here");
    JsonNode elsewhere = exceptionOf("elsewhere");
    for (JsonNode each : List.of(exception, elsewhere)) {
      for (String member : List.of("trace_id", "method", "path", "handler", "frontend_route")) {
        assertThat(each.path(member)).as(member).isEqualTo(request.path(member));
      }
      assertThat(each.path("parent_span_id")).isEqualTo(request.path("span_id"));
    }
    assertThat(exception.path("method").asText()).isEqualTo("GET");
    assertThat(exception.path("handler").asText()).isEqualTo("Work.work");
    assertThat(exception.path("frontend_route").asText()).isEqualTo("/cleaning");
    assertThat(request.at("/attributes/tenant").asText()).isEqualTo("acme");
    assertThat(request.at("/attributes/routeflow.reported_errors").asInt()).isEqualTo(2);
    assertThat(request.path("breadcrumbs")).hasSize(1);
    assertThat(exception.path("path").asText()).isEqualTo("/chore/{id}");
    assertThat(exception.path("breadcrumbs")).hasSize(1);
  }

  @Test
  void breadcrumbsOutsideOfAnyScopeGoToTheNextEventThatIsNoRequest() {
    routeflow.addBreadcrumb("before");
    RawHttp.exchange(application.port(), RawHttp.get("/chore/quiet"));
    routeflow.captureException(
        new IllegalArgumentException("x"), CapturedEvent.named("process-user").build());

    JsonNode exception = next("process-user");
    assertThat(exception.at("/breadcrumbs/0/message").asText()).isEqualTo("before");
    assertThat(exception.at("/exception/message").asText()).isEqualTo("x");
    JsonNode request = ingest.awaitEvent(event -> event.path("type").asText().equals("request"));
    assertThat(request.has("breadcrumbs")).isFalse();
  }

  @Test
  void aResultThatIsNeverReadTakesNoBreadcrumbs() {
    routeflow.addBreadcrumb("before");
    Mono<String> unused = application.context().getBean(Jobs.class).reactive();
    routeflow.captureEvent(CapturedEvent.named("next").build());

    assertThat(next("next").at("/breadcrumbs/0/message").asText()).isEqualTo("before");
  }

  @Test
  void breadcrumbsOfTheProcessAreInFrontOfThoseOfAResult() {
    routeflow.addBreadcrumb("before");
    assertThat(application.context().getBean(Jobs.class).reactive().block()).isEqualTo("reactive");

    assertThat(next("Jobs.reactive").path("breadcrumbs"))
        .extracting(crumb -> crumb.path("message").asText())
        .containsExactly("before", "subscribed");
  }

  /** The context goes on where the framework takes it, whenever the answer was sent. */
  @Test
  void whatGoesOnAfterTheAnswerIsTiedToItsRequestWhoseEventIsAsItWasSent() {
    RawHttp.exchange(
        application.port(), RawHttp.get("/late/7", "x-routeflow-frontend-route: /cleaning"));
    JsonNode request = ingest.awaitEvent(event -> event.path("type").asText().equals("request"));
    application.context().getBean(Afterwards.class).answered.countDown();

    JsonNode exception = exceptionOf("late");
    JsonNode job = next("nightly");
    for (JsonNode each : List.of(exception, next("late event"), next("late scope"), job)) {
      assertThat(each.path("trace_id")).isEqualTo(request.path("trace_id"));
      assertThat(each.path("parent_span_id")).isEqualTo(request.path("span_id"));
      assertThat(each.has("breadcrumbs")).isFalse();
    }
    for (String member : List.of("method", "path", "handler", "frontend_route")) {
      assertThat(exception.path(member)).as(member).isEqualTo(request.path(member));
    }
    JsonNode ofTheJob = exceptionOf("in the job");
    assertThat(ofTheJob.path("path").asText()).isEqualTo("/late/{id}");
    assertThat(ofTheJob.path("parent_span_id")).isEqualTo(next("reporting job").path("span_id"));
    routeflow.captureEvent(CapturedEvent.named("outside").build());
    assertThat(next("outside").path("breadcrumbs").findValuesAsText("message"))
        .as("outside of any scope that is open")
        .containsExactly("too late");
    LedgerLaw.holdsAtRest(application, 8);
  }

  @Test
  void aReactiveMethodKeepsItsEventOverTheThreadsOfItsResult() {
    String threads = application.context().getBean(Jobs.class).hopping().block();
    assertThat(threads).contains("boundedElastic").contains("parallel");

    JsonNode event = next("hopping");
    assertThat(event.path("breadcrumbs").findValuesAsText("message"))
        .containsExactly("on the first", "on the second");
    assertThat(event.path("external_calls").findValuesAsText("host"))
        .containsExactly("hop.example");
  }

  @Test
  void whatAnExceptionHandlerReportsIsOneEventBesideThatOfTheRequest() {
    RawHttp.exchange(application.port(), RawHttp.get("/chore/handled"));

    JsonNode exception = exceptionOf("handled");
    JsonNode request = ingest.awaitEvent(event -> event.path("type").asText().equals("request"));
    assertThat(request.path("status_code").asInt()).isEqualTo(503);
    assertThat(request.at("/exception/name")).isEqualTo(exception.at("/exception/name"));
    assertThat(request.at("/attributes/routeflow.reported_errors").asInt()).isEqualTo(1);
    assertThat(exception.path("parent_span_id")).isEqualTo(request.path("span_id"));
    assertThat(exception.path("path").asText()).isEqualTo("/chore/{id}");
    LedgerLaw.holdsAtRest(application, 2);
  }

  @Test
  void anExceptionInAScopeOfARequestHasTheBreadcrumbsOfBoth() {
    RawHttp.exchange(application.port(), RawHttp.get("/chore/scoped"));

    assertThat(exceptionOf("in a scope").path("breadcrumbs").findValuesAsText("message"))
        .containsExactly("of the request", "of the scope");
    assertThat(next("scoped").path("breadcrumbs").findValuesAsText("message"))
        .containsExactly("of the scope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/late/ignored", "/late/ignored/after"})
  void whatIsReportedInAnIgnoredRequestNamesNothingOfIt(String path) {
    application.context().getBean(Afterwards.class).answered.countDown();
    RawHttp.exchange(application.port(), RawHttp.get(path, "x-routeflow-trace-id: page-42-7"));

    for (JsonNode event : List.of(exceptionOf("late"), exceptionOf("of it"))) {
      for (String member : List.of("method", "path", "handler", "parent_span_id")) {
        assertThat(event.has(member)).as(member).isFalse();
      }
      assertThat(event.path("trace_id").asText()).isNotEqualTo("page-42-7");
    }
    routeflow.captureEvent(CapturedEvent.named("outside").build());
    assertThat(next("outside").has("breadcrumbs")).isFalse();
  }

  @Test
  void whateverIsHandedOverNothingIsThrown() {
    routeflow.attribute("outside", "of any scope");
    routeflow.keep();
    routeflow.addBreadcrumb(Breadcrumb.of("x".repeat(10_000)).data("d", new Failing()));
    routeflow.captureEvent(
        CapturedEvent.named("")
            .latency(Duration.ofSeconds(Long.MAX_VALUE))
            .attribute("bad", new Failing())
            .build());
    routeflow.captureEvent(
        CapturedEvent.named("\u0000\n" + "n".repeat(500)).requestPayload(new Failing()).build());

    JsonNode event = ingest.awaitEvent(one -> one.path("name").asText().endsWith("nnn"));
    assertThat(event.path("name").asText()).hasSize(256);
    assertThat(event.at("/request/omitted").asText()).isEqualTo("unparsable");
  }

  @Test
  void attributesAreMaskedByTheirNamesAndInTheirTextAsBreadcrumbsAre() {
    routeflow.captureEvent(
        CapturedEvent.named("sign-in")
            .attribute("password", "canary-1")
            .attribute("apiKey", 4711)
            .attribute("line", "user=ann token=canary-2")
            .attribute("rows", 12)
            .build());
    try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
      routeflow.attribute("client-secret", "canary-3");
      scope.attribute("cookie", "canary-4");
    }

    JsonNode event = next("sign-in").path("attributes");
    assertThat(event.path("password").asText()).isEqualTo("[MASKED]");
    assertThat(event.path("apiKey").asText()).isEqualTo("[MASKED]");
    assertThat(event.path("line").asText()).isEqualTo("user=ann token=[MASKED]");
    assertThat(event.path("rows").asInt()).isEqualTo(12);
    JsonNode scope = next("import").path("attributes");
    assertThat(scope.path("client-secret").asText()).isEqualTo("[MASKED]");
    assertThat(scope.path("cookie").asText()).isEqualTo("[MASKED]");
  }

  private JsonNode exceptionOf(String message) {
    return ingest.awaitEvent(
        event ->
            event.path("type").asText().equals("exception")
                && event.at("/exception/message").asText().equals(message));
  }

  private JsonNode next(String name) {
    JsonNode event = ingest.awaitEvent(one -> one.path("name").asText().equals(name));
    return event;
  }

  static final class Failing {
    @Override
    public String toString() {
      throw new IllegalStateException("not even a text");
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Jobs {
    private final Routeflow routeflow;

    Jobs(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @RouteflowCapture(type = EventType.JOB, name = "nightly")
    String plain() {
      return "plain";
    }

    @RouteflowCapture
    CompletionStage<String> later() {
      return CompletableFuture.supplyAsync(() -> "later");
    }

    @RouteflowCapture
    Mono<String> once() {
      AtomicBoolean repeated = new AtomicBoolean();
      return Mono.fromSupplier(
          () -> {
            if (repeated.getAndSet(true)) {
              throw new IllegalStateException("again");
            }
            return "once";
          });
    }

    @RouteflowCapture
    Mono<String> reactive() {
      return Mono.fromSupplier(
          () -> {
            routeflow.addBreadcrumb("subscribed");
            return "reactive";
          });
    }

    @RouteflowCapture(name = "hopping")
    Mono<String> hopping() {
      return Mono.just("")
          .publishOn(Schedulers.boundedElastic())
          .map(
              threads -> {
                routeflow.addBreadcrumb("on the first");
                return threads + Thread.currentThread().getName();
              })
          .publishOn(Schedulers.parallel())
          .flatMap(
              threads ->
                  Mono.fromCallable(
                      () -> {
                        routeflow.addBreadcrumb("on the second");
                        return routeflow.<String>observeCall(
                            "GET",
                            "hop.example",
                            null,
                            () -> threads + Thread.currentThread().getName());
                      }));
    }

    @RouteflowCapture(name = "reporting job")
    void reporting() {
      routeflow.captureException(new IllegalStateException("in the job"));
    }

    @RouteflowCapture(type = EventType.QUEUE)
    void failing() {
      throw new IllegalStateException("no");
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Afterwards {
    final CountDownLatch answered = new CountDownLatch(1);
    private final Routeflow routeflow;
    private final Jobs jobs;

    Afterwards(Routeflow routeflow, Jobs jobs) {
      this.routeflow = routeflow;
      this.jobs = jobs;
    }

    @Async
    void work() {
      Latches.await(answered);
      routeflow.addBreadcrumb("too late");
      routeflow.captureException(new IllegalStateException("late"));
      routeflow.captureEvent(CapturedEvent.named("late event").build());
      try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "late scope")) {
        assertThat(scope).isNotNull();
      }
      jobs.plain();
      jobs.reporting();
    }

    @Async
    void report(HttpRequest<?> request) {
      Latches.await(answered);
      routeflow.addBreadcrumb("of what is ignored");
      routeflow.captureException(new IllegalStateException("late"));
      routeflow.reportError(request, new IllegalStateException("of it"));
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/late")
  static class Late {
    private final Routeflow routeflow;
    private final Afterwards afterwards;

    Late(Routeflow routeflow, Afterwards afterwards) {
      this.routeflow = routeflow;
      this.afterwards = afterwards;
    }

    @Get("/{id}")
    String late(String id) {
      afterwards.work();
      return id;
    }

    @RouteflowIgnore
    @Get("/ignored")
    String ignored(HttpRequest<?> request) {
      routeflow.addBreadcrumb("of what is ignored");
      routeflow.captureException(new IllegalStateException("late"));
      routeflow.reportError(request, new IllegalStateException("of it"));
      return "ignored";
    }

    @RouteflowIgnore
    @Get("/ignored/after")
    String ignoredAfter(HttpRequest<?> request) {
      afterwards.report(request);
      return "ignored";
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/chore")
  static class Work {
    private final Routeflow routeflow;
    private final AtomicReference<HttpRequest<?>> last = new AtomicReference<>();

    Work(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/{id}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String work(HttpRequest<?> request, String id) {
      if (id.equals("quiet")) {
        return id;
      }
      if (id.equals("handled")) {
        throw new Handled("handled");
      }
      if (id.equals("scoped")) {
        return scoped(id);
      }
      last.set(request);
      routeflow.addBreadcrumb("working");
      routeflow.attribute("tenant", "acme");
      routeflow.captureException(new IllegalStateException("here"));
      CompletableFuture.runAsync(
              () -> routeflow.reportError(request, new IllegalStateException("elsewhere")))
          .join();
      return id;
    }

    private String scoped(String id) {
      routeflow.addBreadcrumb("of the request");
      try (RouteflowScope scope = routeflow.openScope(EventType.CUSTOM, "scoped")) {
        routeflow.addBreadcrumb("of the scope");
        routeflow.captureException(new IllegalStateException("in a scope"));
        scope.warning();
      }
      return id;
    }
  }

  static final class Handled extends RuntimeException {
    private static final long serialVersionUID = 1;

    Handled(String message) {
      super(message);
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class ReportingHandler implements ExceptionHandler<Handled, HttpResponse<?>> {
    private final Routeflow routeflow;

    ReportingHandler(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, Handled exception) {
      routeflow.reportError(request, exception);
      return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }
}
