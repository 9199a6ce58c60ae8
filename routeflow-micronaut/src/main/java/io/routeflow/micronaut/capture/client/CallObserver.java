package io.routeflow.micronaut.capture.client;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.spi.CallCapture;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Records calls by other clients than Micronaut's. Thread-safe; never waits, never throws. */
@Singleton
@Requires(condition = ExternalCallsEnabled.class)
final class CallObserver implements CallCapture {

  private final CallRecorder recorder;
  private final TracePropagation propagation;
  private final InternalErrors errors;

  CallObserver(CallRecorder recorder, TracePropagation propagation, InternalErrors errors) {
    this.recorder = recorder;
    this.propagation = propagation;
    this.errors = errors;
  }

  @Override
  public HttpClient observe(HttpClient client) {
    try {
      return client instanceof ObservedHttpClient ? client : new ObservedHttpClient(client, this);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return client;
    }
  }

  /** A handler that sees the answer of a call; where that fails, the call's own. */
  <T> HttpResponse.BodyHandler<T> observed(HttpResponse.BodyHandler<T> handler, OpenCall call) {
    if (handler == null) {
      return handler; // for the client to refuse, before anything is sent
    }
    try {
      return new ObservedBody<>(handler, call, errors);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return handler;
    }
  }

  /** A future that sees the end of a call; where that fails, the call's own. */
  <T> CompletableFuture<HttpResponse<T>> observed(
      CompletableFuture<HttpResponse<T>> sent, OpenCall call) {
    try {
      return new ObservedFuture<>(sent, call);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return sent;
    }
  }

  @Override
  public <T extends @Nullable Object> T observeCall(
      String method, String host, @Nullable String template, Callable<T> call) throws Exception {
    OpenCall open = open(method, host, template);
    if (open == null) {
      return call.call();
    }
    try {
      T result = call.call();
      open.answered(0);
      return result;
    } catch (Throwable e) {
      open.failed(0, CallErrors.nameOf(e));
      throw e;
    }
  }

  private @Nullable OpenCall open(String method, String host, @Nullable String template) {
    try {
      OpenScope scope = Recorder.innermost();
      return scope == null ? null : CallRecorder.openNamed(scope, method, host, template, errors);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return null;
    }
  }

  /**
   * Opens the call of a request.
   *
   * @param client what sends; one that follows redirections takes headers along to other hosts
   * @return {@code null} where it is not recorded
   */
  @Nullable Sent begin(HttpRequest request, HttpClient client) {
    try {
      OpenScope scope = Recorder.innermost();
      if (scope == null) {
        return null;
      }
      boolean redirects = client.followRedirects() != HttpClient.Redirect.NEVER;
      CallKind kind = recorder.kind(request.method(), request.uri(), null, null);
      return begun(open(scope, kind), request, redirects);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return null;
    }
  }

  private Sent begun(OpenCall call, HttpRequest request, boolean redirects) {
    try {
      return new Sent(call, copy(call, request, redirects));
    } catch (Throwable e) {
      call.abandon();
      throw e;
    }
  }

  private OpenCall open(OpenScope scope, CallKind kind) {
    CallPayloadRegistry payloads = recorder.payloads();
    CallPayload payload = payloads == null ? null : payloads.open(scope);
    long now = System.nanoTime();
    return payload == null
        ? new OpenCall(scope, kind, now, errors)
        : new ObservedCall(scope, kind, now, payload, errors);
  }

  private HttpRequest copy(OpenCall call, HttpRequest request, boolean redirects) {
    HttpRequest sent = withHeaders(call, request, redirects);
    // of a request that could not be changed the body is not seen, and so nothing is shown
    if (call instanceof ObservedCall captured && hasSeenBody(sent)) {
      captured.sends(sent);
    }
    return sent;
  }

  private static boolean hasSeenBody(HttpRequest sent) {
    HttpRequest.BodyPublisher body = sent.bodyPublisher().orElse(null);
    return body == null || body instanceof ObservedPublisher;
  }

  /** Some requests may not be changed; they are sent as they are. */
  private HttpRequest withHeaders(OpenCall call, HttpRequest request, boolean redirects) {
    try {
      RequestCopy headers = new RequestCopy(request);
      if (call instanceof ObservedCall captured) {
        headers.observe(captured);
      }
      propagation.inject(
          call,
          headers,
          redirects ? TracePropagation.Audience.ANY_HOST : TracePropagation.Audience.BY_HOST);
      return headers.request();
    } catch (IllegalArgumentException e) {
      call.sentWith(0, SentHeaders.NONE);
      return request;
    }
  }

  /**
   * A request of another client.
   *
   * @param call what is recorded of it
   * @param request what is sent
   */
  record Sent(OpenCall call, HttpRequest request) {}

  /** A request that is copied with the first header that is set. */
  private static final class RequestCopy implements HeaderCarrier {

    private final HttpRequest original;
    private HttpRequest.@Nullable Builder copy;

    RequestCopy(HttpRequest original) {
      this.original = original;
    }

    @Override
    public @Nullable String get(String name) {
      return original.headers().firstValue(name).orElse(null);
    }

    @Override
    public void set(String name, String value) {
      copy = builder().setHeader(name, value);
    }

    /** Has the body seen by a call, if there is one. */
    void observe(ObservedCall call) {
      HttpRequest.BodyPublisher body = original.bodyPublisher().orElse(null);
      if (body != null) {
        copy = builder().method(original.method(), new ObservedPublisher(body, call));
      }
    }

    private HttpRequest.Builder builder() {
      return copy == null ? HttpRequest.newBuilder(original, (header, content) -> true) : copy;
    }

    @Override
    public void remove(String name) {
      throw new UnsupportedOperationException(name);
    }

    HttpRequest request() {
      return copy == null ? original : copy.build();
    }
  }
}
