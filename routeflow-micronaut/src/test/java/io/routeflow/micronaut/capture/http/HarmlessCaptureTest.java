package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.convert.value.MutableConvertibleValues;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.simple.SimpleHttpRequest;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.routeflow.micronaut.InternalErrorListener;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What fails inside capture is reported, and the exchange goes on as if nothing had been. */
final class HarmlessCaptureTest {

  @SuppressWarnings("StaticAssignmentOfThrowable") // its identity is what is tested
  private static final Error FAILURE = new AssertionError("deliberate");

  private final SampleRecording scope = new SampleRecording();
  private final List<Throwable> reported = new ArrayList<>();
  private final InternalErrorListener broken =
      (where, error) -> {
        reported.add(error);
        throw new IllegalStateException("a broken listener");
      };
  private final BeanProvider<InternalErrorListener> listeners = () -> broken;
  private final InternalErrors errors = new InternalErrors(listeners);

  @Test
  void aRequestThatCannotBeRecordedIsPassedOnAndAnswered() {
    EmbeddedChannel channel = new EmbeddedChannel(new WireTap(scope.recorder, errors));
    var request = new Unreadable();
    channel.writeInbound(request);
    assertThat((Object) channel.readInbound()).isSameAs(request);

    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    channel.writeOutbound(response);
    assertThat((Object) channel.readOutbound()).isSameAs(response);

    assertThat(reported).containsExactly(FAILURE);
    assertThat(scope.events()).isEmpty();
    channel.finishAndReleaseAll();
  }

  @Test
  void anEventThatCannotBeQueuedDoesNotHoldTheResponseBack() {
    scope.queue.onBatchFull(
        () -> {
          throw FAILURE;
        });
    EmbeddedChannel channel = new EmbeddedChannel(new WireTap(scope.recorder, errors));
    for (int i = 0; i < SampleRecording.BATCH; i++) {
      channel.writeInbound(
          new DefaultHttpRequest(
              HttpVersion.HTTP_1_1, io.netty.handler.codec.http.HttpMethod.GET, "/a"));
      channel.writeOutbound(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    }
    assertThat(channel.outboundMessages()).hasSize(SampleRecording.BATCH);
    assertThat(reported).containsExactly(FAILURE);
    channel.finishAndReleaseAll();
  }

  @Test
  void aRequestThatTheFiltersCannotReadPassesThem() {
    HttpRequest<?> request = new WithoutAttributes();
    var capture = new RequestCaptureFilter(scope.recorder, SampleRecording.POLICIES, errors);
    var untapped = new Http2RequestFilter(scope.recorder, errors);
    var early = new EarlyAnswerFilter(scope.recorder, any -> true, errors);
    var malformed = new MalformedRequestFilter(scope.recorder, errors);

    assertThat(capture.isEnabled(request)).isFalse();
    capture.noteOutcome(request, HttpResponse.ok());
    assertThat(untapped.isEnabled(request)).isFalse();
    assertThat(early.isEnabled(request)).isFalse();
    early.note(request, HttpResponse.ok());
    malformed.record(request, HttpResponse.ok());

    assertThat(reported).isNotEmpty().containsOnly(FAILURE);
  }

  /** Fails whoever looks at its headers. */
  private static final class Unreadable extends DefaultHttpRequest {
    Unreadable() {
      super(HttpVersion.HTTP_1_1, io.netty.handler.codec.http.HttpMethod.GET, "/a");
    }

    @Override
    public HttpHeaders headers() {
      throw FAILURE;
    }
  }

  /** Fails whoever looks at its attributes. */
  private static final class WithoutAttributes extends HttpRequestWrapper<Object> {
    WithoutAttributes() {
      super(new SimpleHttpRequest<>(HttpMethod.GET, "/a", null));
    }

    @Override
    public MutableConvertibleValues<Object> getAttributes() {
      throw FAILURE;
    }

    @Override
    public Optional<Object> getAttribute(CharSequence name) {
      throw FAILURE;
    }
  }
}
