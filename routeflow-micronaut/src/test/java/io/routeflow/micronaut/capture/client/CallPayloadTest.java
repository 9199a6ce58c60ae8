package io.routeflow.micronaut.capture.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.capture.payload.PayloadCaptureProvider;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.queue.EventLedger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/** What is held of the contents of calls is given back, however a call and its scope end. */
final class CallPayloadTest {

  private static final String BODY = "{\"password\":\"hunter2\",\"n\":1}";

  private static final CallKind KIND =
      new CallKind(new CallTarget("a", 0, true), "POST", null, null);

  private final List<Throwable> reported = new CopyOnWriteArrayList<>();
  private final InternalErrors errors =
      new InternalErrors(() -> (where, error) -> reported.add(error));
  private final PayloadCapture capture =
      Objects.requireNonNull(
          new PayloadCaptureProvider(
                  SampleConfiguration.reader(
                      Map.of(
                          "external-calls.capture-payloads",
                          "true",
                          // one body at a time
                          "max-payload-memory-bytes",
                          String.valueOf(BODY.length()))),
                  new EventLedger())
              .calls());
  private final CallPayloadRegistry payloads = new CallPayloadRegistry(capture);
  private final Scope scope = new Scope();

  @AfterEach
  void noOtherError() {
    assertThat(reported).isEmpty();
  }

  @Test
  void aCallIsKnownByItsHeadersAndSeenOnce() {
    HttpRequest request = request();
    CallPayload expected = payloads.expect(request.headers(), scope);
    assertThat(payloads.take(request())).as("equal headers of another request").isNull();
    assertThat(payloads.take(request)).isSameAs(expected);
    assertThat(payloads.take(request)).isNull();
    payloads.forget(request.headers(), Objects.requireNonNull(expected));
  }

  @Test
  void noMoreThanSomeAreExpectedAtATime() {
    HttpRequest first = request();
    CallPayload payload = Objects.requireNonNull(payloads.expect(first.headers(), scope));
    for (int i = 1; i < 1_024; i++) {
      assertThat(payloads.expect(request().headers(), new Scope())).isNotNull();
    }
    assertThat(payloads.expect(request().headers(), scope)).isNull();
    payloads.forget(first.headers(), payload);
    assertThat(payloads.expect(request().headers(), scope)).isNotNull();
  }

  @Test
  void aCallIsExpectedBeforeItsResponseIsAskedFor() {
    HttpRequest request = request();
    ClientResponseObserver<Object> never = response(request);
    assertThat(never).isNotNull();
    assertThat(payloads.take(request)).isNotNull();
  }

  @Test
  void callsThatNeverGoOutGiveTheirPlacesBackOnceTheirScopeIsClosed() {
    for (int i = 0; i < 1_024; i++) {
      Scope other = new Scope();
      assertThat(payloads.expect(request().headers(), other)).isNotNull();
      other.end();
    }
    HttpRequest request = request();
    CallPayload expected = payloads.expect(request.headers(), scope);
    assertThat(expected).isNotNull();
    assertThat(payloads.take(request)).isSameAs(expected);
  }

  @Test
  void aCallThatHasEndedIsNotExpectedAgain() {
    HttpRequest request = request();
    ClientResponseObserver<Object> response = response(request);
    Ignoring caller = new Ignoring();
    response.subscribe(caller);
    response.cancel();
    assertThat(payloads.take(request)).isNull();
    response.subscribe(caller);
    assertThat(payloads.take(request)).isNull();
  }

  @Test
  void ofTwoCallsThatSendTheSameRequestAtATimeOnlyTheFirstIsExpected() {
    HttpRequest request = request();
    CallPayload first = Objects.requireNonNull(payloads.expect(request.headers(), scope));
    assertThat(payloads.expect(request.headers(), new Scope())).isNull();
    assertThat(payloads.take(request)).isSameAs(first);
    CallPayload later = payloads.expect(request.headers(), scope);
    payloads.forget(request.headers(), first);
    assertThat(payloads.take(request)).as("of the later call").isSameAs(later).isNotNull();
  }

  @Test
  void aCallThatCannotBeNotedGivesItsMemoryBackAndIsReported() {
    CallPayload payload = sent();
    OpenCall call =
        new OpenCall(new FailingScope(), KIND, 0, errors) {
          @Override
          CallPayload endPayload() {
            return payload;
          }
        };
    call.answered(200);
    assertThat(reported).singleElement().isInstanceOf(StackOverflowError.class);
    reported.clear();
    assertThat(hasRoom()).isTrue();
  }

  @Test
  void whatCannotBeFollowedIsInNoEventAndHoldsNothing() {
    HttpRequest request = request();
    CapturedCall call = call(request);
    call.abandon();
    call.answered(200);
    assertThat(call.isOpen()).isFalse();
    assertThat(payloads.take(request)).isNull();
    assertThat(CallGroups.of(scope).calls()).isNull();
  }

  @Test
  void aResponseThatEndsWithoutAnAnswerEndsItsCall() {
    CapturedCall call = call(request());
    ClientResponseObserver<Object> response = new ClientResponseObserver<>(Flux.empty(), call);
    response.subscribe(new Ignoring());
    assertThat(call.isOpen()).isFalse();
    assertThat(entries()).singleElement().returns(1L, ExternalCall::count);
  }

  /** Of a call that answers nothing. */
  private ClientResponseObserver<Object> response(HttpRequest request) {
    return new ClientResponseObserver<>(subscriber -> {}, call(request));
  }

  private CapturedCall call(HttpRequest request) {
    return new CapturedCall(
        scope,
        KIND,
        scope.startedNanos(),
        io.micronaut.http.HttpRequest.POST("/", ""),
        payloads,
        request.headers(),
        errors);
  }

  private static final class Ignoring implements Subscriber<Object> {
    @Override
    public void onSubscribe(Subscription subscription) {}

    @Override
    public void onNext(Object value) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }

  @Test
  void itIsMaskedWhenTheEventIsMadeAndGivenBack() {
    end(sent());
    assertThat(hasRoom()).isFalse();
    Payload request = Objects.requireNonNull(entries().get(0).request());
    assertThat(request.body()).contains("[MASKED]").doesNotContain("hunter2");
    assertThat(hasRoom()).isTrue();
  }

  @Test
  void itIsGivenBackWithAnEventThatIsNotMade() {
    end(sent());
    scope.discard();
    assertThat(hasRoom()).isTrue();
    end(sent());
    assertThat(hasRoom()).as("a call that ends later still").isTrue();
  }

  @Test
  void itIsGivenBackByACallThatOutlivesItsScope() {
    CallPayload payload = sent();
    scope.end();
    end(payload);
    assertThat(hasRoom()).isTrue();
  }

  @Test
  void beyondTheTenthNothingIsHeld() {
    for (int i = 0; i < 10; i++) {
      end(new CallPayload(capture));
    }
    end(sent());
    assertThat(hasRoom()).isTrue();
    assertThat(entries()).hasSize(11).filteredOn(entry -> entry.request() != null).isEmpty();
  }

  @Test
  void beyondTheTenthNothingIsExpectedUntilOneIsGivenUp() {
    CapturedCall first = call(request());
    for (int i = 1; i < 10; i++) {
      assertThat(payloads.expect(request().headers(), scope)).isNotNull();
    }
    assertThat(payloads.expect(request().headers(), scope)).isNull();
    first.abandon();
    HttpRequest request = request();
    assertThat(payloads.expect(request.headers(), scope)).isNotNull();
    assertThat(payloads.take(request)).isNotNull();
  }

  @Test
  void whatComesAfterTheEndIsNotLookedAt() {
    CallPayload payload = new CallPayload(capture);
    payload.request(request());
    payload.close();
    payload.requestData(Unpooled.copiedBuffer(BODY, StandardCharsets.UTF_8), true);
    assertThat(payload.variableBytes()).isLessThan(BODY.length() + 100L);
    assertThat(hasRoom()).isTrue();
  }

  /** A call whose request has gone out. */
  private CallPayload sent() {
    CallPayload payload = new CallPayload(capture);
    payload.request(request());
    payload.requestData(Unpooled.copiedBuffer(BODY, StandardCharsets.UTF_8), true);
    return payload;
  }

  private void end(CallPayload payload) {
    new OpenCall(scope, KIND, scope.startedNanos(), errors) {
      @Override
      CallPayload endPayload() {
        payload.close();
        return payload;
      }
    }.answered(200);
  }

  /** Whether another body finds room. */
  private boolean hasRoom() {
    CallPayload other = sent();
    Payload seen = Objects.requireNonNull(other.sent());
    other.release();
    return seen.omitted() != Payload.Omitted.MEMORY;
  }

  private List<ExternalCall> entries() {
    return Objects.requireNonNull(CallGroups.of(scope).calls()).entries();
  }

  private static HttpRequest request() {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    request.headers().set("Content-Type", "application/json");
    return request;
  }

  /** As where the stack or the memory is used up. */
  private static final class FailingScope extends Scope {
    @Override
    public boolean isOpen() {
      throw new StackOverflowError("deliberate");
    }
  }

  private static class Scope extends OpenScope {
    Scope() {
      super(ScopeStart.now(), null, 0);
    }

    void end() {
      boolean unused = close(System.nanoTime());
    }

    @Override
    public Event toEvent() {
      throw new UnsupportedOperationException();
    }
  }
}
