package io.routeflow.micronaut.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;

/**
 * Sees the status of responses in what an HTTP/2 connection sends. The server decides some of them
 * when all filters are done: a file that the client has already is 304, a part of it is 206.
 *
 * <p>The status is the first field of a response. The seven that HPACK has in its static table (RFC
 * 7541, appendix A) are one byte there, which means the same whatever was sent before; the server
 * changes the status to no other. So nothing is decoded, and the tap may come at any time. What is
 * written in letters, as all of it is to a client whose table is too small for one entry, stays
 * what the filters have noted.
 *
 * <p>Confined to the connection's event loop.
 */
final class Http2StatusTap extends ChannelOutboundHandlerAdapter implements Http2Frames.Listener {

  static final String NAME = "routeflow-http2-status";

  private static final int FIRST_STATUS = 0x88;
  private static final int[] STATUSES = {200, 204, 206, 304, 400, 404, 500};

  /** A change of the table's size, which may come before the first field: 001, and an integer. */
  private static final int TABLE_SIZE = 0x20;

  private static final int TABLE_SIZE_MASK = 0xe0;
  private static final int LONG_INTEGER = 0x1f;
  private static final int MORE = 0x80;

  private final Listener listener;
  private final InternalErrors errors;
  private final Http2Frames frames = new Http2Frames(this);

  /** Whether the first field of the block has been seen. */
  private boolean seen;

  private boolean inTableSize;
  private boolean broken;

  /** Learns of the status of a stream. */
  interface Listener {

    void answered(int stream, int status);
  }

  Http2StatusTap(Listener listener, InternalErrors errors) {
    this.listener = listener;
    this.errors = errors;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the writer has the promise
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!broken && message instanceof ByteBuf bytes) {
      try {
        frames.scan(bytes);
      } catch (Throwable e) {
        broken = true;
        errors.report(Stage.CAPTURE, e);
      }
    }
    ChannelFuture unused = context.write(message, promise);
  }

  @Override
  public void content(int type, int stream, ByteBuf bytes, int index, int count) {
    if (type != Http2Frames.HEADERS) {
      return;
    }
    for (int at = index; at < index + count && !seen; at++) {
      look(stream, bytes.getUnsignedByte(at));
    }
  }

  private void look(int stream, int octet) {
    if (inTableSize) {
      inTableSize = (octet & MORE) != 0;
    } else if ((octet & TABLE_SIZE_MASK) == TABLE_SIZE) {
      inTableSize = (octet & LONG_INTEGER) == LONG_INTEGER;
    } else {
      seen = true;
      int index = octet - FIRST_STATUS;
      if (index >= 0 && index < STATUSES.length) {
        listener.answered(stream, STATUSES[index]);
      }
    }
  }

  @Override
  public void end(int type, int flags, int stream) {
    seen = false;
    inTableSize = false;
  }
}
