package suite.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * An HTTP/1.1 client that sends exactly the bytes that it is given, for what a well-behaved client
 * refuses to send. One connection; not safe for use by several threads.
 */
public final class RawHttp implements AutoCloseable {
  private static final int READ_LIMIT_MS = 20_000;

  private final Socket socket;
  private final WireReader in;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_LIMIT_MS);
    in = new WireReader(socket.getInputStream());
  }

  public static RawHttp connect(int port) {
    return connect(InetAddress.getLoopbackAddress(), port);
  }

  public static RawHttp connect(InetAddress address, int port) {
    try {
      return new RawHttp(new Socket(address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends one request on a connection of its own and reads the answer. */
  public static RawResponse exchange(int port, String request) {
    return exchange(port, request.getBytes(ISO_8859_1));
  }

  public static RawResponse exchange(int port, byte[] request) {
    try (RawHttp http = connect(port)) {
      http.send(request);
      return startsWith(request, "HEAD ") ? http.readHead() : http.read();
    }
  }

  /**
   * The text of a request without a body.
   *
   * @param headers whole header lines, such as {@code "Accept: text/plain"}, without line ends
   */
  public static String request(String method, String path, String... headers) {
    var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  public static String get(String path, String... headers) {
    return request("GET", path, headers);
  }

  /** A request with a body of ASCII characters, announced by its length. */
  public static String post(String path, String contentType, String body) {
    String type = "Content-Type: " + contentType;
    return request("POST", path, type, "Content-Length: " + body.length()) + body;
  }

  public static String preflight(String path, String origin, String method) {
    return request(
        "OPTIONS", path, "Origin: " + origin, "Access-Control-Request-Method: " + method);
  }

  /** Sends each character as one byte. */
  public RawHttp send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawHttp send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The next answer, interim ones left out. Without length and chunks, its body ends with the
   * connection.
   */
  public RawResponse read() {
    RawResponse head = readHead();
    try {
      boolean bodiless = head.status() == 101 || head.status() == 204 || head.status() == 304;
      boolean delimited =
          WireReader.isChunked(head.headers()) || head.headers().contains("Content-Length");
      byte[] body = new byte[0];
      if (!bodiless) {
        body = delimited ? in.body(head.headers()) : in.toEnd();
      }
      return new RawResponse(head.statusLine(), head.headers(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status line and headers of the next answer; what follows stays unread. */
  public RawResponse readHead() {
    try {
      String statusLine = in.line();
      if (statusLine == null) {
        throw new EOFException("the connection ended before an answer");
      }
      var head = new RawResponse(statusLine, in.headers(), new byte[0]);
      boolean interim = head.status() >= 100 && head.status() < 200 && head.status() != 101;
      return interim ? readHead() : head;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line of a body, chunk sizes included, without its line end. */
  public String readLine() {
    try {
      String line = in.line();
      if (line == null) {
        throw new EOFException("the connection ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Exactly so many of the bytes that follow. */
  public byte[] readBytes(int count) {
    try {
      return in.exactly(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the other side to end the connection, by closing or by a reset. */
  public void awaitEnd() {
    try {
      in.toEnd();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (IOException ignored) {
      // A reset is an end as well.
    }
  }

  /** Goes away with a TCP reset. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes away politely. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean startsWith(byte[] bytes, String prefix) {
    return new String(bytes, 0, Math.min(bytes.length, prefix.length()), ISO_8859_1).equals(prefix);
  }
}
