package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.resource.StaticResourceConfiguration;
import io.netty.handler.codec.http.HttpHeaders;
import io.routeflow.micronaut.capture.CorrelationHeaders;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.capture.TraceParent;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.capture.payload.PayloadCaptureProvider;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.ReplayStackSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.diagnostics.CaptureOverhead;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.policy.IgnoredPaths;
import io.routeflow.micronaut.spi.OpenRequests;
import io.routeflow.micronaut.spi.RequestObserver;
import io.routeflow.micronaut.spi.SentBatchIds;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the scopes of requests and closes them, and decides which requests are excluded from
 * capture.
 */
@Singleton
final class RequestRecorder implements OpenRequests {

  private final RouteNameCache routeNames = new RouteNameCache();
  private final IgnoredRoutes ignoredRoutes;
  private final StaticFiles staticFiles;
  private final IgnoredPaths ignoredPaths;
  private final SelfTraffic selfTraffic;
  private final Recorder recorder;
  private final RequestDetails details;
  private final @Nullable PayloadCapture payloads;
  private final List<RequestObserver> observers;
  private final InternalErrors errors;
  private final boolean showsPaths;
  private final @Nullable RunningRequests running;

  RequestRecorder(
      RouteflowConfiguration configuration,
      ReplayStackSettings replayStack,
      BeanProvider<Router> router,
      BeanProvider<StaticResourceConfiguration> staticResources,
      SentBatchIds sentBatches,
      Recorder recorder,
      RequestDetails details,
      PayloadCaptureProvider payloads,
      List<RequestObserver> observers,
      InternalErrors errors,
      @Nullable ConsolePath console) {
    this.observers = observers;
    this.errors = errors;
    this.showsPaths = console != null && console.showsLocalDetails();
    this.running = console == null ? null : new RunningRequests();
    this.ignoredPaths = ignoredPaths(configuration, console);
    this.ignoredRoutes = new IgnoredRoutes(router, routeNames);
    this.staticFiles =
        new StaticFiles(staticResources, configuration.capture().ignoreStaticResources());
    this.selfTraffic = new SelfTraffic(configuration, replayStack, sentBatches);
    this.recorder = recorder;
    this.details = details;
    this.payloads = payloads.requests();
  }

  /** The console's own requests are ignored whatever the setting says. */
  private static IgnoredPaths ignoredPaths(
      RouteflowConfiguration configuration, @Nullable ConsolePath console) {
    List<String> paths = new ArrayList<>(configuration.capture().ignoredPaths());
    if (console != null) {
      paths.add(console.base());
    }
    return new IgnoredPaths(paths);
  }

  /** The names of the application's routes. */
  RouteNameCache routeNames() {
    return routeNames;
  }

  /** What a request is called that no route matched, by how it was answered. */
  RouteName nameUnmatched(HttpRequest<?> request, HttpResponse<?> response) {
    return ignoredRoutes.haveRefused(response.code(), request.getPath())
        ? RouteName.IGNORED
        : staticFiles.nameOf(request, response);
  }

  /**
   * Whether the request is excluded from capture; decided from the request line and headers.
   *
   * @param batchId the header by which the module's own batches are known
   */
  boolean ignores(String method, String target, @Nullable String batchId) {
    return ignoredPaths.contains(target)
        || selfTraffic.is(target, batchId)
        || ignoredRoutes.matchesPreflight(method, target);
  }

  /** Whether the path as it was sent is of use: to observers of all requests, to the console. */
  boolean keepsTargets() {
    return showsPaths || !observers.isEmpty();
  }

  /** What settings add to a scope, and to responses. */
  RequestDetails details() {
    return details;
  }

  /** What is captured of contents, {@code null} where nothing is. */
  @Nullable PayloadCapture payloads() {
    return payloads;
  }

  /** Opens the scope of a request whose head has just arrived. */
  RequestScope open(String method, HttpHeaders headers) {
    ScopeStart start = ScopeStart.now();
    TraceParent parent = TraceParent.parse(headers.get(TraceParent.HEADER));
    String named = details.namedTrace(headers);
    String traceId = named == null && parent != null ? parent.traceId() : named;
    RequestScope scope =
        new RequestScope(
            start,
            traceId,
            parent,
            method,
            CorrelationHeaders.frontendRoute(headers.get(CorrelationHeaders.FRONTEND_ROUTE)));
    if (parent != null) {
      scope.traceState(headers.getAll(TraceParent.STATE_HEADER));
    }
    if (named != null) {
      scope.keepTrace();
    }
    if (showsPaths) {
      scope.showPath();
    }
    recorder.opened(scope);
    details.opened(scope, headers);
    if (running != null) {
      running.opened(scope);
    }
    recorder.recordOverhead(CaptureOverhead.Part.OPEN, start.nanos());
    return scope;
  }

  /** Ends a scope; only the first call for it has an effect. */
  void close(RequestScope scope, Completion completion) {
    if (running != null) {
      running.ended(scope);
    }
    long now = System.nanoTime();
    if (!scope.close(now, completion)) {
      return;
    }
    CapturedExchange exchange = scope.exchangeIfAny();
    if (exchange != null) {
      close(exchange, scope.isMatched());
    }
    if (scope.route().ignored()) {
      scope.discard();
    } else {
      if (!observers.isEmpty()) {
        notifyObservers(scope);
      }
      details.closed(scope);
      recorder.closed(scope);
      recorder.recordOverhead(CaptureOverhead.Part.CLOSE, now);
    }
  }

  /** Where the route was never seen, it may be an ignored one, whose bodies must not be sent. */
  private static void close(CapturedExchange exchange, boolean routeIsKnown) {
    if (!routeIsKnown) {
      exchange.omitBodies(Payload.Omitted.REDACTION);
    }
    exchange.close();
  }

  /** Leaves a request out that the framework never came to, or whose stream is gone already. */
  void abandon(RequestScope scope) {
    if (running != null) {
      running.ended(scope);
    }
    scope.discard();
  }

  @Override
  public List<OpenRequest> openRequests(long leastNanos, int max) {
    return running == null ? List.of() : running.oldest(System.nanoTime(), leastNanos, max);
  }

  /** The event comes after them, and must not be lost where one of them fails. */
  private void notifyObservers(RequestScope scope) {
    for (RequestObserver observer : observers) {
      try {
        scope.notifyEnd(observer);
      } catch (Throwable e) {
        errors.report(Stage.OBSERVE, e);
      }
    }
  }

  /** When a part of capture starts, where its cost is recorded; else 0. */
  long startTimer() {
    return recorder.startTimer();
  }

  /** Records what a part of capture has cost, where that is wanted. */
  void recordOverhead(CaptureOverhead.Part part, long startedNanos) {
    recorder.recordOverhead(part, startedNanos);
  }
}
