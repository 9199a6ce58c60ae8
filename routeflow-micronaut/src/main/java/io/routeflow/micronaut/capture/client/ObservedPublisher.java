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

  /** As the client has asked for it; negative where it is not known. */
  private volatile long length = -1;

  ObservedPublisher(HttpRequest.BodyPublisher publisher, ObservedCall call) {
    this.publisher = publisher;
    this.call = call;
  }

  @Override
  public long contentLength() {
    long known = publisher.contentLength();
    length = known;
    return known;
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
    private long passed;

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
        passed += part.remaining();
        call.bodyPasses(part);
        if (passed == length) {
          // the client sends it with its end, and the call may be over before it asks for more
          call.bodyEnds();
        }
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
