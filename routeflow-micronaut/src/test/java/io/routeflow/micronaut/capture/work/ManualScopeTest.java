package io.routeflow.micronaut.capture.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.capture.CapturePolicies;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.capture.ScopeNotes;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.ScopeContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A scope by hand, whichever thread closes it, and in whatever order. */
final class ManualScopeTest {

  private final WorkRecorder recorder = recorder(Map.of());
  private PropagatedContext.Scope entered;

  private static WorkRecorder recorder(Map<String, String> settings) {
    RouteflowConfiguration configuration = SampleConfiguration.with(Map.of());
    EventLedger ledger = new EventLedger();
    CapturePolicies policies =
        new CapturePolicies(
            SampleConfiguration.reader(settings),
            ApplicationContext.builder().build().getEnvironment(),
            null);
    return new WorkRecorder(
        new Recorder(configuration, new EventQueue(configuration, ledger), ledger, null, List.of()),
        policies,
        new InternalErrors(
            () ->
                (where, error) -> {
                  throw new AssertionError(error);
                }));
  }

  /** What a test leaves behind on this thread is not there for the next one. */
  @BeforeEach
  void enter() {
    entered = PropagatedContext.empty().propagate();
  }

  @AfterEach
  void theThreadHasItsContextBack() {
    assertThat(Recording.current()).isNull();
    entered.close();
  }

  @Test
  void scopesThatOtherThreadsCloseDoNotAddUpOnTheOneThatOpensThem() throws Exception {
    for (int i = 0; i < 100; i++) {
      RouteflowScope scope = recorder.openScope(EventType.WORKER, "import");
      closeElsewhere(scope);
    }
    assertThat(PropagatedContext.getOrEmpty().getAllElements()).hasSizeLessThan(2);
  }

  /** As a loop that takes messages, each of which ends where its answer comes. */
  @Test
  void whatAThreadDoesAfterItsScopeWasClosedElsewhereIsNoWorkOfThatScope() throws Exception {
    Set<String> traces = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      RouteflowScope scope = recorder.openScope(EventType.WORKER, "message");
      WorkScope opened = (WorkScope) Objects.requireNonNull(Recording.current());
      assertThat(opened.toEvent().identity().parentSpanId()).isZero();
      traces.add(opened.traceId());
      closeElsewhere(scope);
      WorkScope after = recorder.open(EventType.JOB, "after");
      assertThat(after.traceId()).isNotEqualTo(opened.traceId());
      recorder.close(after);
    }
    assertThat(traces).hasSize(100);
  }

  @Test
  void whatItWasOpenedInGoesOnWhereItWasClosedElsewhere() throws Exception {
    try (RouteflowScope unused = recorder.openScope(EventType.WORKER, "outer")) {
      Recording outer = Recording.current();
      closeElsewhere(recorder.openScope(EventType.WORKER, "inner"));
      WorkScope next = recorder.open(EventType.JOB, "next");
      assertThat(next.enclosing()).isSameAs(outer);
      recorder.close(next);
    }
  }

  @Test
  void theThreadThatOpenedItHasItsContextBackAlsoWhereAnotherOneWasFirst() throws Exception {
    PropagatedContext before = PropagatedContext.getOrEmpty();
    try (RouteflowScope scope = recorder.openScope(EventType.WORKER, "import")) {
      closeElsewhere(scope);
    }
    assertThat(PropagatedContext.getOrEmpty()).isSameAs(before);
  }

  @Test
  void theOuterOneMayBeClosedFirst() {
    RouteflowScope outer = recorder.openScope(EventType.WORKER, "outer");
    RouteflowScope inner = recorder.openScope(EventType.WORKER, "inner");
    Recording open = Recording.current();
    outer.close();
    assertThat(Recording.current()).isSameAs(open).isNotNull();
    inner.close();
  }

  @Test
  void whateverTheOrderTheThreadHasItsContextBackInTheEnd() {
    PropagatedContext before = PropagatedContext.getOrEmpty();
    RouteflowScope first = recorder.openScope(EventType.WORKER, "first");
    RouteflowScope second = recorder.openScope(EventType.WORKER, "second");
    RouteflowScope third = recorder.openScope(EventType.WORKER, "third");
    first.close();
    second.close();
    third.close();
    assertThat(PropagatedContext.getOrEmpty()).isSameAs(before);
  }

  @Test
  @SuppressWarnings("NullAway") // what an application may do all the same
  void noBreadcrumbIsNoReasonToLoseAnother() {
    int max = 50;
    for (int i = 0; i < max; i++) {
      recorder.addBreadcrumb(Breadcrumb.of("crumb " + i));
    }
    recorder.addBreadcrumb(null);
    try (RouteflowScope scope = recorder.openScope(EventType.WORKER, "import")) {
      assertThat(((ManualScope) scope).scope().toEvent().parts().breadcrumbs()).hasSize(max);
    }
  }

  /** As a method does whose result may be subscribed to, or may not. */
  @Test
  void aScopeThatNeverEndsTakesNoBreadcrumbs() {
    recorder.addBreadcrumb(Breadcrumb.of("of the process"));
    WorkScope unused = recorder.open(EventType.JOB, "never subscribed to");
    assertThat(earlier()).containsExactly("of the process");
  }

  @Test
  void onceItIsClosedItsStatusStays() {
    ManualScope scope = (ManualScope) recorder.openScope(EventType.WORKER, "import");
    scope.close();
    scope.warning();
    scope.failed(new IllegalStateException("late"));
    assertThat(scope.scope().status()).isEqualTo(EventStatus.SUCCESS);
  }

  /** As where a publisher is subscribed to again, or an answer comes late. */
  @Test
  void whatFailsAfterItsEndIsNotOfTheScopeWhicheverCallerReportsIt() {
    WorkScope scope = recorder.open(EventType.JOB, "import");
    recorder.close(scope);
    recorder.failed(scope, new IllegalStateException("late"));
    scope.status(EventStatus.WARNING);
    assertThat(scope.status()).isEqualTo(EventStatus.SUCCESS);
    assertThat(scope.toEvent().parts().exception()).isNull();
  }

  @Test
  void ofAFailureThatIsTakenBackNothingIsInTheEvent() {
    ManualScope scope =
        (ManualScope)
            recorder(Map.of("capture-exception-message", "true"))
                .openScope(EventType.WORKER, "import");
    scope.failed(new IllegalStateException("canary"));
    assertThat(scope.scope().toEvent().parts().exception())
        .extracting(ExceptionDetails::message)
        .isEqualTo("canary");
    scope.failed(null);
    assertThat(scope.scope().toEvent().parts().exception()).isNull();
    assertThat(scope.scope().status()).isEqualTo(EventStatus.FAILED);
    scope.close();
  }

  @Test
  void anExceptionIsCountedInEachScopeThatItWasReportedIn() {
    ManualScope outer = (ManualScope) recorder.openScope(EventType.WORKER, "outer");
    ManualScope inner = (ManualScope) recorder.openScope(EventType.WORKER, "inner");
    recorder.captureException(new IllegalStateException("in the inner one"), null);
    inner.close();
    recorder.captureException(new IllegalStateException("in the outer one"), null);
    outer.close();
    assertThat(inner.scope().toEvent().attributes()).containsEntry(ScopeNotes.REPORTED_ERRORS, 1);
    assertThat(outer.scope().toEvent().attributes()).containsEntry(ScopeNotes.REPORTED_ERRORS, 2);
  }

  /** One that has no recording is ignored, or has ended. */
  @Test
  void nothingInARequestTakesTheBreadcrumbsOfTheProcess() {
    HttpRequest<?> request = HttpRequest.GET("/ignored");
    recorder.addBreadcrumb(Breadcrumb.of("of the process"));
    try (PropagatedContext.Scope ignored =
        PropagatedContext.getOrEmpty().plus(new ServerHttpRequestContext(request)).propagate()) {
      recorder.captureException(new IllegalStateException("in it"), null);
      recorder.captureEvent(CapturedEvent.named("in it").build());
      assertThat(earlier()).isEmpty();
    }
    recorder.reportError(request, new IllegalStateException("of it"));
    assertThat(earlier()).containsExactly("of the process");
  }

  @Test
  void breadcrumbsOfAScopeThatHasEndedAreThoseOfTheProcess() {
    PropagatedContext ended;
    try (RouteflowScope scope = recorder.openScope(EventType.JOB, "nightly")) {
      scope.warning();
      ended = PropagatedContext.getOrEmpty();
    }
    try (PropagatedContext.Scope ignored = ended.propagate()) {
      recorder.addBreadcrumb(Breadcrumb.of("too late"));
    }
    recorder.addBreadcrumb(Breadcrumb.of("of the process"));
    assertThat(earlier()).containsExactly("too late", "of the process");
  }

  @Test
  void breadcrumbsOfAnIgnoredRequestAreDropped() {
    HttpRequest<?> request = HttpRequest.GET("/ignored");
    try (PropagatedContext.Scope ignored =
        PropagatedContext.getOrEmpty().plus(new ServerHttpRequestContext(request)).propagate()) {
      recorder.addBreadcrumb(Breadcrumb.of("of what is ignored"));
    }
    assertThat(earlier()).isEmpty();
  }

  /** As where a task is started that starts the next one, for as long as the process lasts. */
  @Test
  void whatGoesOnInAScopeThatHasEndedIsInItsTraceAndKeepsNothingOfWhatWasBetween() {
    WorkScope first = recorder.open(EventType.JOB, "first");
    WorkScope last = first;
    for (int i = 0; i < 3; i++) {
      recorder.close(last);
      try (PropagatedContext.Scope ignored =
          PropagatedContext.empty().plus(new ScopeContext(last)).propagate()) {
        WorkScope next = recorder.open(EventType.JOB, "next");
        assertThat(next.traceId()).isEqualTo(first.traceId());
        assertThat(next.toEvent().identity().parentSpanId()).isEqualTo(last.spanId());
        assertThat(next.enclosing()).isSameAs(first);
        last = next;
      }
    }
  }

  @Test
  void nothingIsAddedToAScopeThatHasEnded() {
    WorkScope scope = recorder.open(EventType.JOB, "ended");
    recorder.close(scope);
    try (PropagatedContext.Scope ignored =
        PropagatedContext.empty().plus(new ScopeContext(scope)).propagate()) {
      recorder.captureException(new IllegalStateException("late"), null);
      recorder.attribute("late", true);
      recorder.keep();
    }
    assertThat(scope.notesIfAny()).isNull();
  }

  /** What a scope finds that is opened now. */
  private List<String> earlier() {
    WorkScope scope = recorder.open(EventType.WORKER, "next");
    recorder.close(scope);
    return scope.notes().rawBreadcrumbs().stream().map(Breadcrumb::message).toList();
  }

  private static void closeElsewhere(RouteflowScope scope) throws InterruptedException {
    Thread other = new Thread(scope::close);
    other.start();
    other.join();
  }
}
