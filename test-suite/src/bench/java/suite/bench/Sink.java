package suite.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An ingest endpoint that does as little as possible: it reads each request and accepts it. A
 * process of its own, so that what it allocates is not counted as the module's.
 */
public final class Sink {

  private static final byte[] ACCEPTED =
      "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 1 << 20;
  private static final int MAX_HEAD = 8192;

  private Sink() {}

  /** Prints its port, then serves until its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
    Thread acceptor = new Thread(() -> acceptAll(server));
    acceptor.setDaemon(true);
    acceptor.start();
    while (System.in.read() >= 0) {
      // until the parent has gone
    }
  }

  private static void acceptAll(ServerSocketChannel server) {
    try {
      while (true) {
        SocketChannel connection = server.accept();
        Thread reader = new Thread(() -> serve(connection));
        reader.setDaemon(true);
        reader.start();
      }
    } catch (IOException e) {
      System.err.println("stopped: " + e);
    }
  }

  private static void serve(SocketChannel connection) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    ByteBuffer answer = ByteBuffer.wrap(ACCEPTED);
    try (connection) {
      long toSkip = 0;
      while (connection.read(buffer) >= 0) {
        buffer.flip();
        while (true) {
          int skipped = (int) Math.min(toSkip, buffer.remaining());
          buffer.position(buffer.position() + skipped);
          toSkip -= skipped;
          int end = toSkip > 0 ? -1 : endOfHead(buffer);
          if (end < 0) {
            break;
          }
          toSkip = contentLength(buffer, end);
          buffer.position(end);
          answer.rewind();
          connection.write(answer);
        }
        buffer.compact();
      }
    } catch (IOException e) {
      // the benchmark has ended
    }
  }

  private static int endOfHead(ByteBuffer buffer) {
    for (int i = buffer.position(); i + 3 < buffer.limit(); i++) {
      if (buffer.get(i) == '\r' && buffer.get(i + 1) == '\n' && buffer.get(i + 2) == '\r') {
        return i + 4;
      }
    }
    return -1;
  }

  private static long contentLength(ByteBuffer buffer, int end) {
    byte[] head = new byte[Math.min(MAX_HEAD, end - buffer.position())];
    buffer.get(buffer.position(), head);
    String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int at = text.indexOf("content-length:");
    return at < 0 ? 0 : Long.parseLong(text.substring(at + 15, text.indexOf('\r', at)).trim());
  }
}
