package suite.calls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What an application calls: HTTP/1.1 on a raw socket, each path answered as a test says. A thread
 * for each connection, and connections are kept alive.
 */
final class RemoteServer implements AutoCloseable {

  /** Answers a request; it may write whatever it likes. */
  interface Script {
    void answer(Exchange exchange) throws IOException, InterruptedException;
  }

  /** A request as it came, header names in any case. */
  record Received(String method, String path, Map<String, String> headers, int connection) {
    @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  private static final long MAX_ACCEPTOR_MILLIS = 10_000;

  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ServerSocket listener;
  private final Thread acceptor;

  private RemoteServer(ServerSocketFactory sockets) {
    try {
      listener = sockets.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = new Thread(this::accept, "remote");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  static RemoteServer start() {
    return new RemoteServer(ServerSocketFactory.getDefault());
  }

  static RemoteServer start(ServerSocketFactory sockets) {
    return new RemoteServer(sockets);
  }

  int port() {
    return listener.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** How requests of a path are answered, without its query; else with 200 and {@code ok}. */
  RemoteServer on(String path, Script script) {
    scripts.put(path, script);
    return this;
  }

  /** What came, in the order of arrival. */
  List<Received> received() {
    return received;
  }

  /** The last request of a path. */
  Received last(String path) {
    return received.stream()
        .filter(request -> request.path().equals(path))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no request of " + path + " in " + received));
  }

  /** How many connections requests of a path came by. */
  long connectionsOf(String path) {
    return received.stream()
        .filter(request -> request.path().equals(path))
        .mapToInt(Received::connection)
        .distinct()
        .count();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread thread = new Thread(() -> serve(socket), "remote-" + socket.getPort());
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String line = line(in);
      while (line != null) {
        String[] parts = line.split(" ", -1);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
          int colon = header.indexOf(':');
          headers.merge(
              header.substring(0, colon),
              header.substring(colon + 1).strip(),
              (first, second) -> first + "," + second);
        }
        in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        if (parts[0].equals("CONNECT")) {
          // as a proxy it is every host itself
          new Exchange(new Received(parts[0], parts[1], headers, 0), socket)
              .write("HTTP/1.1 200 OK\r\n\r\n");
          line = line(in);
          continue;
        }
        // a proxy is asked for a whole URL
        String target = parts[1].replaceFirst("^http://[^/]*", "");
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        Received request = new Received(parts[0], path, headers, socket.getPort());
        received.add(request);
        scripts
            .getOrDefault(path, exchange -> exchange.respond(200, "ok"))
            .answer(new Exchange(request, socket));
        line = line(in);
      }
    } catch (IOException | RuntimeException e) {
      // the client has gone, or the script has ended the connection
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    int c = in.read();
    while (c >= 0 && c != '\n') {
      if (c != '\r') {
        text.append((char) c);
      }
      c = in.read();
    }
    return c < 0 ? null : text.toString();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      // until it has noticed, the socket accepts one more
      acceptor.join(MAX_ACCEPTOR_MILLIS);
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A request that waits for its answer. */
  final class Exchange {

    private final Received request;
    private final Socket socket;
    private final OutputStream out;

    Exchange(Received request, Socket socket) throws IOException {
      this.request = request;
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    Received request() {
      return request;
    }

    void respond(int status, String body, String... headers) throws IOException {
      StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
      for (String header : headers) {
        text.append(header).append("\r\n");
      }
      text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
      write(text.toString());
    }

    void write(String text) throws IOException {
      write(text.getBytes(ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Says nothing until the test is over. */
    void hang() throws InterruptedException {
      closed.await();
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
