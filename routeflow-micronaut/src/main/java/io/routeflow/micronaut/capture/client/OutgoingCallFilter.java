package io.routeflow.micronaut.capture.client;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.http.netty.NettyHttpHeaders;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.spi.Recording;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Records each request of Micronaut's clients in the innermost open scope, and adds the headers of
 * the trace. The framework runs it again for each attempt and for each request of a redirection.
 *
 * <p>The innermost filter of the client, which has the highest precedence there: it sees what is
 * sent in the end, with what the application's own filters and its tracing have added.
 */
@ClientFilter(
    patterns = ClientFilter.MATCH_ALL_PATTERN,
    excludeServiceId = {"routeflow", "routeflow-replaystack"})
@Requires(condition = ExternalCallsEnabled.class)
final class OutgoingCallFilter implements Ordered {

  private static final String SENT = "io.routeflow.call";

  /**
   * The attribute behind {@link BasicHttpAttributes#getServiceId}, which makes a conversion context
   * for each question.
   */
  private static final String SERVICE_ID = "micronaut.http.serviceId";

  private final CallRecorder recorder;
  private final TracePropagation propagation;
  private final InternalErrors errors;

  OutgoingCallFilter(CallRecorder recorder, TracePropagation propagation, InternalErrors errors) {
    this.recorder = recorder;
    this.propagation = propagation;
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @RequestFilter
  Publisher<MutableHttpResponse<?>> record(
      MutableHttpRequest<?> request,
      MutablePropagatedContext context,
      FilterContinuation<Publisher<MutableHttpResponse<?>>> chain) {
    ClientCall call = null;
    try {
      call = open(request, context);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
    if (call == null) {
      return chain.proceed();
    }
    return observed(proceed(chain, call), call);
  }

  private static Publisher<MutableHttpResponse<?>> proceed(
      FilterContinuation<Publisher<MutableHttpResponse<?>>> chain, ClientCall call) {
    try {
      return chain.proceed();
    } catch (Throwable e) {
      call.failedWith(e);
      throw e;
    }
  }

  private Publisher<MutableHttpResponse<?>> observed(
      Publisher<MutableHttpResponse<?>> response, ClientCall call) {
    try {
      return new ClientResponseObserver<>(response, call);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      call.abandon();
      return response;
    }
  }

  private @Nullable ClientCall open(
      MutableHttpRequest<?> request, MutablePropagatedContext context) {
    OpenScope scope = Recorder.innermost();
    ClientCall outer = PropagatedContext.getOrEmpty().find(ClientCall.class).orElse(null);
    withdrawEarlier(request, outer);
    if (scope == null) {
      passOn(request);
      return null;
    }
    ClientCall redirected = outer != null && outer.endIfRedirected() ? outer : null;
    String serviceId = CallKind.serviceId(request.getAttributes().getValue(SERVICE_ID));
    CallKind kind =
        recorder.kind(request.getMethodName(), request.getUri(), template(request), serviceId);
    boolean elsewhere = redirected != null && redirected.leadsElsewhere(kind.target());
    if (elsewhere) {
      // where a service redirects to is not that service, nor is where it goes from there
      serviceId = null;
      kind = kind.withoutService();
    }
    ClientCall call = call(scope, kind, request);
    try {
      if (isPassedOn(request)) {
        propagation.takeInbound(new RequestHeaders(request.getHeaders()));
      }
      if (elsewhere) {
        call.markElsewhere();
      }
      inject(call, audience(serviceId));
      context.add(call);
      return call;
    } catch (Throwable e) {
      call.abandon();
      throw e;
    }
  }

  private ClientCall call(OpenScope scope, CallKind kind, MutableHttpRequest<?> request) {
    CallPayloadRegistry payloads = recorder.payloads();
    long now = System.nanoTime();
    return payloads != null && request.getHeaders() instanceof NettyHttpHeaders headers
        ? new CapturedCall(scope, kind, now, request, payloads, headers.getNettyHeaders(), errors)
        : new ClientCall(scope, kind, now, request, errors);
  }

  /** Of a request that is ignored, or has ended, nothing is added; what came in may have to go. */
  private void passOn(MutableHttpRequest<?> request) {
    if (isPassedOn(request) || isOfServer(request)) {
      String serviceId = CallKind.serviceId(request.getAttributes().getValue(SERVICE_ID));
      propagation.takeInbound(
          new RequestHeaders(request.getHeaders()),
          audience(serviceId),
          CallTarget.of(request.getUri()).host());
    }
  }

  private static TracePropagation.Audience audience(@Nullable String serviceId) {
    return serviceId == null
        ? TracePropagation.Audience.BY_HOST
        : TracePropagation.Audience.SERVICE;
  }

  private void inject(ClientCall call, TracePropagation.Audience audience) {
    if (propagation.isEnabled()) {
      MutableHttpRequest<?> request = call.request();
      propagation.inject(call, new RequestHeaders(request.getHeaders()), audience);
      request.setAttribute(SENT, call.headers());
    }
  }

  /**
   * Takes out what was added for an earlier call: an application may send the same request twice,
   * and the request of a redirection has the headers of the one before it, whatever host it goes
   * to, and also where the scope of both has ended meanwhile.
   */
  private static void withdrawEarlier(MutableHttpRequest<?> request, @Nullable ClientCall outer) {
    if (outer != null) {
      TracePropagation.withdraw(outer.headers(), new RequestHeaders(request.getHeaders()));
    }
    if (request.getAttributes().getValue(SENT) instanceof SentHeaders earlier) {
      TracePropagation.withdraw(earlier, new RequestHeaders(request.getHeaders()));
    }
  }

  /** A request of the server that is passed on has the template of its route, not of a client. */
  private @Nullable String template(MutableHttpRequest<?> request) {
    return recorder.recordsTemplates() && !isPassedOn(request)
        ? BasicHttpAttributes.getUriTemplate(request).orElse(null)
        : null;
  }

  /** Whether it is a request of the server, or made from one, with which it shares attributes. */
  private static boolean isPassedOn(MutableHttpRequest<?> request) {
    return request.getAttributes().getValue(Recording.ATTRIBUTE) != null;
  }

  /** The same of a request that was never recorded. */
  @SuppressWarnings("ReferenceEquality") // shared, not alike
  private static boolean isOfServer(MutableHttpRequest<?> request) {
    return PropagatedContext.getOrEmpty()
        .find(ServerHttpRequestContext.class)
        .filter(server -> server.httpRequest().getAttributes() == request.getAttributes())
        .isPresent();
  }

  private record RequestHeaders(MutableHttpHeaders headers) implements HeaderCarrier {

    @Override
    public @Nullable String get(String name) {
      return headers.get(name);
    }

    @Override
    public void set(String name, String value) {
      headers.set(name, value);
    }

    @Override
    public void remove(String name) {
      headers.remove(name);
    }
  }
}
