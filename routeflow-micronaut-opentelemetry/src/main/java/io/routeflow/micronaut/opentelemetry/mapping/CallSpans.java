package io.routeflow.micronaut.opentelemetry.mapping;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The spans of an event's outgoing calls: one of each on its time line, one for all the others. */
final class CallSpans {

  private static final String HTTP = "HTTP";

  /** What stands in an event for a method that is no word; OpenTelemetry has its own for it. */
  private static final String OTHER_METHOD = "OTHER";

  /** Those that the conventions know; any other is named beside them. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private static final int FIRST_NUMBER = SqlUsage.MAX_EXECUTIONS + 1;
  private static final int FIRST_ERROR = 400;
  private static final int MAX_PORT = 65_535;

  private CallSpans() {}

  static void add(Event event, SpanPlaces places, MappedSpan.Times times, List<SpanData> spans) {
    OutgoingCalls calls = event.parts().externalCalls();
    if (calls == null) {
      return;
    }
    boolean hasTimeLine = !calls.executions().isEmpty();
    List<OutgoingCalls.Execution> executions = hasTimeLine ? calls.executions() : alone(calls);
    LastFailures failures = failures(calls, executions);
    long lastEnd = 0;
    long listedNanos = 0;
    for (int i = 0; i < executions.size(); i++) {
      OutgoingCalls.Execution execution = executions.get(i);
      if (hasTimeLine) {
        lastEnd = Math.max(lastEnd, execution.startNanos() + execution.nanos());
      }
      // those beyond the groups are in no entry, so they are not to be taken from their sum
      if (execution.entry() >= 0) {
        listedNanos += execution.nanos();
      }
      String error = error(calls, execution, i, failures);
      MappedSpan.Place place = places.within(execution.spanId(), FIRST_NUMBER + i);
      spans.add(span(calls, execution, error, place, times));
    }
    addOthers(calls, executions.size(), listedNanos, places, times, lastEnd, spans);
  }

  /** One span for those that have none of their own; of those in no entry no time is known. */
  private static void addOthers(
      OutgoingCalls calls,
      long listed,
      long listedNanos,
      SpanPlaces places,
      MappedSpan.Times times,
      long start,
      List<SpanData> spans) {
    long count = calls.ungrouped();
    long nanos = 0;
    for (ExternalCall entry : calls.entries()) {
      count += entry.count();
      nanos += entry.totalNanos();
    }
    if (count > listed) {
      spans.add(
          new MappedSpan(
              places.within(0, FIRST_NUMBER + OutgoingCalls.MAX_EXECUTIONS),
              HTTP,
              SpanKind.CLIENT,
              times.within(start, nanos - listedNanos),
              Attributes.of(Keys.COUNT, count - listed),
              List.of(),
              StatusData.unset()));
    }
  }

  /**
   * Those that are alone in their entry, for an event from disk, which has no time line: the other
   * service names the span that it was called by. When they started is not known.
   */
  private static List<OutgoingCalls.Execution> alone(OutgoingCalls calls) {
    List<OutgoingCalls.Execution> alone = new ArrayList<>();
    for (int i = 0; i < calls.entries().size(); i++) {
      ExternalCall entry = calls.entries().get(i);
      if (entry.count() == 1 && entry.spanId() != 0) {
        alone.add(
            new OutgoingCalls.Execution(
                i,
                0,
                entry.totalNanos(),
                entry.statusCode(),
                entry.errors() > 0,
                entry.spanId(),
                0,
                0));
      }
    }
    return alone;
  }

  private static LastFailures failures(
      OutgoingCalls calls, List<OutgoingCalls.Execution> executions) {
    LastFailures failures = new LastFailures(calls.entries().size());
    for (int i = 0; i < executions.size(); i++) {
      OutgoingCalls.Execution execution = executions.get(i);
      if (execution.failed() && execution.statusCode() >= FIRST_ERROR) {
        failures.count(execution.entry());
      } else if (execution.failed()) {
        failures.add(execution.entry(), i, execution.startNanos() + execution.nanos());
      }
    }
    return failures;
  }

  /** What a call failed by; {@code null} where it did not fail. */
  private static @Nullable String error(
      OutgoingCalls calls, OutgoingCalls.Execution execution, int index, LastFailures failures) {
    if (execution.statusCode() >= FIRST_ERROR) {
      return String.valueOf(execution.statusCode());
    }
    if (!execution.failed()) {
      return null;
    }
    ExternalCall entry = entry(calls, execution);
    return entry == null
            || entry.error() == null
            || !failures.isLast(execution.entry(), index, entry.errors())
        ? Keys.OTHER
        : entry.error();
  }

  private static @Nullable ExternalCall entry(
      OutgoingCalls calls, OutgoingCalls.Execution execution) {
    int index = execution.entry();
    return index >= 0 && index < calls.entries().size() ? calls.entries().get(index) : null;
  }

  private static SpanData span(
      OutgoingCalls calls,
      OutgoingCalls.Execution execution,
      @Nullable String error,
      MappedSpan.Place place,
      MappedSpan.Times of) {
    ExternalCall entry = entry(calls, execution);
    return new MappedSpan(
        place,
        name(entry),
        SpanKind.CLIENT,
        of.within(execution.startNanos(), execution.nanos()),
        attributes(entry, execution, error),
        List.of(),
        error == null ? StatusData.unset() : StatusData.error());
  }

  private static String name(@Nullable ExternalCall entry) {
    if (entry == null) {
      return HTTP;
    }
    String method = METHODS.contains(entry.method()) ? entry.method() : HTTP;
    return entry.pathTemplate() == null ? method : method + " " + entry.pathTemplate();
  }

  private static Attributes attributes(
      @Nullable ExternalCall entry, OutgoingCalls.Execution execution, @Nullable String error) {
    AttributesBuilder attributes = SpanAttributes.builder();
    if (entry != null) {
      putMethod(attributes, entry.method());
      putAddress(attributes, entry.host(), execution.port());
      if (entry.pathTemplate() != null) {
        attributes.put(Keys.URL_TEMPLATE, entry.pathTemplate());
      }
      if (entry.serviceId() != null) {
        attributes.put(Keys.SERVICE_ID, entry.serviceId());
      }
    }
    if (execution.statusCode() > 0) {
      attributes.put(Keys.HTTP_STATUS, (long) execution.statusCode());
    }
    if (error != null) {
      attributes.put(Keys.ERROR_TYPE, error);
    }
    return attributes.build();
  }

  private static void putMethod(AttributesBuilder attributes, String method) {
    if (METHODS.contains(method)) {
      attributes.put(Keys.HTTP_METHOD, method);
      return;
    }
    attributes.put(Keys.HTTP_METHOD, Keys.OTHER);
    if (!method.equals(OTHER_METHOD)) {
      attributes.put(Keys.HTTP_METHOD_ORIGINAL, method);
    }
  }

  /**
   * A host has its port with it where that is not the scheme's.
   *
   * @param usual the port where the host has none with it, 0 where it is not known
   */
  private static void putAddress(AttributesBuilder attributes, String host, int usual) {
    int colon = host.lastIndexOf(':');
    boolean isV6 = host.startsWith("[");
    boolean hasPort =
        colon > 0 && (isV6 ? colon > host.lastIndexOf(']') : host.indexOf(':') == colon);
    int port = hasPort ? port(host.substring(colon + 1)) : -1;
    attributes.put(Keys.SERVER_ADDRESS, port < 0 ? host : host.substring(0, colon));
    if (port >= 0 || usual > 0) {
      attributes.put(Keys.SERVER_PORT, (long) (port >= 0 ? port : usual));
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port >= 0 && port <= MAX_PORT ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
