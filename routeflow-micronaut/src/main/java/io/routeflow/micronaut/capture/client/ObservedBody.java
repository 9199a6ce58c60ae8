package io.routeflow.micronaut.capture.client;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the body of a response as another handler does, and sees its end. */
final class ObservedBody<T> implements HttpResponse.BodyHandler<T> {

  private final HttpResponse.BodyHandler<T> handler;
  private final OpenCall call;
  private final InternalErrors errors;

  ObservedBody(HttpResponse.BodyHandler<T> handler, OpenCall call, InternalErrors errors) {
    this.handler = handler;
    this.call = call;
    this.errors = errors;
  }

  @Override
  public HttpResponse.BodySubscriber<T> apply(HttpResponse.ResponseInfo response) {
    ObservedCall captured = call instanceof ObservedCall observed ? observed : null;
    if (captured != null) {
      captured.answerBegins(response);
    }
    HttpResponse.BodySubscriber<T> body = handler.apply(response);
    try {
      return new Body<>(body, call, captured, response.statusCode());
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return body;
    }
  }

  private static final class Body<T> implements HttpResponse.BodySubscriber<T> {

    private final HttpResponse.BodySubscriber<T> body;
    private final OpenCall call;
    private final @Nullable ObservedCall captured;
    private final int status;

    Body(
        HttpResponse.BodySubscriber<T> body,
        OpenCall call,
        @Nullable ObservedCall captured,
        int status) {
      this.body = body;
      this.call = call;
      this.captured = captured;
      this.status = status;
    }

    @Override
    public CompletionStage<T> getBody() {
      return body.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      body.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              subscription.request(count);
            }

            @Override
            public void cancel() {
              call.failed(status, CallErrors.CANCELLED);
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      if (captured != null) {
        captured.answerPasses(buffers);
      }
      body.onNext(buffers);
    }

    @Override
    public void onError(Throwable error) {
      call.failed(status, CallErrors.nameOf(error));
      body.onError(error);
    }

    @Override
    public void onComplete() {
      if (captured != null) {
        captured.answerEnds();
      }
      call.answered(status);
      body.onComplete();
    }
  }
}
