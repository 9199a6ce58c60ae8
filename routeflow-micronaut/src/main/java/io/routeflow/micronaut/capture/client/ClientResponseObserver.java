package io.routeflow.micronaut.capture.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Passes a response on as it is, and sees how its call ends: by an answer, an error, or because the
 * caller has cancelled it. Publisher, subscriber and subscription are one object, since there is
 * one for each call; who subscribes once more gets another.
 */
final class ClientResponseObserver<T> implements Publisher<T>, CoreSubscriber<T>, Subscription {

  private static final VarHandle DOWNSTREAM;

  private static final Subscription NONE =
      new Subscription() {
        @Override
        public void request(long count) {
          // before there is anything to ask
        }

        @Override
        public void cancel() {
          // before there is anything to cancel
        }
      };

  static {
    try {
      DOWNSTREAM =
          MethodHandles.lookup()
              .findVarHandle(ClientResponseObserver.class, "downstream", Subscriber.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Publisher<T> response;
  private final ClientCall call;
  private @Nullable Subscriber<? super T> downstream;
  private Subscription upstream = NONE;

  /** Who wants one response only cancels once it is there. */
  private volatile boolean answered;

  ClientResponseObserver(Publisher<T> response, ClientCall call) {
    this.response = response;
    this.call = call;
  }

  @Override
  public void subscribe(Subscriber<? super T> subscriber) {
    if (DOWNSTREAM.compareAndSet(this, null, subscriber)) {
      response.subscribe(this);
    } else {
      another().subscribe(subscriber);
    }
  }

  private Publisher<T> another() {
    try {
      return new ClientResponseObserver<>(response, call);
    } catch (Throwable e) {
      call.report(e);
      return response;
    }
  }

  private Subscriber<? super T> downstream() {
    return Objects.requireNonNull(downstream);
  }

  @Override
  public Context currentContext() {
    return downstream instanceof CoreSubscriber<?> core ? core.currentContext() : Context.empty();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    downstream().onSubscribe(this);
  }

  @Override
  public void onNext(T response) {
    answered = true;
    try {
      call.answeredWith(response);
    } catch (Throwable e) {
      call.report(e);
      call.abandon();
    }
    downstream().onNext(response);
  }

  @Override
  public void onError(Throwable error) {
    try {
      call.failedWith(error);
    } catch (Throwable e) {
      call.report(e);
      call.abandon();
    }
    downstream().onError(error);
  }

  @Override
  public void onComplete() {
    if (!answered) {
      call.answered(0);
    }
    downstream().onComplete();
  }

  @Override
  public void request(long count) {
    upstream.request(count);
  }

  @Override
  public void cancel() {
    if (!answered) {
      call.cancelled();
    }
    upstream.cancel();
  }
}
