package io.routeflow.micronaut.capture.payload;

import io.netty.buffer.ByteBuf;
import io.routeflow.micronaut.event.Payload;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bounded copy of a body that passes by. It reads what it is shown and changes neither its
 * indexes nor its reference count.
 *
 * <p>Confined to one thread at a time: the connection's event loop until the request has ended, the
 * delivery thread afterwards. No {@code toString} of it holds content.
 */
final class BodyCopy {

  private static final byte[] EMPTY = {};

  /** A body that has announced more than so many times what is there of it may not be true. */
  private static final int TRUSTED_FACTOR = 4;

  private final PayloadMemory memory;
  private final int maxBytes;
  private final long announced;
  private byte[] bytes = EMPTY;
  private int length;
  private long seen;
  private boolean ended;
  private boolean closed;
  private Payload.@Nullable Omitted omitted;

  /**
   * Starts a copy.
   *
   * @param memory what all copies share
   * @param maxBytes what is kept of this one
   * @param announced its length by its head, or -1
   * @param omitted why it is only counted, or {@code null} where it is kept
   */
  BodyCopy(PayloadMemory memory, int maxBytes, long announced, Payload.@Nullable Omitted omitted) {
    this.memory = memory;
    this.maxBytes = maxBytes;
    this.announced = announced;
    this.omitted = omitted;
  }

  /** Sees the readable bytes of a buffer. */
  void add(ByteBuf data) {
    add(data, data.readerIndex(), data.readableBytes());
  }

  /** Sees so many bytes of a buffer. */
  void add(ByteBuf data, int index, int count) {
    if (closed || count <= 0) {
      return;
    }
    seen += count;
    int kept = Math.min(count, maxBytes - length);
    if (omitted == null && kept > 0 && makeRoom(kept)) {
      data.getBytes(index, bytes, length, kept);
      length += kept;
    }
  }

  private boolean makeRoom(int more) {
    int needed = length + more;
    if (needed <= bytes.length) {
      return true;
    }
    int capacity = capacity(needed);
    if (!memory.reserve(capacity - bytes.length)) {
      omit(Payload.Omitted.MEMORY);
      return false;
    }
    int held = bytes.length;
    try {
      bytes = Arrays.copyOf(bytes, capacity);
    } catch (OutOfMemoryError e) {
      memory.release(capacity - held);
      throw e;
    }
    return true;
  }

  private int capacity(int needed) {
    long whole = Math.min(announced, maxBytes);
    if (whole >= needed && whole <= (long) TRUSTED_FACTOR * needed) {
      return (int) whole;
    }
    // the first part is mostly all of it
    return length == 0 ? needed : (int) Math.min(maxBytes, Math.max(needed, 2L * length));
  }

  /** All of it has passed. */
  void end() {
    ended |= !closed;
  }

  /** Nothing more is of interest. */
  void close() {
    closed = true;
  }

  /** Keeps nothing of it; where that was so before, its reason stays. */
  void omit(Payload.Omitted reason) {
    if (omitted == null) {
      omitted = reason;
    }
    release();
  }

  /** Gives its memory back; the copy is empty afterwards. */
  void release() {
    int held = bytes.length;
    bytes = EMPTY;
    length = 0;
    closed |= omitted == null;
    memory.release(held);
  }

  /** Why it is left out, or {@code null}. */
  Payload.@Nullable Omitted omitted() {
    return omitted;
  }

  /** The bytes, from the start of an array that may be longer. Not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes are kept. */
  int length() {
    return length;
  }

  /** How many bytes have passed. */
  long seen() {
    return seen;
  }

  /** Whether there was no body. */
  boolean isEmpty() {
    return ended && seen == 0;
  }

  /** Whether what is kept is the whole body. */
  boolean isComplete() {
    return length == seen && (ended || seen == announced);
  }

  /** The memory that it takes. */
  int held() {
    return bytes.length;
  }
}
