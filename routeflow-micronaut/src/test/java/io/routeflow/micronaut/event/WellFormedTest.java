package io.routeflow.micronaut.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.Breadcrumb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of an event makes a batch that a strict reader of JSON refuses. */
final class WellFormedTest {

  private static final String BAD = "a\ud800b";
  private static final EventIdentity IDENTITY =
      new EventIdentity(new UUID(1, 2), Instant.EPOCH, "trace", 1, 1);

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "text,text",
    "a\ud83d\ude00b,a\ud83d\ude00b",
    "\ud800,\ufffd",
    "\udc00,\ufffd",
    "\ud800\ud83d\ude00,\ufffd\ud83d\ude00",
    "\ude00\ud83d,\ufffd\ufffd",
    "\ud83d\ude00\ud83d,\ud83d\ude00\ufffd"
  })
  void halfOfAPairIsReplacedAndAPairStays(String text, String wellFormed) {
    assertThat(WellFormed.text(text)).isEqualTo(wellFormed);
  }

  @Test
  void otherTextsStayTheSame() {
    String text = "日本語 😀";
    assertThat(WellFormed.text(text)).isSameAs(text);
    Map<String, Object> attributes = Map.of("a", text, "b", 1);
    assertThat(Attributes.plain(attributes)).isSameAs(attributes);
  }

  static Stream<Arguments> events() {
    return members().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void eachMemberIsWellFormed(String member, Event event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      new EventJson().write(json, event);
    }
    assertThat(bytes.toString(UTF_8)).contains("a\ufffdb").doesNotContainIgnoringCase("\\ud8");
  }

  private static Map<String, Event> members() {
    Map<String, Event> members = new LinkedHashMap<>();
    members.put("frontend route", request(BAD, "GET", "/", "Orders.show"));
    members.put("method", request("/", BAD, "/", "Orders.show"));
    members.put("path", request("/", "GET", BAD, "Orders.show"));
    members.put("handler", request("/", "GET", "/", BAD));
    members.put("name of work", work(BAD, Map.of()));
    members.put("attribute", work("job", Map.of("name", BAD)));
    members.put("attribute among others", work("job", Map.of("name", BAD, "number", 1)));
    members.put("name of an attribute", work("job", Map.of(BAD, 1)));
    members.put("attribute of another type", work("job", Map.of("x", new AtomicReference<>(BAD))));
    members.put("nested attribute", work("job", Map.of("list", List.of(BAD))));
    addExceptions(members);
    addBreadcrumbs(members);
    addPayloads(members);
    addCalls(members);
    addSql(members);
    members.put("scheme", with(null, null, List.of(), null, null, new AuthDetails("none", BAD)));
    return members;
  }

  private static void addExceptions(Map<String, Event> members) {
    members.put("exception", exception(ExceptionDetails.named(BAD)));
    members.put("message", exception(new ExceptionDetails("E", BAD, null, List.of(), List.of())));
    members.put(
        "stack trace", exception(new ExceptionDetails("E", null, BAD, List.of(), List.of())));
    for (ExceptionDetails.Frame frame :
        List.of(
            new ExceptionDetails.Frame(BAD, "A", null, 1, true),
            new ExceptionDetails.Frame("a", BAD, null, 1, true),
            new ExceptionDetails.Frame("a", "A", BAD, 1, true))) {
      members.put(
          "frame " + members.size(),
          exception(new ExceptionDetails("E", null, null, List.of(frame), List.of())));
    }
    for (ExceptionDetails.Cause cause :
        List.of(
            new ExceptionDetails.Cause(BAD, null, List.of()),
            new ExceptionDetails.Cause("E", BAD, List.of()))) {
      members.put(
          "cause " + members.size(),
          exception(new ExceptionDetails("E", null, null, List.of(), List.of(cause))));
    }
    EventParts parts = EventParts.of(null, ExceptionDetails.named("E"));
    members.put("name of an exception", new ExceptionEvent(IDENTITY, BAD, null, parts, Map.of()));
    for (ExceptionEvent.Origin origin :
        List.of(
            new ExceptionEvent.Origin(BAD, "GET", "/", "h"),
            new ExceptionEvent.Origin("/", BAD, "/", "h"),
            new ExceptionEvent.Origin("/", "GET", BAD, "h"),
            new ExceptionEvent.Origin("/", "GET", "/", BAD))) {
      members.put(
          "origin " + members.size(), new ExceptionEvent(IDENTITY, "E", origin, parts, Map.of()));
    }
  }

  private static void addBreadcrumbs(Map<String, Event> members) {
    Breadcrumb good = Breadcrumb.of("step");
    for (Breadcrumb breadcrumb :
        List.of(
            Breadcrumb.of(BAD),
            good.category(BAD),
            good.data(BAD, 1),
            good.data("name", BAD),
            good.data("name", List.of(BAD)))) {
      members.put(
          "breadcrumb " + members.size(), with(null, null, List.of(breadcrumb), null, null, null));
    }
  }

  private static void addPayloads(Map<String, Event> members) {
    for (Payload payload :
        List.of(
            new Payload(BAD, Map.of(), null, -1, null, false, null),
            new Payload(null, Map.of("name", BAD), null, -1, null, false, null),
            new Payload(null, Map.of(BAD, "value"), null, -1, null, false, null),
            new Payload(null, Map.of("name", List.of("x", BAD)), null, -1, null, false, null),
            new Payload(null, Map.of(), BAD, -1, null, false, null),
            new Payload(null, Map.of(), null, -1, BAD, true, null),
            new Payload(null, Map.of(), null, -1, '"' + BAD + '"', false, null))) {
      members.put("request " + members.size(), with(null, null, List.of(), payload, null, null));
      members.put("response " + members.size(), with(null, null, List.of(), null, payload, null));
    }
  }

  private static void addCalls(Map<String, Event> members) {
    for (ExternalCall call :
        List.of(
            call(BAD, "GET", null, null, null),
            call("host", BAD, null, null, null),
            call("host", "GET", BAD, null, null),
            call("host", "GET", null, BAD, null),
            call("host", "GET", null, null, BAD))) {
      OutgoingCalls calls = new OutgoingCalls(List.of(call), false, List.of());
      members.put("call " + members.size(), with(null, calls, List.of(), null, null, null));
    }
  }

  private static ExternalCall call(
      String host,
      String method,
      @Nullable String template,
      @Nullable String service,
      @Nullable String error) {
    return new ExternalCall(host, method, template, service, 1, 1, 1, 0, 200, error, 0, null, null);
  }

  /** Of a statement only what the module for SQL does not read itself. */
  private static void addSql(Map<String, Event> members) {
    for (int i = 0; i < 4; i++) {
      SqlUsage.Statement statement =
          new SqlUsage.Statement(
              "SELECT 1",
              "SELECT",
              List.of(),
              i == 0 ? BAD : null,
              i == 1 ? BAD : "default",
              "h2",
              1,
              -1,
              -1,
              1,
              1,
              0,
              i == 2 ? BAD : null,
              i == 3 ? BAD : null,
              false,
              0);
      SqlUsage usage = new SqlUsage(1, 1, false, List.of(statement));
      members.put("statement " + i, with(usage, null, List.of(), null, null, null));
    }
  }

  private static Event request(String frontendRoute, String method, String path, String handler) {
    return new RequestEvent(
        IDENTITY,
        frontendRoute,
        method,
        path,
        handler,
        200,
        EventStatus.SUCCESS,
        1,
        EventParts.NONE,
        Map.of());
  }

  private static Event work(String name, Map<String, Object> attributes) {
    return new WorkEvent(
        IDENTITY, EventType.JOB, name, EventStatus.SUCCESS, 1, EventParts.NONE, attributes);
  }

  private static Event exception(ExceptionDetails details) {
    return new ExceptionEvent(IDENTITY, null, null, EventParts.of(null, details), Map.of());
  }

  private static Event with(
      @Nullable SqlUsage sql,
      @Nullable OutgoingCalls calls,
      List<Breadcrumb> breadcrumbs,
      @Nullable Payload request,
      @Nullable Payload response,
      @Nullable AuthDetails auth) {
    return new WorkEvent(
        IDENTITY,
        EventType.JOB,
        "job",
        EventStatus.SUCCESS,
        1,
        new EventParts(sql, calls, breadcrumbs, null, request, response, auth),
        Map.of());
  }
}
