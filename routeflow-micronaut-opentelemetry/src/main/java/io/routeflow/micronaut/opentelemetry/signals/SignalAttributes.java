package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.routeflow.micronaut.opentelemetry.Severity;
import io.routeflow.micronaut.opentelemetry.mapping.AttributeValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What signals are made of, as OpenTelemetry has it: plain values, bounded. Pure. */
final class SignalAttributes {

  static final int MAX_ATTRIBUTES = 64;
  static final int MAX_NAME = 128;
  static final int MAX_TEXT = 1024;

  private SignalAttributes() {}

  /** What may be kept of what an application handed over; its objects may change later. */
  static Attributes of(@Nullable Map<String, ?> attributes) {
    if (attributes == null || attributes.isEmpty()) {
      return Attributes.empty();
    }
    AttributesBuilder kept = Attributes.builder();
    int count = 0;
    for (Map.Entry<String, ?> attribute : attributes.entrySet()) {
      String name = attribute.getKey();
      Object value = attribute.getValue();
      if (name != null && !name.isBlank() && value != null && put(kept, name, value)) {
        if (++count == MAX_ATTRIBUTES) {
          break;
        }
      }
    }
    return kept.build();
  }

  /** Whether it is kept; the application's own objects may have no text. */
  private static boolean put(AttributesBuilder kept, String name, Object value) {
    try {
      AttributeValues.put(kept, cut(name, MAX_NAME), value, MAX_TEXT);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  static io.opentelemetry.api.logs.Severity severity(Severity severity) {
    return switch (severity) {
      case TRACE -> io.opentelemetry.api.logs.Severity.TRACE;
      case DEBUG -> io.opentelemetry.api.logs.Severity.DEBUG;
      case INFO -> io.opentelemetry.api.logs.Severity.INFO;
      case WARN -> io.opentelemetry.api.logs.Severity.WARN;
      case ERROR -> io.opentelemetry.api.logs.Severity.ERROR;
      case FATAL -> io.opentelemetry.api.logs.Severity.FATAL;
    };
  }

  /** A text of at most so many characters. */
  static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max);
  }
}
