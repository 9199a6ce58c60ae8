package io.routeflow.micronaut.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much heap text takes: a byte a character, as the JVM keeps Latin-1, and what each
 * object takes beside its content. Estimates bound memory, so they need the right order only.
 */
final class TextSize {

  /** A string and its array, without characters. */
  private static final int TEXT = 56;

  /** An entry of a small map or list, without what it points to. */
  private static final int ENTRY = 32;

  private TextSize() {}

  static long of(@Nullable String text) {
    return text == null ? 0 : TEXT + text.length();
  }

  static long of(List<String> texts) {
    long bytes = 0;
    for (String text : texts) {
      bytes += ENTRY + of(text);
    }
    return bytes;
  }

  static long of(Map<String, ?> values) {
    long bytes = 0;
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      bytes += 2L * ENTRY + of(entry.getKey());
      if (entry.getValue() instanceof String text) {
        bytes += of(text);
      } else if (entry.getValue() instanceof List<?> list) {
        for (Object element : list) {
          bytes += ENTRY + of(String.valueOf(element));
        }
      }
    }
    return bytes;
  }
}
