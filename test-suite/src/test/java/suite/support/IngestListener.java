package suite.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The listening side of {@link FakeIngest}: one port for its whole life, which can be closed to
 * callers and opened again. Not safe for use by several test threads.
 */
final class IngestListener implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final ServerSocketFactory sockets;
  private final Function<Socket, IngestConnection> connections;
  private final Set<IngestConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inAll = new AtomicInteger();
  private final InetSocketAddress address;
  private ServerSocket server;
  private Thread acceptor;
  private @Nullable Socket placeholder;

  IngestListener(ServerSocketFactory sockets, Function<Socket, IngestConnection> connections) {
    this.sockets = sockets;
    this.connections = connections;
    server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    acceptor = acceptFrom(server);
    address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  int port() {
    return address.getPort();
  }

  /** That were accepted so far. */
  int connectionsInAll() {
    return inAll.get();
  }

  int openConnections() {
    return open.size();
  }

  /** Ends every connection; new ones are refused. The port stays ours: bound, but not listening. */
  void refuse() {
    if (placeholder != null) {
      return;
    }
    close();
    try {
      var bound = new Socket();
      bound.setReuseAddress(true);
      bound.bind(address);
      placeholder = bound;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void listenAgain() {
    if (placeholder == null) {
      return;
    }
    close();
    server = listen(address);
    acceptor = acceptFrom(server);
  }

  @Override
  public void close() {
    try {
      server.close();
      // The kernel takes the socket for listening as long as a thread is inside accept.
      acceptor.join();
      if (placeholder != null) {
        placeholder.close();
        placeholder = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(IngestConnection::end);
  }

  private ServerSocket listen(InetSocketAddress where) {
    try {
      ServerSocket socket = sockets.createServerSocket();
      socket.setReuseAddress(true);
      socket.bind(where, BACKLOG);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Thread acceptFrom(ServerSocket from) {
    return daemon("fake-ingest-" + from.getLocalPort(), () -> accept(from));
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        socket.setTcpNoDelay(true);
        serve(from, connections.apply(socket));
      } catch (IOException ignored) {
        // Closed by the test, or a client that went away before it was accepted.
      }
    }
  }

  private void serve(ServerSocket from, IngestConnection connection) {
    inAll.incrementAndGet();
    open.add(connection);
    if (from.isClosed()) {
      connection.end();
    }
    daemon(
        "fake-ingest-connection",
        () -> {
          try {
            connection.run();
          } finally {
            open.remove(connection);
          }
        });
  }

  private static Thread daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
