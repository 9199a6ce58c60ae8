package suite.opentelemetry.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to a port of this machine. Those that are open can be frozen: no byte
 * passes any more and neither side learns of it, as where a node dies or a router forgets the flow.
 * Later ones are passed on as ever.
 */
public final class FreezingProxy implements AutoCloseable {

  private static final int BUFFER = 8192;

  private final int target;
  private final ServerSocket server;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** Connections up to this number are frozen. */
  private volatile int frozen;

  private FreezingProxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  }

  public static FreezingProxy to(int port) {
    try {
      FreezingProxy proxy = new FreezingProxy(port);
      proxy.background(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many connections there have been. */
  public int connections() {
    return connections.get();
  }

  /** Freezes those that are open. */
  public void freeze() {
    frozen = connections.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      Socket receiver = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(client);
      sockets.add(receiver);
      int number = connections.incrementAndGet();
      background(() -> pass(number, client, receiver));
      background(() -> pass(number, receiver, client));
    }
  }

  /** Goes on to read what is frozen, so that the sender can write as if all were well. */
  private void pass(int number, Socket from, Socket to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (number > frozen) {
        out.write(buffer, 0, read);
      }
    }
    if (number > frozen) {
      to.shutdownOutput();
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private void background(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // closed by the test or by one of the sides
              }
            },
            "freezing-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
