package io.routeflow.micronaut.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an HTTP/2 connection sends, for the codec hands its frames to none: it writes them as
 * bytes. Headers are decoded a second time, from the first ones on, because each block counts for
 * those after it; where one cannot be, nothing more of this connection is captured.
 *
 * <p>Exists only where something of responses is captured. Confined to the connection's event loop.
 */
final class Http2ResponseTap extends ChannelOutboundHandlerAdapter implements Http2Frames.Listener {

  static final String NAME = "routeflow-http2-responses";

  /** Of one block of headers; a longer one ends the capture. */
  private static final int MAX_BLOCK = 1 << 20;

  /**
   * The largest table of headers that is followed; clients use no more than that. The client names
   * the size, and takes it into use by one answer: the table has an array for all of it at once.
   */
  private static final int MAX_TABLE_SIZE = 1 << 16;

  private static final int FIRST_FINAL_STATUS = 200;
  private static final byte[] EMPTY = {};

  private final IntFunction<@Nullable CapturedExchange> exchanges;
  private final boolean keepsHeaders;
  private final InternalErrors errors;
  private final Http2Frames frames = new Http2Frames(this);
  private @Nullable DefaultHttp2HeadersDecoder decoder;
  private byte[] block = EMPTY;
  private int blockLength;
  private boolean endsStream;

  /**
   * A tap that is there before the first headers are sent.
   *
   * @param exchanges the capture of a stream's request, {@code null} where there is none
   * @param keepsHeaders whether headers are kept
   */
  Http2ResponseTap(
      IntFunction<@Nullable CapturedExchange> exchanges,
      boolean keepsHeaders,
      InternalErrors errors)
      throws Http2Exception {
    this.exchanges = exchanges;
    this.keepsHeaders = keepsHeaders;
    this.errors = errors;
    DefaultHttp2HeadersDecoder made = new DefaultHttp2HeadersDecoder(false, (long) MAX_BLOCK);
    made.maxHeaderTableSize(MAX_TABLE_SIZE);
    this.decoder = made;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the writer has the promise
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (decoder != null && message instanceof ByteBuf bytes) {
      try {
        frames.scan(bytes);
      } catch (Throwable e) {
        // with all that it holds, since the connection may last
        decoder = null;
        block = EMPTY;
        errors.report(Stage.CAPTURE, e);
      }
    }
    ChannelFuture unused = context.write(message, promise);
  }

  @Override
  public void content(int type, int stream, ByteBuf bytes, int index, int count)
      throws Http2Exception {
    if (type == Http2Frames.DATA) {
      CapturedExchange exchange = exchanges.apply(stream);
      if (exchange != null) {
        exchange.responseData(bytes, index, count);
      }
      return;
    }
    int length = blockLength + count;
    if (length > MAX_BLOCK) {
      throw new Http2Exception(Http2Error.INTERNAL_ERROR);
    }
    if (length > block.length) {
      block = Arrays.copyOf(block, Math.max(length, 2 * block.length));
    }
    bytes.getBytes(index, block, blockLength, count);
    blockLength = length;
  }

  @Override
  public void end(int type, int flags, int stream) throws Http2Exception {
    boolean headers = type == Http2Frames.HEADERS || type == Http2Frames.CONTINUATION;
    if (type == Http2Frames.PUSH_PROMISE) {
      throw new Http2Exception(Http2Error.INTERNAL_ERROR);
    }
    if (type == Http2Frames.HEADERS) {
      endsStream = (flags & Http2Frames.END_STREAM) != 0;
    }
    if (headers && (flags & Http2Frames.END_HEADERS) != 0) {
      headersSent(stream);
    } else if (type == Http2Frames.DATA && (flags & Http2Frames.END_STREAM) != 0) {
      ended(stream);
    }
  }

  private void headersSent(int stream) throws Http2Exception {
    DefaultHttp2HeadersDecoder reader = decoder;
    if (reader == null) {
      return;
    }
    Http2Headers headers =
        reader.decodeHeaders(stream, Unpooled.wrappedBuffer(block, 0, blockLength));
    blockLength = 0;
    CapturedExchange exchange = exchanges.apply(stream);
    if (exchange != null && !exchange.isAnswered() && isFinal(headers)) {
      Http2Payloads.responseHead(exchange, headers, keepsHeaders, endsStream);
    }
    if (endsStream) {
      ended(stream);
    }
  }

  private void ended(int stream) {
    CapturedExchange exchange = exchanges.apply(stream);
    if (exchange != null) {
      exchange.responseEnd();
    }
  }

  private static boolean isFinal(Http2Headers headers) {
    CharSequence status = headers.status();
    return status != null && Integer.parseInt(status.toString()) >= FIRST_FINAL_STATUS;
  }
}
