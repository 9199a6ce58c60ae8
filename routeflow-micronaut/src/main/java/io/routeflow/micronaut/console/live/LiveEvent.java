package io.routeflow.micronaut.console.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.routeflow.micronaut.console.json.ConsoleJson;
import io.routeflow.micronaut.console.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event, the same for all listeners. Its bytes are made once, by the first who
 * sends it, and not by the delivery thread, which publishes it. Thread-safe.
 */
final class LiveEvent {

  /** The listener was too slow and has missed something. */
  static final LiveEvent GAP = named("gap");

  /** The ring was emptied. */
  static final LiveEvent CLEARED = named("cleared");

  /** Nothing but a sign of life. */
  static final LiveEvent HEARTBEAT = comment("alive");

  /** The first thing that a listener gets; the browser is to wait two seconds if it loses it. */
  static final LiveEvent HELLO = new LiveEvent(null, "retry: 2000\n: hello\n", null);

  private final @Nullable JsonObject data;
  private final String head;
  private volatile byte @Nullable [] bytes;

  private LiveEvent(@Nullable JsonObject data, String head, byte @Nullable [] bytes) {
    this.data = data;
    this.head = head;
    this.bytes = bytes;
  }

  /** An event with data and an id. */
  static LiveEvent of(String name, long id, JsonObject data) {
    return new LiveEvent(data, "id: " + id + "\nevent: " + name + "\n", null);
  }

  /** An event with data. */
  static LiveEvent of(String name, JsonObject data) {
    return new LiveEvent(data, "event: " + name + "\n", null);
  }

  private static LiveEvent named(String name) {
    return of(name, json -> {});
  }

  private static LiveEvent comment(String text) {
    return new LiveEvent(null, ": " + text + "\n", null);
  }

  /** The event as it is sent. JSON has no line ends of its own. */
  byte[] bytes() {
    byte[] made = bytes;
    if (made == null) {
      String body =
          data == null ? "" : "data: " + new String(ConsoleJson.bytes(data), UTF_8) + "\n";
      made = (head + body + "\n").getBytes(UTF_8);
      bytes = made;
    }
    return made;
  }
}
