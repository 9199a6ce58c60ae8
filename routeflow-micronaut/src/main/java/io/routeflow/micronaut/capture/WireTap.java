package io.routeflow.micronaut.capture;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.queue.InternalErrors;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sits next to the HTTP codec of one connection and sees what really passes: each request, even
 * those that no filter gets to see (preflights, malformed ones), the status that the client gets,
 * the end of a streamed body, and the client's leaving.
 *
 * <p>HTTP/1.1 answers in the order of the requests, so a queue of exchanges is all it needs. The
 * queue is short: the server stops reading while answers are owed.
 */
final class WireTap extends ChannelDuplexHandler {

  static final AttributeKey<WireTap> KEY = AttributeKey.valueOf("io.routeflow.wiretap");

  private static final Object IGNORED = new Object();
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final long UNKNOWN_LENGTH = Long.MIN_VALUE / 2;

  private final Recorder recorder;
  private final InternalErrors errors;

  /** Recordings, and {@link #IGNORED} for requests without one, in the order of the requests. */
  private final Deque<Object> exchanges = new ArrayDeque<>(2);

  /** The bytes that the response under way still owes to its announced length. */
  private long bodyLeft = UNKNOWN_LENGTH;

  private boolean closedByServer;

  /** Whether the server has said that it closes: what comes after that is never answered. */
  private boolean lastAnswer;

  WireTap(Recorder recorder, InternalErrors errors) {
    this.recorder = recorder;
    this.errors = errors;
  }

  /** The recording of a request on this connection; {@code null} where the request is ignored. */
  @Nullable OpenRecording recordingOf(Object nativeRequest) {
    synchronized (exchanges) {
      if (exchanges.peekLast() instanceof OpenRecording latest && latest.isOf(nativeRequest)) {
        return latest;
      }
      for (Object exchange : exchanges) {
        if (exchange instanceof OpenRecording recording && recording.isOf(nativeRequest)) {
          return recording;
        }
      }
    }
    return null;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      begin(request);
    }
    context.fireChannelRead(message);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // whoever wrote has the promise
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean ends = message instanceof LastHttpContent;
    if (message instanceof HttpResponse response) {
      int status = response.status().code();
      boolean informational = status < 200 && status != SWITCHING_PROTOCOLS;
      ends = !informational && (ends || status == SWITCHING_PROTOCOLS);
      if (!informational) {
        note(status);
        lastAnswer |= "close".equalsIgnoreCase(response.headers().get(HttpHeaderNames.CONNECTION));
        bodyLeft = ends ? 0 : announcedLength(response);
      }
    } else if (message instanceof HttpContent content) {
      bodyLeft -= content.content().readableBytes();
    }
    // what it returns is the promise, whose owner looks at it
    ChannelFuture unused = context.write(message, promise);
    if (ends) {
      finish(Ending.ANSWERED);
    }
  }

  /** The server's own decision: a client that leaves is not announced this way. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // whoever closes has the promise
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    closedByServer = true;
    ChannelFuture unused = context.close(promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Ending ending = closedByServer ? Ending.BROKEN_OFF : Ending.CLIENT_LEFT;
    // a client may leave when it has all bytes, before the server says that these were all
    finish(bodyLeft == 0 ? Ending.ANSWERED : ending);
    while (finish(ending)) {
      // each request that is still owed an answer
    }
    context.fireChannelInactive();
  }

  private void begin(HttpRequest request) {
    if (lastAnswer) {
      return;
    }
    Object exchange = IGNORED;
    try {
      HttpHeaders headers = request.headers();
      if (!recorder.ignores(
          request.method().name(), request.uri(), headers.get(OwnDelivery.ID_HEADER))) {
        OpenRecording recording =
            recorder.open(
                method(request),
                headers.get(CorrelationHeaders.TRACE_ID),
                headers.get(CorrelationHeaders.FRONTEND_ROUTE),
                headers.get(TraceParent.HEADER));
        recording.of(request);
        exchange = recording;
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
    synchronized (exchanges) {
      exchanges.add(exchange);
    }
  }

  /** What the codec makes of a line that it cannot read names a method that nobody sent. */
  private static String method(HttpRequest request) {
    return request.decoderResult().isFailure()
        ? RequestEvent.OTHER_METHOD
        : request.method().name();
  }

  private static long announcedLength(HttpResponse response) {
    try {
      return HttpUtil.getContentLength(response, UNKNOWN_LENGTH);
    } catch (NumberFormatException e) {
      return UNKNOWN_LENGTH;
    }
  }

  private void note(int status) {
    synchronized (exchanges) {
      if (exchanges.peek() instanceof OpenRecording recording) {
        recording.status(status);
      }
    }
  }

  /** Ends the oldest exchange; {@code false} where there is none. */
  private boolean finish(Ending ending) {
    Object exchange;
    synchronized (exchanges) {
      exchange = exchanges.poll();
      if (lastAnswer) {
        // requests that the client sent ahead, and that the server leaves unread
        exchanges.clear();
      }
    }
    bodyLeft = UNKNOWN_LENGTH;
    if (exchange instanceof OpenRecording recording) {
      try {
        recorder.close(recording, ending);
      } catch (Throwable e) {
        errors.report("capture", e);
      }
    }
    return exchange != null;
  }
}
