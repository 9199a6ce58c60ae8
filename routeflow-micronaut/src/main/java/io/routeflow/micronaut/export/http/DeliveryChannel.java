package io.routeflow.micronaut.export.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to a destination, between the codec and Micronaut's client. The client
 * sees one final answer without a body for each request, because that is all that the ingest
 * contract asks for; informational answers, unasked answers and errors of an idle connection end
 * here. Otherwise each of them would be a verdict on the batch, or lines in the application's log.
 *
 * <p>Confined to the event loop of its channel.
 */
final class DeliveryChannel extends ChannelDuplexHandler {

  /** The contract asks for no body; a longer one is not read to the end. */
  static final int MAX_ANSWER_BYTES = 1024 * 1024;

  /** A server sends one or two; a flood of them is an error. */
  static final int MAX_INFORMATIONAL = 16;

  private static final int MIN_INFORMATIONAL = 100;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int MIN_FINAL = 200;
  private static final int MAX_FINAL = 599;

  private final DeliveryConnections connections;

  private DeliveryConnections.@Nullable Attempt attempt;
  private @Nullable HttpResponse head;
  private int informational;
  private long bodyBytes;

  DeliveryChannel(DeliveryConnections connections) {
    this.connections = connections;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpRequest request && !begin(context, request)) {
      ReferenceCountUtil.release(message);
      close(context);
      return;
    }
    super.write(context, message, promise);
  }

  private boolean begin(ChannelHandlerContext context, HttpRequest request) {
    var pending = connections.pending(request.headers().get(DeliveryConnections.IDEMPOTENCY_KEY));
    boolean wanted = pending != null && pending.sentOn(context.channel());
    attempt = wanted ? pending : null;
    head = null;
    informational = 0;
    bodyBytes = 0;
    return wanted;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (attempt == null || !(message instanceof HttpObject part)) {
      ReferenceCountUtil.release(message);
      close(context);
      return;
    }
    if (part.decoderResult().isFailure()) {
      attempt = null;
      context.fireChannelRead(message);
      return;
    }
    if (part instanceof HttpResponse response) {
      readHead(context, response);
    }
    if (part instanceof HttpContent content) {
      readContent(context, content);
    }
  }

  private void readHead(ChannelHandlerContext context, HttpResponse response) {
    int status = response.status().code();
    if (status >= MIN_FINAL && status <= MAX_FINAL) {
      head = response;
    } else if (status < MIN_INFORMATIONAL || status > MAX_FINAL || status == SWITCHING_PROTOCOLS) {
      note(response);
      exceptionCaught(context, new IOException("no final answer"));
    } else if (++informational > MAX_INFORMATIONAL) {
      exceptionCaught(context, new TooLongHttpContentException("too many answers"));
    }
  }

  private void note(HttpResponse response) {
    if (attempt != null) {
      attempt.answered(
          response.status().code(),
          response.headers().get(HttpHeaderNames.RETRY_AFTER),
          response.headers().get(HttpHeaderNames.DATE));
    }
  }

  private void readContent(ChannelHandlerContext context, HttpContent content) {
    bodyBytes += content.content().readableBytes();
    boolean last = content instanceof LastHttpContent;
    content.release();
    HttpResponse complete = head;
    if (complete == null) {
      return;
    }
    if (last) {
      complete(context, complete);
    } else if (bodyBytes > MAX_ANSWER_BYTES) {
      // the status is the answer; of the body nothing is used
      note(complete);
      exceptionCaught(context, new TooLongHttpContentException("the answer is too long"));
    }
  }

  private void complete(ChannelHandlerContext context, HttpResponse response) {
    note(response);
    if (attempt != null) {
      attempt.leave();
    }
    // first, because the client may write the next request before it returns
    attempt = null;
    head = null;
    context.fireChannelRead(response);
    context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  /**
   * The first failure of an attempt is the client's to report. Further ones, and those of an idle
   * connection, would reach the end of the pipeline, where Netty logs them.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (attempt != null) {
      attempt = null;
      context.fireExceptionCaught(cause);
    } else {
      close(context);
    }
  }

  private static void close(ChannelHandlerContext context) {
    Future<?> unused = context.close();
  }
}
