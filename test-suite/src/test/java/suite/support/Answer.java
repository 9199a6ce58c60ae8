package suite.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** What {@link FakeIngest} does with one request. */
public sealed interface Answer {

  /** Whether a sender that follows the contract takes its batch as delivered. */
  boolean accepts();

  static Answer accept() {
    return status(202);
  }

  static Answer status(int status) {
    return status(status, Map.of());
  }

  static Answer status(int status, Map<String, String> headers) {
    return new Full(status, headers, new byte[0]);
  }

  static Answer retryAfter(int status, String value) {
    return status(status, Map.of("Retry-After", value));
  }

  /** Takes the request and says nothing until the client or the test ends the connection. */
  static Answer hang() {
    return new Hang();
  }

  /** A 202 whose body ends before the announced length. */
  static Answer halfResponse() {
    return new Cut("HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\n{\"accepted\":");
  }

  /** A 202 that ends in the middle of its header fields. */
  static Answer halfHeaders() {
    return new Cut("HTTP/1.1 202 Accepted\r\nContent-Le");
  }

  /** Starts so, then goes on with one byte after the other until the client leaves. */
  static Answer drip(String start) {
    return new Drip(start);
  }

  /** An answer after another text: informational answers. */
  static Answer after(String text, Answer then) {
    return new After(text, then);
  }

  /** Reads the request, then ends the connection with a TCP reset. */
  static Answer reset() {
    return new Reset();
  }

  /** A 200 that promises JSON and holds none. */
  static Answer garbage200() {
    byte[] garbage = "<html>\u0000\u00ff\u00fe{{{ no json".getBytes(ISO_8859_1);
    return new Full(200, Map.of("Content-Type", "application/json"), garbage);
  }

  /** Accepts, but only after the given time. */
  static Answer slow(Duration delay) {
    return slow(delay, accept());
  }

  static Answer slow(Duration delay, Answer then) {
    return new Slow(delay, then);
  }

  static Answer redirect(String location) {
    return status(307, Map.of("Location", location));
  }

  /** Accepts with a body of so many bytes. */
  static Answer hugeBody(int bytes) {
    byte[] body = new byte[bytes];
    Arrays.fill(body, (byte) 'x');
    return new Full(202, Map.of("Content-Type", "text/plain"), body);
  }

  /** A complete answer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Full(int status, Map<String, String> headers, byte[] body) implements Answer {
    public Full {
      headers = Map.copyOf(headers);
    }

    @Override
    public boolean accepts() {
      return status >= 200 && status < 300;
    }
  }

  /** The start of an answer, after which the connection ends. */
  record Cut(String start) implements Answer {
    @Override
    public boolean accepts() {
      return false;
    }
  }

  /** An answer without an end. */
  record Drip(String start) implements Answer {
    @Override
    public boolean accepts() {
      return false;
    }
  }

  /** Another answer, after some text. */
  record After(String text, Answer then) implements Answer {
    @Override
    public boolean accepts() {
      return then.accepts();
    }
  }

  /** No answer. */
  record Hang() implements Answer {
    @Override
    public boolean accepts() {
      return false;
    }
  }

  /** A TCP reset. */
  record Reset() implements Answer {
    @Override
    public boolean accepts() {
      return false;
    }
  }

  /** Another answer, later. */
  record Slow(Duration delay, Answer then) implements Answer {
    @Override
    public boolean accepts() {
      return then.accepts();
    }
  }
}
