package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.event.WorkEvent;
import io.routeflow.micronaut.spi.ConnectionWait;
import io.routeflow.micronaut.spi.LocalDetails;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Events with all parts at the sizes that each may have, and no text that two of them share. Each
 * character takes two bytes of the heap.
 */
final class LargestEvent {

  private static final String WIDE = "ж";
  private static final int STATEMENT = 2_048;
  private static final int NAME = 200;
  private static final int FRAMES = 50;
  private static final int BODY = 8 * 1024;
  private static final int DOUBLINGS = 25;

  private LargestEvent() {}

  /** A request that failed, with SQL, calls, bodies, breadcrumbs and its exception. */
  static RequestEvent request(int number, int statements) {
    return new RequestEvent(
        new EventIdentity(
            SampleFlow.id(number), SampleFlow.START, text("trace", number, 60), number + 1L, 0),
        text("/page", number, NAME),
        text("GET", number, 0),
        text("/route", number, NAME),
        text("Handler", number, NAME),
        500,
        EventStatus.FAILED,
        nanos(number),
        parts(number, statements),
        Map.of(text("name", number, 20), text("value", number, NAME)));
  }

  /** A job with the same. */
  static WorkEvent job(int number, int statements) {
    return new WorkEvent(
        new EventIdentity(
            SampleFlow.id(number), SampleFlow.START, text("trace", number, 60), number + 1L, 0),
        EventType.JOB,
        text("job", number, NAME),
        EventStatus.FAILED,
        nanos(number),
        parts(number, statements),
        Map.of());
  }

  /** What the console keeps beside it in development. */
  static LocalDetails local(int number) {
    return new LocalDetails(
        text("/address", number, NAME),
        text("cron", number, NAME),
        exception(number),
        1,
        many(20, i -> new ConnectionWait(i, number, false)));
  }

  /** Durations of all lengths, so that each histogram grows as far as it can. */
  private static long nanos(int number) {
    return TimeUnit.MICROSECONDS.toNanos(200L << number % DOUBLINGS);
  }

  private static EventParts parts(int number, int statements) {
    return new EventParts(
        new SqlUsage(
            SqlUsage.MAX_EXECUTIONS,
            nanos(number),
            true,
            many(statements, i -> statement(number * statements + i)),
            many(
                SqlUsage.MAX_EXECUTIONS,
                i -> new SqlUsage.Execution(i % statements, i, nanos(i), false))),
        calls(number),
        many(50, i -> Breadcrumb.of(text("crumb", number + i, NAME))),
        exception(number),
        payload(number),
        payload(number),
        null);
  }

  private static SqlUsage.Statement statement(int number) {
    return new SqlUsage.Statement(
        text("SELECT", number, STATEMENT),
        text("SELECT", number, 0),
        many(4, i -> text("table" + i, number, 60)),
        text("Repository", number, NAME),
        text("default", number % 2, 0),
        text("h2", number, 0),
        10,
        10,
        10,
        nanos(number),
        nanos(number),
        1,
        text("42", number, 0),
        text("Failure", number, NAME),
        true,
        10);
  }

  private static OutgoingCalls calls(int number) {
    return new OutgoingCalls(
        many(
            10,
            i ->
                new ExternalCall(
                    text("host", number + i, NAME),
                    text("POST", number, 0),
                    text("/charges", number, NAME),
                    text("service", number, 60),
                    10,
                    nanos(i),
                    nanos(i),
                    1,
                    500,
                    text("Error", number, NAME),
                    i,
                    payload(number),
                    payload(number))),
        true,
        many(
            OutgoingCalls.MAX_EXECUTIONS,
            i -> new OutgoingCalls.Execution(i % 10, i, nanos(i), 500, true, i, 1, 1)));
  }

  private static ExceptionDetails exception(int number) {
    List<ExceptionDetails.Frame> frames =
        many(
            FRAMES,
            i ->
                new ExceptionDetails.Frame(
                    text("run", number + i, 60),
                    text("shop.Orders", i, NAME),
                    text("Orders.java", i, 60),
                    i,
                    true));
    return new ExceptionDetails(
        text("shop.Failure", number, NAME),
        text("message", number, ExceptionDetails.MAX_MESSAGE),
        text("stack", number, BODY),
        frames,
        many(3, i -> new ExceptionDetails.Cause(text("Cause", i, 60), text("m", i, 60), frames)));
  }

  private static Payload payload(int number) {
    return new Payload(
        text("http://shop/", number, NAME),
        Map.of(text("header", number, 60), List.of(text("value", number, NAME))),
        text("text/plain", number, 0),
        BODY,
        text("body", number, BODY),
        true,
        null);
  }

  private static <T> List<T> many(int count, IntFunction<T> of) {
    return IntStream.range(0, count).mapToObj(of).toList();
  }

  /** A text that no other one shares, with some more characters. */
  private static String text(String start, int number, int more) {
    return start + WIDE.repeat(more + 1) + number;
  }
}
