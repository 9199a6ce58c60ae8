package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Payload;
import java.nio.charset.StandardCharsets;

/**
 * What an event shows of one body. No {@code toString} of it holds content.
 *
 * @since 0.1.0
 */
@Internal
public sealed interface RedactedBody {

  /** A body without content, for a reason. */
  static RedactedBody omitted(Payload.Omitted reason) {
    return new Omitted(reason);
  }

  /**
   * No content.
   *
   * @param reason why
   */
  record Omitted(Payload.Omitted reason) implements RedactedBody {}

  /**
   * The beginning of a body that is longer than the limit, masked. It is no JSON any more; the
   * event shows it as a string, with {@code truncated}.
   *
   * @param text at most as many bytes of UTF-8 as the limit
   */
  record Text(String text) implements RedactedBody {
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /**
   * A whole JSON document in UTF-8, masked and redacted, to be written into the event as it is. It
   * has no line breaks. The array is shared, not copied.
   */
  final class Json implements RedactedBody {

    private final byte[] array;
    private final int length;

    Json(byte[] array, int length) {
      this.array = array;
      this.length = length;
    }

    /** The document at the start of an array that may be longer. Not to be changed. */
    public byte[] array() {
      return array;
    }

    /** How many bytes of the array are the document. */
    public int length() {
      return length;
    }

    /** The document as text. */
    public String text() {
      return new String(array, 0, length, StandardCharsets.UTF_8);
    }

    /** The first bytes of the document as text, without a character that would be divided. */
    Text beginning(int maxBytes) {
      int end = Utf8.validEnd(array, Math.min(length, maxBytes));
      return new Text(new String(array, 0, end, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "Json[" + length + " bytes]";
    }
  }
}
