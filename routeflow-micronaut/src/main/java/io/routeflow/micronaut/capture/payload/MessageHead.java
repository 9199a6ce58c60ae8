package io.routeflow.micronaut.capture.payload;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a message says of its body, and its headers where they are captured. Immutable;
 * no {@code toString} of it holds content.
 */
@Internal
public final class MessageHead {

  /** So many header lines are kept. */
  private static final int MAX_HEADERS = 256;

  /** What the server puts among the headers for itself. */
  private static final String OWN = "x-http2-";

  private final List<Map.Entry<String, String>> headers;
  private final @Nullable String contentType;
  private final @Nullable String contentEncoding;
  private final long contentLength;

  private MessageHead(
      List<Map.Entry<String, String>> headers,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      long contentLength) {
    this.headers = headers;
    this.contentType = contentType;
    this.contentEncoding = contentEncoding;
    this.contentLength = contentLength;
  }

  /**
   * Reads a head.
   *
   * @param lines the header lines; pseudo-headers of HTTP/2 are left out
   * @param keepsHeaders whether the headers are kept
   */
  public static MessageHead of(
      Iterator<Map.Entry<CharSequence, CharSequence>> lines, boolean keepsHeaders) {
    List<Map.Entry<String, String>> kept = keepsHeaders ? new ArrayList<>() : List.of();
    String type = null;
    String encoding = null;
    long length = -1;
    while (lines.hasNext()) {
      Map.Entry<CharSequence, CharSequence> line = lines.next();
      String name = line.getKey().toString();
      if (name.isEmpty() || name.charAt(0) == ':' || name.startsWith(OWN)) {
        continue;
      }
      String value = line.getValue().toString();
      if (name.equalsIgnoreCase("content-type")) {
        // of two that differ none is believed
        type = type == null || type.equals(value) ? value : "*/*";
      } else if (name.equalsIgnoreCase("content-encoding")) {
        encoding = encoding == null ? value : encoding + "," + value;
      } else if (name.equalsIgnoreCase("content-length")) {
        length = number(value);
      }
      if (keepsHeaders && kept.size() < MAX_HEADERS) {
        kept.add(Map.entry(name, value));
      }
    }
    return new MessageHead(kept, type, encoding, length);
  }

  private static long number(String text) {
    try {
      return Math.max(-1, Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The header lines, none where they are not captured. */
  List<Map.Entry<String, String>> headers() {
    return headers;
  }

  @Nullable String contentType() {
    return contentType;
  }

  @Nullable String contentEncoding() {
    return contentEncoding;
  }

  /** Whether the body is compressed, or otherwise not as it was written. */
  public boolean isEncoded() {
    return contentEncoding != null;
  }

  /** The announced length, or -1. */
  public long contentLength() {
    return contentLength;
  }

  /** Whether it announces server-sent events. */
  boolean isEventStream() {
    return contentType != null
        && contentType.regionMatches(true, 0, "text/event-stream", 0, "text/event-stream".length());
  }

  /** An estimate of the heap that the kept headers take, in bytes. */
  long variableBytes() {
    long bytes = 0;
    for (Map.Entry<String, String> line : headers) {
      bytes += 2L * Long.BYTES + line.getKey().length() + line.getValue().length();
    }
    return bytes;
  }
}
