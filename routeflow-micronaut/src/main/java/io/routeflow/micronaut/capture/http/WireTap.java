package io.routeflow.micronaut.capture.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.RequestEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sits next to the HTTP codec of one connection and sees what really passes: each request, even
 * those that no filter gets to see (preflights, malformed ones), the status that the client gets,
 * the end of a streamed body, and the client's leaving.
 *
 * <p>HTTP/1.1 answers in the order of the requests, so a queue of exchanges is all it needs. The
 * queue is short: the server stops reading while answers are owed. Where it closes after an answer,
 * it may have begun with requests that were sent ahead. What comes of those is lost, so they have
 * failed; those that it never came to are left out.
 */
final class WireTap extends ChannelDuplexHandler {

  static final AttributeKey<WireTap> KEY = AttributeKey.valueOf("io.routeflow.wiretap");

  private static final Object IGNORED = new Object();
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final long UNKNOWN_LENGTH = Long.MIN_VALUE / 2;

  private final RequestRecorder recorder;
  private final InternalErrors errors;

  /** There where contents are captured. */
  private final @Nullable PayloadTap payloads;

  /** Scopes, and {@link #IGNORED} for requests without one, in the order of the requests. */
  private final Deque<Object> exchanges = new ArrayDeque<>(2);

  /** The bytes that the response in flight still owes to its announced length. */
  private long bodyLeft = UNKNOWN_LENGTH;

  /** What was added to the head that is being written. */
  private @Nullable TraceNames named;

  private boolean closedByServer;

  /** Whether the server has said, in the answer in flight, that it closes after it. */
  private boolean lastAnswer;

  /** Whether that answer is complete: what else is written does not get to the client. */
  private boolean closing;

  /** Whether something could not be noted, so that further requests are not recorded. */
  private boolean blind;

  WireTap(RequestRecorder recorder, InternalErrors errors) {
    this.recorder = recorder;
    this.errors = errors;
    PayloadCapture capture = recorder.payloads();
    this.payloads = capture == null ? null : new PayloadTap(capture);
  }

  /**
   * The scope of a request that the framework carries out; {@code null} where the request is
   * ignored.
   */
  @Nullable RequestScope scopeOf(HttpRequest nativeRequest) {
    synchronized (exchanges) {
      RequestScope scope = find(nativeRequest.headers());
      if (scope != null) {
        scope.handled();
      }
      return scope;
    }
  }

  private @Nullable RequestScope find(HttpHeaders headers) {
    if (exchanges.peekLast() instanceof RequestScope latest && latest.isOf(headers)) {
      return latest;
    }
    for (Object exchange : exchanges) {
      if (exchange instanceof RequestScope scope && scope.isOf(headers)) {
        return scope;
      }
    }
    return null;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!blind) {
      try {
        read(context, message);
      } catch (Throwable e) {
        // no memory, not even to note it: from here on no answer could be assigned
        blind = true;
      }
    }
    context.fireChannelRead(message);
  }

  private void read(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      begin(context, request);
    }
    PayloadTap tap = payloads;
    if (tap != null && message instanceof HttpContent content) {
      copy(tap, () -> tap.received(content));
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the writer has the promise
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean ends = false;
    try {
      ends = note(message);
    } catch (Throwable e) {
      blind = true;
    }
    // what it returns is the promise, whose owner looks at it
    ChannelFuture unused = context.write(message, promise);
    if (named != null) {
      takeOut(named, message);
    }
    if (ends) {
      finish(Completion.ANSWERED);
    }
  }

  /** The codec beside this handler has written the head: its object is as it was before. */
  private void takeOut(TraceNames names, Object message) {
    named = null;
    try {
      if (message instanceof HttpResponse written) {
        names.removeFrom(ResponseHeaders.of(written.headers()));
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** Notes what is written; returns whether it is the last of an answer. */
  private boolean note(Object message) {
    boolean ends = message instanceof LastHttpContent;
    if (message instanceof HttpResponse response) {
      int status = response.status().code();
      boolean informational = status < 200 && status != SWITCHING_PROTOCOLS;
      ends = !informational && (ends || status == SWITCHING_PROTOCOLS);
      if (!informational) {
        named = closing ? null : note(status, response);
        lastAnswer |= "close".equalsIgnoreCase(response.headers().get(HttpHeaderNames.CONNECTION));
        bodyLeft = ends ? 0 : announcedLength(response);
      }
    } else if (message instanceof HttpContent content) {
      bodyLeft -= content.content().readableBytes();
    }
    PayloadTap tap = payloads;
    if (tap != null && message instanceof HttpContent content) {
      copy(tap, () -> tap.sent(content));
    }
    return ends;
  }

  /** The server's own decision: a client that leaves is not announced this way. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the caller has the promise
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    closedByServer = true;
    ChannelFuture unused = context.close(promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Completion completion = closedByServer ? Completion.ABORTED : Completion.CLIENT_DISCONNECTED;
    // a client may leave when it has all bytes, before the server says that these were all
    finish(bodyLeft == 0 ? Completion.ANSWERED : completion);
    while (finish(completion)) {
      // each request that is still owed an answer
    }
    context.fireChannelInactive();
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    Object exchange = IGNORED;
    try {
      HttpHeaders headers = request.headers();
      if (!isIncomplete(request)
          && !recorder.ignores(
              request.method().name(), request.uri(), headers.get(SelfTraffic.ID_HEADER))) {
        RequestScope scope = recorder.open(method(request), headers);
        scope.attach(headers);
        if (recorder.keepsTargets()) {
          scope.target(request.uri());
        }
        exchange = scope;
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
    synchronized (exchanges) {
      exchanges.add(exchange);
    }
    PayloadTap tap = payloads;
    if (tap != null) {
      RequestScope scope = exchange instanceof RequestScope opened ? opened : null;
      copy(tap, () -> tap.requestBegins(context, request, scope));
    }
  }

  /** Nothing that is copied, and no failure of it, is of interest to the connection. */
  private void copy(PayloadTap tap, Runnable copying) {
    try {
      copying.run();
    } catch (Throwable e) {
      tap.forget();
      errors.report(Stage.CAPTURE, e);
    }
  }

  /**
   * Whether the connection ended in the middle of the head. That is no request: port scans and
   * health checks of load balancers leave such beginnings.
   */
  private static boolean isIncomplete(HttpRequest request) {
    return request.decoderResult().cause() instanceof PrematureChannelClosureException;
  }

  /** What the codec makes of a line that it cannot read names a method that was never sent. */
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

  private @Nullable TraceNames note(int status, HttpResponse response) {
    TraceNames added = null;
    Object exchange;
    synchronized (exchanges) {
      exchange = exchanges.peek();
    }
    if (exchange instanceof RequestScope scope) {
      scope.status(status);
      added = nameTrace(scope, response);
    }
    PayloadTap tap = payloads;
    if (tap != null) {
      RequestScope scope = exchange instanceof RequestScope answered ? answered : null;
      copy(tap, () -> tap.responseBegins(response, scope));
    }
    return added;
  }

  private @Nullable TraceNames nameTrace(RequestScope scope, HttpResponse response) {
    RequestDetails details = recorder.details();
    try {
      return details.namesTrace()
          ? details.nameTrace(scope, ResponseHeaders.of(response.headers()))
          : null;
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return null;
    }
  }

  /** Ends the oldest exchange; {@code false} where there is none. */
  private boolean finish(Completion completion) {
    boolean unanswered = closing;
    Object exchange;
    boolean unread;
    synchronized (exchanges) {
      exchange = exchanges.poll();
      unread = unanswered && exchange instanceof RequestScope scope && !scope.isHandled();
    }
    closing |= lastAnswer;
    bodyLeft = UNKNOWN_LENGTH;
    if (exchange instanceof RequestScope scope) {
      try {
        if (unread) {
          recorder.abandon(scope);
        } else {
          recorder.close(scope, unanswered ? Completion.ABORTED : completion);
        }
      } catch (Throwable e) {
        errors.report(Stage.CAPTURE, e);
      }
    }
    return exchange != null;
  }
}
