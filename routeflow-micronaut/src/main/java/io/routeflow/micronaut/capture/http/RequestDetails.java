package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.MutableHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.capture.CapturePolicies;
import io.routeflow.micronaut.capture.CorrelationHeaders;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.capture.TraceParent;
import io.routeflow.micronaut.configuration.RequestSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.event.AuthDetails;
import io.routeflow.micronaut.policy.masking.RequestAuth;
import io.routeflow.micronaut.spi.SqlRecording;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The details of requests that settings ask for, and what responses say of the trace. Where a
 * setting is off its part costs a comparison. Thread-safe.
 */
@Singleton
final class RequestDetails {

  private static final String CATEGORY = "request";
  private static final List<String> KEY_HEADERS = List.of("x-api-key", "api-key", "apikey");

  private final RequestSettings settings;
  private final BeanProvider<CapturePolicies> policies;
  private final Recorder recorder;
  private final boolean namesTrace;

  RequestDetails(
      RouteflowConfiguration configuration,
      BeanProvider<CapturePolicies> policies,
      Recorder recorder) {
    this.settings = configuration.requests();
    this.policies = policies;
    this.recorder = recorder;
    this.namesTrace =
        settings.serverTiming()
            || settings.serverTimingTotals()
            || settings.responseTraceHeader() != null;
  }

  /** The trace that the sender names, by the header of the application's choice or the module's. */
  @Nullable String namedTrace(HttpHeaders headers) {
    String header = settings.traceIdHeader();
    String chosen = header == null ? null : CorrelationHeaders.traceId(headers.get(header));
    return chosen == null
        ? CorrelationHeaders.traceId(headers.get(CorrelationHeaders.TRACE_ID))
        : chosen;
  }

  /** A request has begun. */
  void opened(RequestScope scope, HttpHeaders headers) {
    if (settings.authMode()) {
      scope.notes().auth(auth(headers));
    }
    if (settings.automaticBreadcrumbs()) {
      note(scope, "Request started", Breadcrumb.Level.INFO, Map.of("method", scope.knownMethod()));
    }
  }

  /** A request has failed by an exception. */
  void failed(RequestScope scope, String exceptionName) {
    if (settings.automaticBreadcrumbs()) {
      note(scope, "Request failed", Breadcrumb.Level.ERROR, Map.of("exception", exceptionName));
    }
  }

  /** A request has ended; its scope is closed and not yet passed on. */
  void closed(RequestScope scope) {
    if (settings.automaticBreadcrumbs()) {
      int status = scope.seenStatus();
      Breadcrumb.Level level =
          switch (scope.outcome(status)) {
            case SUCCESS -> Breadcrumb.Level.INFO;
            case WARNING -> Breadcrumb.Level.WARNING;
            case FAILED -> Breadcrumb.Level.ERROR;
          };
      note(scope, "Request finished", level, Map.of("status_code", status));
    }
  }

  /** Whether responses name their trace. */
  boolean namesTrace() {
    return namesTrace;
  }

  /**
   * Names the trace in a response of the framework, unless the application does. What passes a
   * {@link WireTap} is named there, and here only rid of the name of an earlier request.
   */
  void nameTrace(RequestScope scope, MutableHttpResponse<?> response) {
    if (namesTrace && scope.isOpen()) {
      ResponseHeaders headers = ResponseHeaders.of(response);
      TraceNames.forget(response, headers);
      TraceNames added = scope.isOnWire() ? null : nameTrace(scope, headers);
      if (added != null) {
        added.keepWith(response);
      }
    }
  }

  /**
   * Names the trace in a response that belongs to a request with an event, unless the application
   * does.
   *
   * @return what was added, or {@code null} where nothing was
   */
  @Nullable TraceNames nameTrace(RequestScope scope, ResponseHeaders headers) {
    if (!namesTrace || !scope.isOpen()) {
      return null;
    }
    String traceId = scope.traceId();
    String header = settings.responseTraceHeader();
    if (header != null && !headers.all(header).isEmpty()) {
      header = null;
    }
    if (header != null) {
      headers.add(header, traceId);
    }
    String timing = timing(scope, headers.all(ServerTiming.HEADER));
    if (timing != null) {
      headers.add(ServerTiming.HEADER, timing);
    }
    return header == null && timing == null ? null : new TraceNames(header, traceId, timing);
  }

  /** The entries that the settings ask for and the application has not made itself. */
  private @Nullable String timing(RequestScope scope, List<String> made) {
    StringJoiner entries = new StringJoiner(", ");
    if (settings.serverTiming() && isMissing(ServerTiming.TRACE, made)) {
      entries.add(ServerTiming.trace(traceParent(scope)));
    }
    if (settings.serverTimingTotals()) {
      if (isMissing(ServerTiming.TOTAL, made)) {
        entries.add(ServerTiming.total(System.nanoTime() - scope.startedNanos()));
      }
      SqlRecording.Totals sql = scope.sqlTotals();
      if (sql != null && isMissing(ServerTiming.SQL, made)) {
        entries.add(ServerTiming.sql(sql));
      }
    }
    return entries.length() == 0 ? null : entries.toString();
  }

  private static boolean isMissing(String metric, List<String> made) {
    return made.stream().noneMatch(value -> ServerTiming.hasEntry(value, metric));
  }

  /** As outgoing calls have it: a trace that came in is not cut. */
  private TraceParent traceParent(RequestScope scope) {
    TraceParent inbound = scope.inboundTrace();
    if (inbound != null) {
      return new TraceParent(inbound.traceId(), scope.spanId(), inbound.flags());
    }
    int flags = recorder.keeps(scope) ? TraceParent.SAMPLED : 0;
    return new TraceParent(scope.w3cTraceId(), scope.spanId(), flags);
  }

  private void note(
      RequestScope scope, String message, Breadcrumb.Level level, Map<String, Object> data) {
    scope
        .notes()
        .breadcrumb(
            new Breadcrumb(Instant.now(), message, CATEGORY, level, data),
            policies.get().breadcrumbs());
  }

  private static AuthDetails auth(HttpHeaders headers) {
    RequestAuth auth =
        RequestAuth.of(
            headers.get(HttpHeaderNames.AUTHORIZATION),
            KEY_HEADERS.stream().anyMatch(headers::contains),
            headers.contains(HttpHeaderNames.COOKIE));
    return new AuthDetails(auth.mode().wireName(), auth.scheme());
  }
}
