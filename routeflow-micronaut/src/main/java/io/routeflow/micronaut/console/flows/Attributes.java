package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.RequestEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps of the attributes what the contract knows: texts, numbers and booleans. Anything else is
 * kept as the text that is delivered, so that the ring holds no object of the application, which
 * could be of any size and change.
 */
final class Attributes {

  private Attributes() {}

  /** The event itself where nothing is to be changed, which is the rule. */
  static RequestEvent plain(RequestEvent event) {
    if (event.attributes().values().stream().allMatch(Attributes::isPlain)) {
      return event;
    }
    Map<String, Object> plain = new HashMap<>();
    event.attributes().forEach((name, value) -> plain.put(name, plain(value)));
    return new RequestEvent(
        event.type(),
        event.eventId(),
        event.timestamp(),
        event.traceId(),
        event.spanId(),
        event.parentSpanId(),
        event.frontendRoute(),
        event.method(),
        event.path(),
        event.handler(),
        event.statusCode(),
        event.status(),
        event.latencyNanos(),
        event.exceptionName(),
        event.sql(),
        plain);
  }

  private static Object plain(Object value) {
    if (isPlain(value)) {
      return value;
    }
    String text = value.toString();
    if (value instanceof Number) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        // not a number of JSON, such as NaN
        return text;
      }
    }
    return text;
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float real && Float.isFinite(real))
        || value.getClass() == BigDecimal.class
        || value.getClass() == BigInteger.class;
  }
}
