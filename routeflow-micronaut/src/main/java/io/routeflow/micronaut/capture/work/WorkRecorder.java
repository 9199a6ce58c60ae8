package io.routeflow.micronaut.capture.work;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.capture.CapturePolicies;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.capture.ScopeNotes;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.policy.BreadcrumbPolicy;
import io.routeflow.micronaut.spi.EventCapture;
import io.routeflow.micronaut.spi.NoScope;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.ScopeContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Captures what the application reports by hand. Thread-safe; no method throws, because telemetry
 * must not fail the work that it describes.
 */
@Singleton
final class WorkRecorder implements EventCapture {

  private final Recorder recorder;
  private final CapturePolicies policies;
  private final InternalErrors errors;
  private final ProcessBreadcrumbs outsideScopes;

  WorkRecorder(Recorder recorder, CapturePolicies policies, InternalErrors errors) {
    this.recorder = recorder;
    this.policies = policies;
    this.errors = errors;
    this.outsideScopes = new ProcessBreadcrumbs(policies.breadcrumbs().max());
  }

  @Override
  public void captureEvent(CapturedEvent event) {
    try {
      long latency = nanos(event.latency());
      // it is reported at its end
      WorkScope scope = open(ScopeStart.now().earlier(latency), event.type(), event.name());
      scope.status(event.status());
      scope.latency(latency);
      describe(scope, event);
      close(scope);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  @Override
  public void captureException(Throwable exception, @Nullable CapturedEvent details) {
    try {
      OpenScope open = Recorder.innermost();
      report(exception, details, open == null ? CallerContext.ended() : open, earlierThanIn(open));
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  @Override
  public void reportError(HttpRequest<?> request, Throwable exception) {
    try {
      OpenScope during = CallerContext.of(request);
      report(exception, null, during, during == null ? List.of() : breadcrumbsIn(during));
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  private void report(
      Throwable exception,
      @Nullable CapturedEvent details,
      @Nullable OpenScope during,
      List<Breadcrumb> earlier) {
    ReportedException reported =
        new ReportedException(
            ScopeStart.now(),
            exception,
            details == null ? null : WorkNames.printable(details.name()),
            during);
    reported.note(exception, policies);
    if (!earlier.isEmpty()) {
      reported.notes().earlier(earlier, policies.breadcrumbs());
    }
    count(during);
    if (details != null) {
      describe(reported, details);
    }
    reported.end();
    recorder.closed(reported);
  }

  /**
   * What was noted before an exception: in the scopes that it is reported in, or outside of any.
   */
  private List<Breadcrumb> earlierThanIn(@Nullable OpenScope open) {
    if (open != null) {
      return breadcrumbsIn(open);
    }
    return CallerContext.isInRequest() ? List.of() : outsideScopes.take();
  }

  private List<Breadcrumb> breadcrumbsIn(OpenScope innermost) {
    return EarlierBreadcrumbs.of(innermost, policies.breadcrumbs().max());
  }

  /** A request counts also what is reported in the scopes that are opened in it. */
  private static void count(@Nullable OpenScope during) {
    for (Recording scope = during; scope != null; scope = scope.enclosing()) {
      if (scope instanceof OpenScope open && open.isOpen()) {
        open.notes().errorReported();
      }
    }
  }

  @Override
  public void addBreadcrumb(Breadcrumb breadcrumb) {
    try {
      BreadcrumbPolicy policy = policies.breadcrumbs();
      if (breadcrumb == null || policy.max() <= 0) {
        return;
      }
      OpenScope scope = Recorder.innermost();
      if (scope != null) {
        scope.notes().breadcrumb(breadcrumb, policy);
      } else if (!CallerContext.isIgnored()) {
        outsideScopes.add(breadcrumb);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  @Override
  public void attribute(String name, @Nullable Object value) {
    try {
      OpenScope scope = Recorder.innermost();
      if (scope != null) {
        attribute(scope, name, value);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  @Override
  public void keep() {
    try {
      OpenScope scope = Recorder.innermost();
      if (scope != null) {
        scope.notes().keep();
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  @Override
  public RouteflowScope openScope(EventType type, String name) {
    try {
      WorkScope scope = open(type, name);
      begun(scope);
      ManualScope outer = ManualScope.of(scope.enclosing());
      ManualScope opened = new ManualScope(scope, outer, this);
      // last: nothing may fail that would leave the scope to what the thread does afterwards
      opened.enter(contextOf(scope));
      return opened;
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return NoScope.INSTANCE;
    }
  }

  /**
   * The context of the calling code, with a scope in it. Scopes that were closed on other threads
   * are taken out of it: they would add up on a thread that opens one after the other.
   */
  static PropagatedContext contextOf(WorkScope scope) {
    PropagatedContext context = PropagatedContext.getOrEmpty();
    ScopeContext innermost = context.find(ScopeContext.class).orElse(null);
    while (innermost != null && !innermost.recording().isOpen()) {
      context = context.minus(innermost);
      innermost = context.find(ScopeContext.class).orElse(null);
    }
    return context.plus(new ScopeContext(scope));
  }

  /** Puts a scope into the context of this thread; {@code null} where that has failed. */
  PropagatedContext.@Nullable Scope enter(WorkScope scope) {
    try {
      return contextOf(scope).propagate();
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return null;
    }
  }

  /** Gives the thread back the context that it had. */
  void leave(PropagatedContext.@Nullable Scope entered) {
    if (entered != null) {
      try {
        entered.close();
      } catch (Throwable e) {
        errors.report(Stage.CAPTURE, e);
      }
    }
  }

  /** A failure of capture that is to go no further. */
  void report(Throwable error) {
    errors.report(Stage.CAPTURE, error);
  }

  /** Opens a scope without making it the current one. */
  WorkScope open(@Nullable EventType type, @Nullable String name) {
    return open(ScopeStart.now(), type, name);
  }

  private WorkScope open(ScopeStart start, @Nullable EventType type, @Nullable String name) {
    EventType kind =
        type == null || type == EventType.REQUEST || type == EventType.EXCEPTION
            ? EventType.CUSTOM
            : type;
    OpenScope open = Recorder.innermost();
    OpenScope during = open == null ? CallerContext.ended() : open;
    WorkScope scope =
        new WorkScope(start, kind, WorkNames.printable(name == null ? "" : name), during);
    if (open == null && !CallerContext.isInRequest()) {
      scope.wantEarlier();
    }
    recorder.opened(scope);
    return scope;
  }

  /** The work of a scope begins: what was noted outside of any before is in front of its own. */
  void begun(WorkScope scope) {
    try {
      List<Breadcrumb> earlier = scope.takesEarlier() ? outsideScopes.take() : List.of();
      if (!earlier.isEmpty()) {
        scope.notes().earlier(earlier, policies.breadcrumbs());
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** Ends a scope; only the first call for it has an effect. */
  void close(WorkScope scope) {
    try {
      if (scope.end()) {
        begun(scope);
        recorder.closed(scope);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** Ends a scope that cannot be recorded: it becomes no event. */
  void abandon(WorkScope scope) {
    try {
      if (scope.end()) {
        scope.discard();
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** Marks a scope as failed, with what may be said of the exception, unless it has ended. */
  void failed(WorkScope scope, @Nullable Throwable exception) {
    try {
      if (!scope.isOpen()) {
        return;
      }
      scope.failed(exception);
      if (exception != null) {
        scope.note(exception, policies);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** Sets an attribute of a scope by hand. */
  void attribute(ManualScope opened, String name, @Nullable Object value) {
    try {
      attribute(opened.scope(), name, value);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  private void attribute(OpenScope scope, String name, @Nullable Object value) {
    if (value != null && AttributeRules.accepts(name)) {
      Object kept = AttributeRules.kept(name, value, policies.breadcrumbs());
      boolean unused = scope.notes().attribute(name, kept);
    }
  }

  private void describe(OpenScope scope, CapturedEvent event) {
    for (Map.Entry<String, Object> attribute : event.attributes().entrySet()) {
      attribute(scope, attribute.getKey(), attribute.getValue());
    }
    ScopeNotes notes = scope.notes();
    if (event.requestPayload() != null) {
      notes.request(policies.payloads().ofValue(event.requestPayload()));
    }
    if (event.responsePayload() != null) {
      notes.response(policies.payloads().ofValue(event.responsePayload()));
    }
  }

  private static long nanos(@Nullable Duration latency) {
    if (latency == null || latency.isNegative()) {
      return -1;
    }
    try {
      return latency.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
