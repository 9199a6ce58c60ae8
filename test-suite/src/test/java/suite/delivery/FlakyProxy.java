package suite.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Passes each connection on for a few milliseconds, some for none at all, then resets it. */
final class FlakyProxy implements AutoCloseable {

  private static final int MAX_MILLIS = 60;

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ReentrantLock lock = new ReentrantLock();
  private final Random random;
  private final AtomicInteger resets = new AtomicInteger();
  private final int target;

  FlakyProxy(int target, long seed) {
    this.target = target;
    this.random = new Random(seed);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int resets() {
    return resets.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        threads.execute(() -> pass(client));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private int next() {
    lock.lock();
    try {
      return random.nextInt(MAX_MILLIS);
    } finally {
      lock.unlock();
    }
  }

  private void pass(Socket client) {
    int millis = next();
    try (client;
        Socket endpoint = new Socket(InetAddress.getLoopbackAddress(), target)) {
      client.setSoLinger(true, 0);
      threads.execute(() -> copy(endpoint, client));
      client.setSoTimeout(Math.max(1, millis));
      copy(client, endpoint);
    } catch (IOException closed) {
      // by either side
    } finally {
      resets.incrementAndGet();
    }
  }

  /** Until the one is at its end, or quiet for too long. */
  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
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
