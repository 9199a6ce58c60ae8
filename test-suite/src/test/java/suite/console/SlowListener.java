package suite.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import suite.support.FakeIngest;

/** A browser that listens through a tiny window, and reads only when it is told to. */
final class SlowListener implements AutoCloseable {

  private static final int WINDOW_BYTES = 2048;

  private final Socket socket;
  private final BufferedReader in;

  private SlowListener(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  static SlowListener open(Console console) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(WINDOW_BYTES);
    socket.setSoTimeout((int) FakeIngest.PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), console.port()));
    socket
        .getOutputStream()
        .write(
            Console.request("GET", Console.PATH + "/api/live", "localhost", console.key())
                .getBytes(US_ASCII));
    SlowListener listener = new SlowListener(socket);
    listener.awaitLine(": hello");
    return listener;
  }

  /**
   * Reads on until a line contains this; {@code false} where the stream ends first, or where only
   * signs of life come for too long.
   */
  boolean awaitLine(String part) throws IOException {
    long start = System.nanoTime();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.contains(part)) {
        return true;
      }
      if (System.nanoTime() - start > FakeIngest.PATIENCE.toNanos()) {
        return false;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
