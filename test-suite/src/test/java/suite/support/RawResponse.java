package suite.support;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An answer as it came over the wire. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawResponse(String statusLine, WireHeaders headers, byte[] body) {

  public int status() {
    return Integer.parseInt(statusLine.split(" ", 3)[1]);
  }

  public String text() {
    return new String(body, UTF_8);
  }
}
