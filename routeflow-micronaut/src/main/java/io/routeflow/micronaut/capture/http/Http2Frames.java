package io.routeflow.micronaut.capture.http;

import io.netty.buffer.ByteBuf;

/**
 * Finds the frames in the bytes that an HTTP/2 connection sends (RFC 9113, 4.1), wherever buffers
 * begin and end. It reads by index and changes nothing. Confined to the connection's event loop.
 */
final class Http2Frames {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PUSH_PROMISE = 5;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 0x1;
  static final int END_HEADERS = 0x4;

  private static final int PADDED = 0x8;
  private static final int PRIORITY = 0x20;
  private static final int PRIORITY_LENGTH = 5;
  private static final int HEAD = 9;
  private static final int MAX_STREAM = 0x7fffffff;

  private final Listener listener;
  private final byte[] head = new byte[HEAD];
  private int headBytes;
  private int left;
  private int type;
  private int flags;
  private int stream;

  /** What still comes before the content: the length of the padding, the priority. */
  private int prefix;

  private int padding;

  /** Learns of the frames. */
  interface Listener {

    /** A part of the content of a frame, without padding; of a type that has content here. */
    void content(int type, int stream, ByteBuf bytes, int index, int count) throws Exception;

    /** A frame is complete. */
    void end(int type, int flags, int stream) throws Exception;
  }

  Http2Frames(Listener listener) {
    this.listener = listener;
  }

  /** Sees the readable bytes of a buffer. */
  void scan(ByteBuf bytes) throws Exception {
    int index = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (index < end) {
      if (headBytes < HEAD) {
        int count = Math.min(HEAD - headBytes, end - index);
        bytes.getBytes(index, head, headBytes, count);
        headBytes += count;
        index += count;
        if (headBytes == HEAD) {
          begin();
        }
      } else {
        int count = Math.min(left, end - index);
        content(bytes, index, count);
        index += count;
      }
      if (headBytes == HEAD && left == 0) {
        headBytes = 0;
        listener.end(type, flags, stream);
      }
    }
  }

  private void begin() {
    left = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
    type = head[3];
    flags = head[4];
    stream =
        ((head[5] & 0xff) << 24 | (head[6] & 0xff) << 16 | (head[7] & 0xff) << 8 | (head[8] & 0xff))
            & MAX_STREAM;
    boolean padded = (type == DATA || type == HEADERS) && (flags & PADDED) != 0;
    boolean prioritized = type == HEADERS && (flags & PRIORITY) != 0;
    prefix = (padded ? 1 : 0) + (prioritized ? PRIORITY_LENGTH : 0);
    padding = padded ? -1 : 0;
  }

  private void content(ByteBuf bytes, int start, int available) throws Exception {
    int index = start;
    int count = available;
    while (prefix > 0 && count > 0) {
      if (padding < 0) {
        padding = bytes.getUnsignedByte(index);
      }
      prefix--;
      left--;
      index++;
      count--;
    }
    int shown = Math.min(count, left - padding);
    if (shown > 0 && (type == DATA || type == HEADERS || type == CONTINUATION)) {
      listener.content(type, stream, bytes, index, shown);
    }
    left -= count;
  }
}
