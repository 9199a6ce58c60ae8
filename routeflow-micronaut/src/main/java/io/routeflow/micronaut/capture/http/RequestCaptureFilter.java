package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.types.files.FileCustomizableResponseType;
import io.micronaut.web.router.RouteAttributes;
import io.routeflow.micronaut.capture.CapturePolicies;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.diagnostics.CaptureOverhead;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import java.io.File;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Adds to the scope what only the framework knows: the matched route, and the exception that made
 * the response. The outermost filter, so that no other one can answer before it has seen the
 * request.
 *
 * <p>The route is read in {@link #isEnabled}, which the framework asks when the route is known, and
 * not in a request method of its own: such a method costs each request more memory than the rest of
 * capture. Where the framework does not ask, {@link RequestNamingFilter} does it.
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
final class RequestCaptureFilter implements ConditionalFilter, Ordered {

  private static final int FIRST_ERROR = 400;

  private final RouteNameCache names;
  private final RequestRecorder recorder;
  private final BeanProvider<CapturePolicies> policies;
  private final InternalErrors errors;

  RequestCaptureFilter(
      RequestRecorder recorder, BeanProvider<CapturePolicies> policies, InternalErrors errors) {
    this.names = recorder.routeNames();
    this.recorder = recorder;
    this.policies = policies;
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /** Whether the request is recorded; if so, its scope is found and named first. */
  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    try {
      long started = recorder.startTimer();
      boolean recorded = RequestScopeLookup.named(request, names) != null;
      recorder.recordOverhead(CaptureOverhead.Part.NAME, started);
      return recorded;
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return false;
    }
  }

  /** Of any kind: a filter of the application may hand on what its client got. */
  @ResponseFilter
  void noteOutcome(HttpRequest<?> request, HttpResponse<?> response) {
    try {
      long started = recorder.startTimer();
      RequestScope scope = RequestScopeLookup.of(request);
      if (scope != null && scope.isOpen()) {
        noteOutcome(scope, response);
        if (scope.route().isUnmatched()) {
          scope.route(recorder.nameUnmatched(request, response));
        }
        if (recorder.details().namesTrace() && response instanceof MutableHttpResponse<?> own) {
          recorder.details().nameTrace(scope, own);
        }
        recorder.recordOverhead(CaptureOverhead.Part.NOTE, started);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  private void noteOutcome(RequestScope scope, HttpResponse<?> response) {
    if (!scope.isOnWire()) {
      scope.status(response.code());
    }
    CapturedExchange exchange = recorder.payloads() == null ? null : scope.exchangeIfAny();
    if (exchange != null && isStreamed(response.body())) {
      exchange.streamed();
    }
    if (response instanceof MutableHttpResponse<?> own) {
      watchStream(scope, own);
    }
    Throwable thrown =
        response.code() < FIRST_ERROR ? null : RouteAttributes.getException(response).orElse(null);
    if (thrown == null) {
      scope.noException();
    } else {
      noteException(scope, thrown);
    }
  }

  private void noteException(RequestScope scope, Throwable thrown) {
    String name = scope.exception(thrown, policies.get());
    if (name != null) {
      recorder.details().failed(scope, name);
    }
  }

  /**
   * Sees the exception by which a stream ends half-way: the framework breaks the answer off, and no
   * filter is called any more. No filter sees the stream behind this one, only the framework, which
   * makes a {@code Flux} of any; demand, elements, cancellation and context pass through it. One of
   * a single element fails before anything of it is written, and has to stay what it is.
   */
  private void watchStream(RequestScope scope, MutableHttpResponse<?> response) {
    if (response.body() instanceof Publisher<?> stream && !Publishers.isSingle(stream.getClass())) {
      Flux<?> watched = Flux.from(stream).doOnError(error -> failedHalfWay(scope, error));
      MutableHttpResponse<?> unused = response.body(watched);
    }
  }

  private void failedHalfWay(RequestScope scope, Throwable error) {
    try {
      if (scope.isOpen()) {
        noteException(scope, error);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** Of a file the length is known before its content is read, so that it looks like a whole. */
  private static boolean isStreamed(@Nullable Object body) {
    return body instanceof Publisher
        || body instanceof FileCustomizableResponseType
        || body instanceof File
        || body instanceof InputStream;
  }
}
