package io.routeflow.micronaut.capture.client;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the body of a request as another publisher does, and sees what passes. A client that
 * sends a request again subscribes again; what was sent last is what counts.
 */
final class ObservedPublisher implements HttpRequest.BodyPublisher {

  private final HttpRequest.BodyPublisher publisher;
  private final ObservedCall call;
  private volatile @Nullable Body latest;

  ObservedPublisher(HttpRequest.BodyPublisher publisher, ObservedCall call) {
    this.publisher = publisher;
    this.call = call;
  }

  @Override
  public long contentLength() {
    return publisher.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    publisher.subscribe(observed(subscriber));
  }

  private Flow.Subscriber<? super ByteBuffer> observed(
      Flow.Subscriber<? super ByteBuffer> subscriber) {
    try {
      Body body = new Body(subscriber);
      latest = body;
      return body;
    } catch (Throwable e) {
      call.giveUp(e);
      return subscriber;
    }
  }

  private final class Body implements Flow.Subscriber<ByteBuffer> {

    private final Flow.Subscriber<? super ByteBuffer> subscriber;

    Body(Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      if (isLatest()) {
        call.bodyBegins();
      }
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer part) {
      if (isLatest()) {
        call.bodyPasses(part);
      }
      subscriber.onNext(part);
    }

    @Override
    public void onError(Throwable error) {
      subscriber.onError(error);
    }

    @Override
    public void onComplete() {
      if (isLatest()) {
        call.bodyEnds();
      }
      subscriber.onComplete();
    }

    @SuppressWarnings("ReferenceEquality") // of two for the same request
    private boolean isLatest() {
      return latest == this;
    }
  }
}
