package io.routeflow.micronaut.opentelemetry.otlp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads the few fields that matter in a receiver's answer. Bytes that are no protobuf message end
 * the reading: they come from outside. Thread-confined.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers: encoding</a>
 */
final class ProtobufReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BYTES = 10;

  private final ByteBuffer rest;
  private int field;
  private long number;
  private ByteBuffer content = ByteBuffer.allocate(0);

  ProtobufReader(ByteBuffer message) {
    this.rest = message.duplicate();
  }

  /** Goes to the next field; {@code false} at the end. */
  boolean next() {
    if (!rest.hasRemaining()) {
      return false;
    }
    try {
      long key = varint();
      field = (int) (key >>> 3);
      number = 0;
      content = ByteBuffer.allocate(0);
      return read((int) key & 7);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      rest.position(rest.limit());
      return false;
    }
  }

  private boolean read(int type) {
    switch (type) {
      case VARINT -> number = varint();
      case FIXED64 -> number = rest.getLong();
      case FIXED32 -> number = rest.getInt();
      case BYTES -> content = bytes();
      default -> throw new IllegalArgumentException("no such type");
    }
    return true;
  }

  /** The number of the field. */
  int field() {
    return field;
  }

  /** Its value, where it is a number. */
  long number() {
    return number;
  }

  /** Its value, where it is a message, bytes or text; else nothing. */
  ByteBuffer content() {
    return content;
  }

  private ByteBuffer bytes() {
    long length = varint();
    if (length < 0 || length > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer slice = rest.slice(rest.position(), (int) length);
    rest.position(rest.position() + (int) length);
    return slice;
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      byte next = rest.get();
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("too long");
  }
}
