package io.routeflow.micronaut.event;

import io.routeflow.micronaut.Breadcrumb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events of every type with every part, any of which may be missing; the same for a seed. */
public final class RandomEvents {

  private static final String[] TEXTS = {
    "",
    "a",
    "orders",
    "/orders/{id}",
    "Ünïcödé",
    "日本語",
    "😀",
    "quote\" back\\slash",
    "tab\tline\nend",
    "\u0001\u007f\u2028",
    "{\"json\":[1]}",
    "x".repeat(300)
  };
  private static final String[] BODIES = {
    "{}",
    "[]",
    "null",
    "true",
    "-12.50",
    "0",
    "\"text\"",
    "\"\\u00e9\\n\\\"\"",
    "{\"a\":[1,2.0,{\"b\":null}],\"password\":\"[REDACTED]\"}",
    "{ \"spaced\" : [ 1 , 2 ] }",
    "\"é😀\""
  };

  private final SplittableRandom random;

  public RandomEvents(long seed) {
    random = new SplittableRandom(seed);
  }

  public Event next() {
    return switch (random.nextInt(4)) {
      case 0 -> work();
      case 1 -> exception();
      default -> request();
    };
  }

  private Event request() {
    return new RequestEvent(
        identity(),
        text(),
        text(),
        text(),
        text(),
        random.nextInt(100, 600),
        any(EventStatus.values()),
        nanos(),
        parts(),
        scalars());
  }

  private Event work() {
    EventType[] types = {EventType.JOB, EventType.QUEUE, EventType.WORKER, EventType.CUSTOM};
    return new WorkEvent(
        identity(),
        any(types),
        text(),
        any(EventStatus.values()),
        random.nextBoolean() ? nanos() : -1,
        parts(),
        scalars());
  }

  private Event exception() {
    EventParts parts = parts();
    EventParts failed =
        new EventParts(
            parts.sql(),
            parts.externalCalls(),
            parts.breadcrumbs(),
            details(),
            parts.request(),
            parts.response(),
            parts.auth());
    return new ExceptionEvent(
        identity(),
        maybe(this::text),
        maybe(() -> new ExceptionEvent.Origin(text(), text(), text(), text())),
        failed,
        scalars());
  }

  private EventIdentity identity() {
    long parent = random.nextBoolean() ? 0 : random.nextLong();
    return new EventIdentity(
        new UUID(random.nextLong(), random.nextLong()),
        instant(),
        "trace-" + random.nextInt(),
        random.nextLong() | 1,
        parent);
  }

  private EventParts parts() {
    return random.nextInt(3) == 0
        ? EventParts.NONE
        : new EventParts(
            maybe(this::sql),
            maybe(this::calls),
            list(this::breadcrumb),
            maybe(this::details),
            maybe(this::payload),
            maybe(this::payload),
            maybe(() -> new AuthDetails(text(), maybe(this::text))));
  }

  private SqlUsage sql() {
    return new SqlUsage(
        random.nextLong(1000), nanos(), random.nextBoolean(), list(this::statement));
  }

  private SqlUsage.Statement statement() {
    return new SqlUsage.Statement(
        text(),
        text(),
        list(this::text),
        maybe(this::text),
        text(),
        text(),
        random.nextLong(1, 99),
        random.nextLong(-1, 9),
        random.nextLong(-1, 9),
        nanos(),
        nanos(),
        random.nextLong(3),
        maybe(this::text),
        maybe(this::text),
        random.nextBoolean(),
        0);
  }

  private OutgoingCalls calls() {
    return new OutgoingCalls(list(this::call), random.nextBoolean(), List.of());
  }

  private ExternalCall call() {
    return new ExternalCall(
        text(),
        text(),
        maybe(this::text),
        maybe(this::text),
        random.nextLong(1, 99),
        nanos(),
        nanos(),
        random.nextLong(3),
        random.nextInt(600),
        maybe(this::text),
        random.nextBoolean() ? 0 : random.nextLong(),
        maybe(this::payload),
        maybe(this::payload));
  }

  private Breadcrumb breadcrumb() {
    return new Breadcrumb(
        instant(),
        text(),
        maybe(this::text),
        maybe(() -> any(Breadcrumb.Level.values())),
        scalars());
  }

  private ExceptionDetails details() {
    return new ExceptionDetails(
        text(),
        maybe(this::text),
        maybe(this::text),
        list(this::frame),
        list(() -> new ExceptionDetails.Cause(text(), maybe(this::text), list(this::frame))));
  }

  private ExceptionDetails.Frame frame() {
    return new ExceptionDetails.Frame(
        text(), text(), maybe(this::text), random.nextInt(-1, 500), random.nextBoolean());
  }

  private Payload payload() {
    boolean truncated = random.nextInt(4) == 0;
    String body = random.nextBoolean() ? null : truncated ? text() : any(BODIES);
    Map<String, Object> headers = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.put("header-" + random.nextInt(9), random.nextBoolean() ? text() : list(this::text));
    }
    return new Payload(
        maybe(this::text),
        headers,
        maybe(this::text),
        random.nextLong(-1, 5000),
        body,
        body != null && truncated,
        body == null ? maybe(() -> any(Payload.Omitted.values())) : null);
  }

  private Map<String, Object> scalars() {
    Map<String, Object> scalars = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      scalars.put(text() + random.nextInt(5), scalar());
    }
    return scalars;
  }

  private Object scalar() {
    return switch (random.nextInt(11)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextInt();
      case 2 -> random.nextLong();
      case 3 -> finite(Double.longBitsToDouble(random.nextLong()));
      case 4 -> (float) random.nextDouble() * 1e30f;
      case 5 -> new BigDecimal("1E+3").multiply(BigDecimal.valueOf(random.nextInt(-99, 99)));
      case 6 -> new BigDecimal("0." + random.nextLong(0, Long.MAX_VALUE) + "00");
      case 7 -> BigInteger.valueOf(random.nextLong()).pow(3);
      case 8 -> (short) random.nextInt();
      case 9 ->
          any(new Double[] {0.0, -0.0, 1.0, 100.0, 1e10, 1e-7, Double.MIN_VALUE, Double.MAX_VALUE});
      default -> text();
    };
  }

  private static double finite(double number) {
    return Double.isFinite(number) ? number : 1.5;
  }

  private Instant instant() {
    return Instant.ofEpochMilli(random.nextLong(0, 4_000_000_000_000L));
  }

  /** As on the wire, in microseconds. */
  private long nanos() {
    return random.nextLong(0, random.nextInt(10) == 0 ? 9_000_000_000_000L : 50_000) * 1000;
  }

  private String text() {
    return any(TEXTS);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }
}
