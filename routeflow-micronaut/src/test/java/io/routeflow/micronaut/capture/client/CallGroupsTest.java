package io.routeflow.micronaut.capture.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Equal calls are one entry, in the order in which they began. */
final class CallGroupsTest {

  private final Scope scope = new Scope();
  private final CallGroups groups = new CallGroups();

  @Test
  void noCallIsNothing() {
    assertThat(groups.calls()).isNull();
    assertThat(groups.variableBytes()).isZero();
  }

  @Test
  void timesAndErrorsAddUpAndTheLastStatusAndErrorStay() {
    groups.add(call("a", "GET", 10, 1), 5, 200, null, null);
    groups.add(call("a", "GET", 20, 2), 7, 0, "x.Timeout", null);
    groups.add(call("a", "GET", 30, 3), 3, 503, null, null);
    ExternalCall entry = calls().entries().get(0);
    assertThat(entry)
        .extracting(
            ExternalCall::count,
            ExternalCall::totalNanos,
            ExternalCall::maxNanos,
            ExternalCall::errors,
            ExternalCall::statusCode,
            ExternalCall::error,
            ExternalCall::spanId)
        .containsExactly(3L, 15L, 7L, 2L, 503, "x.Timeout", 0L);
  }

  @Test
  void theEntriesAreInTheOrderOfTheirFirstCall() {
    scope.keepTimeline();
    groups.add(call("late", "GET", 50, 1), 1, 200, null, null);
    groups.add(call("early", "GET", 10, 2), 100, 200, null, null);
    groups.add(call("early", "POST", 20, 3), 1, 500, null, null);
    OutgoingCalls calls = calls();
    assertThat(calls.entries())
        .extracting(entry -> entry.host() + " " + entry.method())
        .containsExactly("early GET", "early POST", "late GET");
    assertThat(calls.executions())
        .containsExactly(
            new OutgoingCalls.Execution(0, 10, 100, 200, false, 2, 443, 0),
            new OutgoingCalls.Execution(1, 20, 1, 500, true, 3, 443, 0),
            new OutgoingCalls.Execution(2, 50, 1, 200, false, 1, 443, 0));
  }

  @Test
  void nothingIsUnbounded() {
    scope.keepTimeline();
    for (int i = 0; i < 2_000; i++) {
      groups.add(call("host" + i % 150, "GET", i, 0), 1, 200, null, null);
    }
    OutgoingCalls calls = calls();
    assertThat(calls.entries()).hasSize(OutgoingCalls.MAX_ENTRIES);
    assertThat(calls.truncated()).isTrue();
    // of each of the other 50 hosts 13 or 14
    assertThat(calls.ungrouped()).isEqualTo(650);
    assertThat(calls.entries().stream().mapToLong(ExternalCall::count).sum()).isEqualTo(1_350);
    assertThat(calls.executions()).hasSize(OutgoingCalls.MAX_EXECUTIONS);
    assertThat(calls.executions()).anyMatch(execution -> execution.entry() == -1);
    assertThat(groups.variableBytes()).isBetween(20_000, 200_000);
  }

  @Test
  void aCallEndsOnceAndNotAfterItsScope() {
    OpenCall call = call("a", "GET", 0, 1);
    call.answered(200);
    call.failed(0, "x.Late");
    OpenCall open = call("b", "GET", 0, 1);
    scope.end();
    open.answered(200);
    OutgoingCalls calls =
        Objects.requireNonNull(scope.notes().calls(CallGroups.class, CallGroups::new).calls());
    assertThat(calls.entries()).singleElement().extracting(ExternalCall::errors).isEqualTo(0L);
  }

  private OutgoingCalls calls() {
    return Objects.requireNonNull(groups.calls());
  }

  private static final InternalErrors ERRORS = new InternalErrors(() -> (where, error) -> {});

  private OpenCall call(String host, String method, long startNanos, long spanId) {
    CallKind kind = new CallKind(new CallTarget(host, 443, true), method, null, null);
    OpenCall call = new OpenCall(scope, kind, scope.startedNanos() + startNanos, ERRORS);
    call.sentWith(spanId, SentHeaders.NONE);
    return call;
  }

  private static final class Scope extends OpenScope {
    Scope() {
      super(ScopeStart.now(), null, 0);
    }

    void end() {
      boolean unused = close(System.nanoTime());
    }

    @Override
    public Event toEvent() {
      throw new UnsupportedOperationException();
    }
  }
}
