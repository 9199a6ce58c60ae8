package suite.documentation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy that opens tunnels ({@code CONNECT}) and nothing else. */
final class TunnelProxy implements AutoCloseable {

  private static final String END = "\r\n\r\n";

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> targets = new ConcurrentLinkedQueue<>();

  private TunnelProxy(ServerSocket server) {
    this.server = server;
  }

  static TunnelProxy start() {
    try {
      var proxy = new TunnelProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Where tunnels led to, as they were asked for. */
  Queue<String> targets() {
    return targets;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        threads.execute(() -> open(client));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void open(Socket client) {
    try (client) {
      String[] request = head(client.getInputStream()).split(" ", 3);
      if (!request[0].equals("CONNECT")) {
        client.getOutputStream().write(("HTTP/1.1 405 No" + END).getBytes(ISO_8859_1));
        return;
      }
      targets.add(request[1]);
      int port = Integer.parseInt(request[1].substring(request[1].lastIndexOf(':') + 1));
      try (Socket endpoint = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.getOutputStream().write(("HTTP/1.1 200 Opened" + END).getBytes(ISO_8859_1));
        threads.execute(() -> copy(endpoint, client));
        copy(client, endpoint);
      }
    } catch (IOException closed) {
      // by either side
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // by either side
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
