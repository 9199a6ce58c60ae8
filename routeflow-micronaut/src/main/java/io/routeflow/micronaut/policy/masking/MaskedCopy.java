package io.routeflow.micronaut.policy.masking;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a document in which values are replaced; all else stays byte for byte, so that numbers
 * keep their digits. Thread-confined.
 */
final class MaskedCopy {

  private static final int SLACK = 64;

  private final byte[] source;
  private final int maxLength;
  private final boolean dropLineBreaks;
  private byte[] target;
  private int length;
  private int copied;

  /**
   * Starts a copy.
   *
   * @param source the document
   * @param expected how long the copy will probably be, in bytes
   * @param maxLength how long it may become
   * @param dropLineBreaks whether line breaks and the indentation after them are left out
   * @param spare memory of an earlier copy, used where it is enough; may be {@code null}
   */
  MaskedCopy(
      byte[] source, int expected, int maxLength, boolean dropLineBreaks, byte @Nullable [] spare) {
    this.source = source;
    this.maxLength = maxLength;
    this.dropLineBreaks = dropLineBreaks;
    int capacity = expected + expected / 8 + SLACK;
    this.target = spare != null && spare.length >= capacity ? spare : new byte[capacity];
  }

  /** There would be more of the copy than may be held. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Copies up to a value, writes a replacement, and goes on after the value. */
  void replace(int from, int to, Replacement replacement) throws TooLong {
    copyTo(from);
    String text = replacement.text();
    reserve(text.length() + 2);
    target[length++] = '"';
    for (int i = 0; i < text.length(); i++) {
      target[length++] = (byte) text.charAt(i);
    }
    target[length++] = '"';
    copied = to;
  }

  /** Copies up to a place, writes other bytes, and goes on behind what they replace. */
  void replace(int from, int to, byte[] bytes) throws TooLong {
    copyTo(from);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, target, length, bytes.length);
    length += bytes.length;
    copied = to;
  }

  void copyTo(int end) throws TooLong {
    if (end <= copied) {
      return;
    }
    reserve(end - copied);
    if (dropLineBreaks) {
      copyWithoutLineBreaks(end);
    } else {
      System.arraycopy(source, copied, target, length, end - copied);
      length += end - copied;
    }
    copied = end;
  }

  byte[] array() {
    return target;
  }

  int length() {
    return length;
  }

  /** A control character in a valid document is a line break or a tab between two tokens. */
  private void copyWithoutLineBreaks(int end) {
    int i = copied;
    while (i < end) {
      int lineEnd = Utf8.nextControl(source, i, end);
      System.arraycopy(source, i, target, length, lineEnd - i);
      length += lineEnd - i;
      i = lineEnd;
      while (i < end && source[i] >= 0 && source[i] <= ' ') {
        i++;
      }
    }
  }

  private void reserve(int more) throws TooLong {
    if (more > maxLength - length) {
      throw new TooLong();
    }
    if (more > target.length - length) {
      target = Arrays.copyOf(target, Math.min(maxLength, Math.max(length + more, 2 * length)));
    }
  }
}
