package suite.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Passes bytes on from another address to the application's loopback one and changes nothing, as
 * socat does, or a proxy of which no header says that it is there.
 */
public final class PlainProxy implements AutoCloseable {

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private PlainProxy(ServerSocket server) {
    this.server = server;
  }

  /** To an application that is there. */
  public static PlainProxy to(int port, InetAddress address) {
    PlainProxy proxy = open(address);
    proxy.leadTo(port);
    return proxy;
  }

  /** To one whose settings must name a port before it has one. */
  public static PlainProxy open(InetAddress address) {
    try {
      return new PlainProxy(new ServerSocket(0, 50, address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Connections that came before wait for it. */
  public void leadTo(int target) {
    threads.execute(() -> accept(target));
  }

  private void accept(int target) {
    try {
      while (true) {
        Socket client = server.accept();
        var application = new Socket(InetAddress.getLoopbackAddress(), target);
        threads.execute(() -> copy(client, application));
        threads.execute(() -> copy(application, client));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException closed) {
      // by either side
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
