package suite.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 messages from a stream, byte for byte, so that a test sees what was really sent.
 */
final class WireReader {
  private static final int LINE_LIMIT = 1 << 20;

  private final InputStream in;

  WireReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line without its CRLF; null at the end of the stream. */
  @Nullable String line() throws IOException {
    var line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the stream ended in the middle of a line");
      }
      if (line.size() >= LINE_LIMIT) {
        throw new IOException("a line is longer than " + LINE_LIMIT + " bytes");
      }
      line.write(next);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  WireHeaders headers() throws IOException {
    var fields = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (String line = required(line()); !line.isEmpty(); line = required(line())) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("not a header field");
      }
      fields
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return new WireHeaders(fields);
  }

  /** The body, where one is announced by its length or in chunks; empty otherwise. */
  byte[] body(WireHeaders headers) throws IOException {
    if (isChunked(headers)) {
      return chunked();
    }
    String length = headers.first("Content-Length");
    return length == null ? new byte[0] : exactly(Integer.parseInt(length));
  }

  static boolean isChunked(WireHeaders headers) {
    String coding = headers.first("Transfer-Encoding");
    return coding != null && coding.toLowerCase(Locale.ROOT).endsWith("chunked");
  }

  byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body ended after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  byte[] toEnd() throws IOException {
    return in.readAllBytes();
  }

  private byte[] chunked() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(exactly(size));
      required(line());
    }
    headers();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = required(line());
    int extension = line.indexOf(';');
    return Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
  }

  private static String required(@Nullable String line) throws IOException {
    if (line == null) {
      throw new EOFException("the stream ended before the message did");
    }
    return line;
  }
}
