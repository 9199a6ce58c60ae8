package io.routeflow.micronaut.capture.client;

import io.micronaut.core.convert.value.ConvertibleValues;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Sees on one connection of a client, or one HTTP/2 stream, when an answer is complete: a filter
 * sees a streamed one when it begins. Changes nothing and keeps nothing back.
 *
 * <p>Confined to the event loop of its channel, but for {@link #end}: where the filter hears of an
 * answer on another thread, the rest of the answer may have come, and the request of the
 * application may be over, before the event loop could be asked.
 */
final class ClientTap extends ChannelDuplexHandler {

  private static final AtomicReferenceFieldUpdater<ClientTap, @Nullable Answer> HANDED_OVER =
      AtomicReferenceFieldUpdater.newUpdater(ClientTap.class, Answer.class, "handedOver");

  private static final AttributeKey<ClientTap> KEY =
      AttributeKey.valueOf("io.routeflow.client-tap");

  /** The attribute under which Micronaut's client keeps the channel of a request. */
  private static final String CHANNEL = "netty_channel";

  private static final int FIRST_FINAL = 200;
  private static final int FIRST_REDIRECTION = 300;
  private static final int LAST_REDIRECTION = 399;

  private int status;
  private volatile @Nullable HttpHeaders headers;
  private volatile boolean complete;

  /** When the request went out, which has waited for this connection until then. */
  private volatile long sentNanos;

  private boolean closedByClient;
  private @Nullable OpenCall call;

  /** One that another thread has just handed over. */
  private volatile @Nullable Answer handedOver;

  private final @Nullable CallPayloadRegistry payloads;
  private final InternalErrors errors;

  /** Of the call that is carried out, where its contents are captured. */
  private @Nullable CallPayload payload;

  /**
   * The beginning of an answer.
   *
   * @param call what it is the answer to
   * @param status its code
   * @param headers by which it is known
   */
  private record Answer(OpenCall call, int status, HttpHeaders headers) {}

  private ClientTap(@Nullable CallPayloadRegistry payloads, InternalErrors errors) {
    this.payloads = payloads;
    this.errors = errors;
  }

  /** Makes a tap known to its channel. */
  static ClientTap on(
      Channel channel, @Nullable CallPayloadRegistry payloads, InternalErrors errors) {
    ClientTap tap = new ClientTap(payloads, errors);
    channel.attr(KEY).set(tap);
    return tap;
  }

  static boolean isOn(Channel channel) {
    return channel.hasAttr(KEY);
  }

  /** The channel of a request once it is sent, where the client is one of Netty. */
  static @Nullable Channel channelOf(ConvertibleValues<Object> attributes) {
    return attributes.getValue(CHANNEL) instanceof Channel channel ? channel : null;
  }

  /** The status of the redirection that has just been received, or 0. */
  static int redirectionOn(@Nullable Channel channel) {
    if (channel == null || !channel.eventLoop().inEventLoop()) {
      return 0;
    }
    ClientTap tap = channel.attr(KEY).get();
    return tap != null && tap.status >= FIRST_REDIRECTION && tap.status <= LAST_REDIRECTION
        ? tap.status
        : 0;
  }

  /** Ends a call with its answer, now or when the rest of the answer has come. */
  static void end(OpenCall call, int status, @Nullable Channel channel, HttpHeaders headers) {
    ClientTap tap = channel == null ? null : channel.attr(KEY).get();
    if (channel == null || tap == null) {
      call.answered(status);
      return;
    }
    tap.noteSent(call, headers);
    if (channel.eventLoop().inEventLoop()) {
      tap.watch(call, status, headers);
    } else {
      tap.handOver(new Answer(call, status, headers), channel);
    }
  }

  /**
   * As long as the connection is not with another request: its time is written after the headers.
   */
  private void noteSent(OpenCall sent, HttpHeaders of) {
    long at = sentNanos;
    if (headers == of) {
      sent.sentAt(at);
    }
  }

  /** Of this thread and the event loop, each writes before it looks: one of both sees the end. */
  private void handOver(Answer answer, Channel channel) {
    handedOver = answer;
    if (complete && headers == answer.headers()) {
      settle(answer);
    } else {
      watch(answer, channel);
    }
  }

  private void watch(Answer answer, Channel channel) {
    try {
      channel.eventLoop().execute(() -> watch(answer.call(), answer.status(), answer.headers()));
    } catch (RejectedExecutionException e) {
      // the client is closed, and its connection with it
      settle(answer);
    }
  }

  /** The connection goes on without it: what it belongs to would be kept until the next answer. */
  private void settle(Answer answer) {
    boolean unused = HANDED_OVER.compareAndSet(this, answer, null);
    answer.call().answered(answer.status());
  }

  /** An answer is known by its headers: another one means that it is over. */
  private void watch(OpenCall watched, int code, HttpHeaders of) {
    if (complete || headers != of) {
      watched.answered(code);
    } else if (closedByClient) {
      watched.failed(code, CallErrors.CANCELLED);
    } else {
      call = watched;
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the writer has the promise
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpRequest) {
      status = 0;
      headers = null;
      complete = false;
      sentNanos = System.nanoTime();
      fail(CallErrors.CLOSED);
    }
    if (payloads != null) {
      sees(payloads, message);
    }
    context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response && response.status().code() >= FIRST_FINAL) {
      status = response.status().code();
      headers = response.headers();
    }
    if (payload != null && status != 0) {
      receives(payload, message);
    }
    if (message instanceof LastHttpContent content && status != 0) {
      complete = true;
      OpenCall ended = takeCall();
      if (ended != null) {
        if (content.decoderResult().isFailure()) {
          ended.failed(status, CallErrors.nameOf(content.decoderResult().cause()));
        } else {
          ended.answered(status);
        }
      }
    }
    context.fireChannelRead(message);
  }

  /** A part of a request goes out. */
  private void sees(CallPayloadRegistry expected, Object message) {
    try {
      if (message instanceof HttpRequest request) {
        payload = expected.take(request);
        if (payload != null) {
          payload.request(request);
        }
      }
      if (payload != null && message instanceof HttpContent content) {
        payload.requestData(content.content(), content instanceof LastHttpContent);
      }
    } catch (Throwable e) {
      payload = null;
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** A part of an answer has come. */
  private void receives(CallPayload captured, Object message) {
    try {
      if (message instanceof HttpResponse response && response.status().code() >= FIRST_FINAL) {
        captured.response(response);
      }
      if (message instanceof HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        captured.responseData(content.content(), last && !content.decoderResult().isFailure());
        if (last) {
          payload = null;
        }
      }
    } catch (Throwable e) {
      payload = null;
      errors.report(Stage.CAPTURE, e);
    }
  }

  @Override
  @SuppressWarnings("deprecation") // of the interface, not of the method
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(CallErrors.nameOf(cause));
    context.fireExceptionCaught(cause);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the caller has the promise
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    closedByClient = true;
    context.close(promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(closedByClient ? CallErrors.CANCELLED : CallErrors.CLOSED);
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    fail(closedByClient ? CallErrors.CANCELLED : CallErrors.CLOSED);
  }

  /** The call whose answer is being read, also where it waits to be watched. */
  private @Nullable OpenCall takeCall() {
    OpenCall watched = call;
    call = null;
    Answer answer = handedOver;
    if (answer == null) {
      return watched;
    }
    handedOver = null;
    return watched == null && answer.headers() == headers ? answer.call() : watched;
  }

  private void fail(String error) {
    OpenCall ended = takeCall();
    if (ended == null) {
      return;
    }
    if (complete) {
      ended.answered(status);
    } else {
      ended.failed(status, error);
    }
  }
}
