package io.routeflow.micronaut.capture.client;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.capture.CorrelationHeaders;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.capture.TraceParent;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.PropagationSettings;
import io.routeflow.micronaut.event.EventIds;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.policy.HostPatterns;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Adds the headers to a call by which the next service knows what it belongs to. W3C Trace Context
 * goes to every host; the module's own two headers go to the application's own. What the
 * application or its tracing has set stays. Thread-safe.
 */
@Singleton
@Requires(condition = ExternalCallsEnabled.class)
final class TracePropagation {

  /** Who may have the module's own headers. */
  enum Audience {
    /** The client is named by the id of a service. */
    SERVICE,
    /** The host decides. */
    BY_HOST,
    /** The client may take headers along to any host: only where every host may have them. */
    ANY_HOST
  }

  private final boolean enabled;
  private final HostPatterns hosts;
  private final Recorder recorder;

  TracePropagation(LenientReader reader, Recorder recorder) {
    PropagationSettings settings = PropagationSettings.read(reader);
    this.enabled = settings.enabled();
    this.hosts = new HostPatterns(settings.hosts());
    this.recorder = recorder;
  }

  /** Whether any header is sent. */
  boolean isEnabled() {
    return enabled;
  }

  /**
   * Adds the headers, and notes in the call what it is sent with.
   *
   * @param audience who may have the module's own headers
   */
  void inject(OpenCall call, HeaderCarrier headers, Audience audience) {
    if (!enabled) {
      return;
    }
    OpenScope scope = call.scope();
    TraceParent inbound = scope.inboundTrace();
    TraceParent present = TraceParent.parse(headers.get(TraceParent.HEADER));
    String traceParent = null;
    String traceState = null;
    long spanId;
    if (isForeign(headers, present, inbound)) {
      spanId = present == null ? 0 : present.parentId();
    } else {
      spanId = EventIds.spanId(ThreadLocalRandom.current());
      traceParent = header(scope, inbound, spanId);
      headers.set(TraceParent.HEADER, traceParent);
      traceState = inbound == null ? null : scope.traceState();
      if (traceState != null) {
        headers.set(TraceParent.STATE_HEADER, traceState);
      }
    }
    boolean own = isOwn(audience, call.kind().target().host());
    call.sentWith(
        spanId,
        new SentHeaders(
            traceParent,
            traceState,
            own ? setIfAbsent(headers, CorrelationHeaders.TRACE_ID, scope.traceId()) : null,
            own
                ? setIfAbsent(headers, CorrelationHeaders.FRONTEND_ROUTE, frontendRoute(scope))
                : null));
  }

  /**
   * Takes the module's own headers out of a request of the server that is passed on: its sender has
   * set them for this application.
   */
  void takeInbound(HeaderCarrier headers) {
    if (enabled) {
      headers.remove(CorrelationHeaders.TRACE_ID);
      headers.remove(CorrelationHeaders.FRONTEND_ROUTE);
    }
  }

  /** The same where no event is: the application's own hosts have the headers as they came. */
  void takeInbound(HeaderCarrier headers, Audience audience, String host) {
    if (!isOwn(audience, host)) {
      takeInbound(headers);
    }
  }

  /** Takes out what was added for an earlier call with the same headers. */
  static void withdraw(SentHeaders sent, HeaderCarrier headers) {
    remove(headers, TraceParent.HEADER, sent.traceParent());
    remove(headers, TraceParent.STATE_HEADER, sent.traceState());
    remove(headers, CorrelationHeaders.TRACE_ID, sent.traceId());
    remove(headers, CorrelationHeaders.FRONTEND_ROUTE, sent.frontendRoute());
  }

  private static void remove(HeaderCarrier headers, String name, @Nullable String value) {
    if (value != null && value.equals(headers.get(name))) {
      headers.remove(name);
    }
  }

  /** What came in with the request that is passed on was set by neither application nor tracing. */
  private static boolean isForeign(
      HeaderCarrier headers, @Nullable TraceParent present, @Nullable TraceParent inbound) {
    return headers.get(TraceParent.HEADER) != null
        && (present == null || inbound == null || !present.equals(inbound));
  }

  private String header(OpenScope scope, @Nullable TraceParent inbound, long spanId) {
    CallGroups calls = CallGroups.of(scope);
    return inbound != null
        ? calls.traceParent(inbound.traceId(), spanId, inbound.flags())
        : calls.traceParent(
            scope.w3cTraceId(), spanId, recorder.keeps(scope) ? TraceParent.SAMPLED : 0);
  }

  private boolean isOwn(Audience audience, String host) {
    return switch (audience) {
      case SERVICE -> true;
      case BY_HOST -> HostPatterns.isLoopback(host) || hosts.contain(host);
      case ANY_HOST -> hosts.containAll();
    };
  }

  private static @Nullable String frontendRoute(OpenScope scope) {
    String route = scope.frontendRoute();
    return RequestEvent.UNKNOWN_ROUTE.equals(route) ? null : route;
  }

  private static @Nullable String setIfAbsent(
      HeaderCarrier headers, String name, @Nullable String value) {
    if (value == null || headers.get(name) != null) {
      return null;
    }
    headers.set(name, value);
    return value;
  }
}
