package suite.opentelemetry.support;

import com.google.protobuf.Message;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP. */
final class HttpListener {

  private final OtlpReceiver receiver;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  HttpListener(OtlpReceiver receiver, OtlpReceiver.@Nullable Tls tls) throws IOException {
    this.receiver = receiver;
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = tls == null ? HttpServer.create(address, 0) : secured(address, tls);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpServer secured(InetSocketAddress address, OtlpReceiver.Tls tls)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls.server().trusting(tls.client())) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(tls.required());
            parameters.setSSLParameters(wanted);
          }
        });
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = headers(exchange);
      InputStream body = exchange.getRequestBody();
      byte[] bytes =
          ("gzip".equals(headers.get("content-encoding")) ? new GZIPInputStream(body) : body)
              .readAllBytes();
      String path = exchange.getRequestURI().getPath();
      Reply reply = receiver.next();
      receiver.arrived(path, headers, parse(path, bytes), reply.isAccepted());
      if (reply.hangs()) {
        receiver.hang();
        return;
      }
      byte[] answer = reply.isAccepted() ? response(path, reply.rejected()) : new byte[0];
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.http(), answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return headers;
  }

  private static Message parse(String path, byte[] bytes) throws IOException {
    if (path.endsWith("/v1/metrics")) {
      return ExportMetricsServiceRequest.parseFrom(bytes);
    }
    return path.endsWith("/v1/logs")
        ? ExportLogsServiceRequest.parseFrom(bytes)
        : ExportTraceServiceRequest.parseFrom(bytes);
  }

  private static byte[] response(String path, long rejected) {
    if (rejected == 0) {
      return new byte[0];
    }
    if (path.endsWith("/v1/metrics")) {
      return Accepted.metrics(rejected).toByteArray();
    }
    return path.endsWith("/v1/logs")
        ? Accepted.logs(rejected).toByteArray()
        : Accepted.traces(rejected).toByteArray();
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
