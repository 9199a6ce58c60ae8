package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** A browser that listens. */
final class EventStream implements AutoCloseable {

  private final RawHttp http;
  private final RawResponse head;

  private EventStream(RawHttp http) {
    this.http = http;
    this.head = http.readHead();
  }

  /** Listens; the head of the answer is there when this returns. */
  static EventStream open(Console console, String... headers) {
    EventStream stream = tryOpen(console, headers);
    assertThat(stream.head.status()).isEqualTo(200);
    return stream;
  }

  static EventStream tryOpen(Console console, String... headers) {
    return tryOpenWithout(console, console.withKey(headers));
  }

  /** With whatever key is among the headers. */
  static EventStream tryOpenWithout(Console console, String... headers) {
    String request = RawHttp.get(console.path("/api/live"), headers);
    return new EventStream(RawHttp.connect(console.port()).send(request));
  }

  RawResponse head() {
    return head;
  }

  RawHttp http() {
    return http;
  }

  /** The next event of this name, whatever comes before it. */
  Event await(String name) {
    return await(event -> event.name().equals(name));
  }

  Event await(Predicate<Event> wanted) {
    while (true) {
      Event event = next();
      if (wanted.test(event)) {
        return event;
      }
    }
  }

  /** The next event that is more than a comment, which keep coming where there is none. */
  Event next() {
    List<String> lines = new ArrayList<>();
    long start = System.nanoTime();
    while (true) {
      if (System.nanoTime() - start > FakeIngest.PATIENCE.toNanos()) {
        throw new AssertionError("no further event");
      }
      String line = http.readLine();
      if (!line.isEmpty()) {
        lines.add(line);
      } else if (lines.stream().anyMatch(field -> field.startsWith("event: "))) {
        return Event.of(lines);
      }
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /**
   * An event.
   *
   * @param id empty where there is none
   */
  record Event(String name, String id, JsonNode data) {
    static Event of(List<String> lines) {
      return new Event(
          field(lines, "event"), field(lines, "id"), Console.parse(field(lines, "data")));
    }

    private static String field(List<String> lines, String name) {
      return lines.stream()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }
  }
}
