package suite.kafka;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes what is posted to it, with a fault that can be changed at any time. */
final class FaultyReceiver implements AutoCloseable {

  /** More than there are batches in flight, and always as many. */
  private static final int THREADS = 12;

  /** What it does with each request. */
  enum Fault {
    NONE,
    BUSY,
    LIMITED,
    REJECTS,
    TOO_LARGE,
    ENDS_CONNECTION,
    SLOW,
    TOO_SLOW
  }

  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final HttpServer server;
  private final long tooSlowMillis;
  private volatile Fault fault = Fault.NONE;

  /**
   * Starts it.
   *
   * @param tooSlowMillis longer than whoever sends waits for an answer
   */
  FaultyReceiver(long tooSlowMillis) {
    this.tooSlowMillis = tooSlowMillis;
    int unused = threads.prestartAllCoreThreads();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void set(Fault next) {
    fault = next;
  }

  /** How many ids it has accepted since this was asked for last. */
  int takeAccepted() {
    int count = accepted.size();
    accepted.clear();
    return count;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      switch (fault) {
        case BUSY -> exchange.sendResponseHeaders(503, -1);
        case LIMITED -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          exchange.sendResponseHeaders(429, -1);
        }
        case REJECTS -> exchange.sendResponseHeaders(400, -1);
        case TOO_LARGE -> exchange.sendResponseHeaders(413, -1);
        case ENDS_CONNECTION -> {
          // without a word
        }
        case SLOW -> accept(exchange, tooSlowMillis / 20);
        case TOO_SLOW -> accept(exchange, tooSlowMillis);
        case NONE -> accept(exchange, 0);
      }
    }
  }

  private void accept(HttpExchange exchange, long delayMillis) throws IOException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delayMillis));
    accepted.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    exchange.sendResponseHeaders(202, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
