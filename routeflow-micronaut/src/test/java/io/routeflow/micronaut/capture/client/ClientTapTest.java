package io.routeflow.micronaut.capture.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.capture.payload.PayloadCaptureProvider;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.queue.EventLedger;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a connection of a client shows of the contents of calls, and what it costs where none is.
 */
final class ClientTapTest {

  private static final CallKind KIND =
      new CallKind(new CallTarget("a", 0, true), "GET", null, null);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 4_000;
  private static final String BODY = "{\"n\":1}";

  private final List<Throwable> errors = new ArrayList<>();
  private final InternalErrors internalErrors =
      new InternalErrors(() -> (where, error) -> errors.add(error));

  @AfterEach
  void noError() {
    assertThat(errors).isEmpty();
  }

  @Test
  void withoutPayloadsItAllocatesNothingForACall() {
    EmbeddedChannel bare = new EmbeddedChannel(new ChannelDuplexHandler());
    EmbeddedChannel tapped = new EmbeddedChannel();
    tapped.pipeline().addLast(ClientTap.on(tapped, null, internalErrors));
    assertThat(perCall(tapped) - perCall(bare)).isLessThanOrEqualTo(8);
  }

  @Test
  void anAnswerThatIsCompleteEndsItsCallOnWhateverThreadItsBeginningIsNoticed() throws Exception {
    try (Connection connection = new Connection()) {
      DefaultHttpResponse response = head();
      connection.run(() -> connection.read(response, LastHttpContent.EMPTY_LAST_CONTENT));
      CountDownLatch free = connection.occupy(() -> {});
      OpenCall call = call();
      ClientTap.end(call, 200, connection.channel, response.headers());
      assertThat(call.isOpen()).isFalse();
      free.countDown();
    }
  }

  @Test
  void theEndOfAnAnswerEndsACallThatTheEventLoopHasNotSeenYet() throws Exception {
    try (Connection connection = new Connection()) {
      DefaultHttpResponse response = head();
      OpenCall call = call();
      AtomicBoolean open = new AtomicBoolean(true);
      connection.run(() -> connection.read(response));
      CountDownLatch free =
          connection.occupy(
              () -> {
                connection.read(LastHttpContent.EMPTY_LAST_CONTENT);
                open.set(call.isOpen());
              });
      ClientTap.end(call, 200, connection.channel, response.headers());
      free.countDown();
      connection.run(() -> {});
      assertThat(open).isFalse();
    }
  }

  @Test
  void whatCannotBeNotedOfACallKeepsNoMessageBack() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(ClientTap.on(channel, null, internalErrors));
    DefaultHttpResponse response = head();
    channel.writeInbound(response);
    ClientTap.end(
        new OpenCall(new FailingScope(), KIND, 0, internalErrors),
        200,
        channel,
        response.headers());
    channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(channel.inboundMessages())
        .containsExactly(response, LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(errors).singleElement().isInstanceOf(StackOverflowError.class);
    errors.clear();
  }

  @Test
  void anAnswerThatIsNoticedOnceItsClientIsClosedEndsItsCall() throws Exception {
    Connection connection = new Connection();
    DefaultHttpResponse response = head();
    connection.run(() -> connection.read(response));
    connection.close();
    OpenCall call = call();
    ClientTap.end(call, 200, connection.channel, response.headers());
    assertThat(call.isOpen()).isFalse();
  }

  @Test
  void aConnectionKeepsNothingOfACallThatHasEnded() throws Exception {
    try (Connection connection = new Connection()) {
      DefaultHttpResponse response = head();
      connection.run(() -> connection.read(response, LastHttpContent.EMPTY_LAST_CONTENT));
      WeakReference<OpenCall> ended = new WeakReference<>(answered(connection, response));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (ended.get() != null && System.nanoTime() < deadline) {
        System.gc();
      }
      assertThat(ended.get()).isNull();
    }
  }

  private OpenCall answered(Connection connection, DefaultHttpResponse response) {
    OpenCall call = call();
    ClientTap.end(call, 200, connection.channel, response.headers());
    return call;
  }

  private static DefaultHttpResponse head() {
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
  }

  private OpenCall call() {
    return new OpenCall(new Scope(), KIND, 0, internalErrors);
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

    @Override
    public Event toEvent() {
      throw new UnsupportedOperationException();
    }
  }

  /** A tap on a channel with an event loop of its own. */
  private final class Connection implements AutoCloseable {

    private final EventLoop loop = new DefaultEventLoop();
    private final LocalChannel channel = new LocalChannel();
    private final CountDownLatch free = new CountDownLatch(1);

    Connection() throws InterruptedException {
      loop.register(channel).sync();
      channel.pipeline().addLast(ClientTap.on(channel, null, internalErrors));
      run(() -> {});
    }

    void read(Object... messages) {
      for (Object message : messages) {
        channel.pipeline().fireChannelRead(message);
      }
    }

    void run(Runnable task) throws InterruptedException {
      loop.submit(task).sync();
    }

    /** Keeps the event loop busy, and does something on it before it is free again. */
    CountDownLatch occupy(Runnable atLast) throws InterruptedException {
      CountDownLatch busy = new CountDownLatch(1);
      loop.execute(
          () -> {
            busy.countDown();
            try {
              free.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            atLast.run();
          });
      busy.await();
      return free;
    }

    @Override
    public void close() {
      free.countDown();
      channel.close().syncUninterruptibly();
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void itCopiesTheCallThatIsExpectedAndNoOther() {
    CallPayloadRegistry payloads = new CallPayloadRegistry(capture());
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(ClientTap.on(channel, payloads, internalErrors));
    FullHttpRequest request = request();
    CallPayload expected = Objects.requireNonNull(payloads.expect(request.headers(), new Scope()));
    exchange(channel, request, response());
    expected.close();
    Payload sent = Objects.requireNonNull(expected.sent());
    assertThat(sent.body()).isEqualTo(BODY);
    assertThat(Objects.requireNonNull(expected.received()).body()).isEqualTo(BODY);
    assertThat(request.content().readableBytes()).as("left as it was").isEqualTo(BODY.length());

    long before = expected.variableBytes();
    exchange(channel, request(), response());
    assertThat(expected.variableBytes()).isEqualTo(before);
    channel.finishAndReleaseAll();
  }

  private static @Nullable PayloadCapture captureOrNull() {
    return new PayloadCaptureProvider(
            SampleConfiguration.reader(Map.of("external-calls.capture-payloads", "true")),
            new EventLedger())
        .calls();
  }

  private static PayloadCapture capture() {
    return Objects.requireNonNull(captureOrNull());
  }

  private static long perCall(EmbeddedChannel channel) {
    FullHttpRequest request = request();
    FullHttpResponse response = response();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        exchange(channel, request, response);
      }
      least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS);
    }
    return least;
  }

  private static void exchange(
      EmbeddedChannel channel, FullHttpRequest request, FullHttpResponse response) {
    channel.writeOutbound(request);
    channel.outboundMessages().clear();
    channel.writeInbound(response);
    channel.inboundMessages().clear();
  }

  private static FullHttpRequest request() {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            "/",
            Unpooled.copiedBuffer(BODY, StandardCharsets.UTF_8));
    request.headers().set("Content-Type", "application/json");
    return request;
  }

  private static FullHttpResponse response() {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK,
            Unpooled.copiedBuffer(BODY, StandardCharsets.UTF_8));
    response.headers().set("Content-Type", "application/json");
    return response;
  }
}
