package suite.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** A receiver of OTLP over HTTP, which several may send to. */
final class SpanReceiver implements AutoCloseable {

  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final Queue<String> paths = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /**
   * A span as it arrived.
   *
   * @param scope the name of the library that has made it
   */
  record Sent(String scope, Span span) {}

  SpanReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Sent> spans() {
    return List.copyOf(sent);
  }

  /** Of all requests, of whatever signal. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      try (InputStream body = body(exchange)) {
        if (path.endsWith("/v1/traces")) {
          ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
              .flatMap(resource -> resource.getScopeSpansList().stream())
              .forEach(
                  scope ->
                      scope
                          .getSpansList()
                          .forEach(span -> sent.add(new Sent(scope.getScope().getName(), span))));
        } else {
          body.readAllBytes();
        }
      }
      paths.add(path);
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return zipped ? new GZIPInputStream(body) : body;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
