package suite.opentelemetry.support;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A Micronaut application with the modules, in this process, on a port of its own. */
public final class OtelApplication implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final EmbeddedServer server;

  private OtelApplication(EmbeddedServer server) {
    this.server = server;
  }

  /** As {@link #start}, but reached by HTTPS. */
  public static OtelApplication startHttps(OtlpReceiver receiver, TestCertificate certificate) {
    return start(receiver, secured(certificate));
  }

  /** As {@link #startHttps}, but reached by HTTP too. */
  public static OtelApplication startDual(OtlpReceiver receiver, TestCertificate certificate) {
    Map<String, Object> dual = new LinkedHashMap<>(secured(certificate));
    dual.put("micronaut.server.dual-protocol", true);
    return start(receiver, dual);
  }

  private static Map<String, Object> secured(TestCertificate certificate) {
    return Map.of(
        "micronaut.server.ssl.enabled",
        true,
        "micronaut.server.ssl.port",
        -1,
        "micronaut.server.ssl.key-store.path",
        "file:" + certificate.store(),
        "micronaut.server.ssl.key-store.type",
        "PKCS12",
        "micronaut.server.ssl.key-store.password",
        TestCertificate.PASSWORD);
  }

  /** With the shop's routes, which send by HTTP to the receiver. */
  public static OtelApplication start(OtlpReceiver receiver, Map<String, ?> properties) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("routeflow.otlp.endpoint", receiver.httpUrl());
    all.put("routeflow.otlp.metrics-interval-ms", 3_600_000);
    all.putAll(properties);
    return startBare(all);
  }

  /** As {@link #start}, but by gRPC. */
  public static OtelApplication startGrpc(OtlpReceiver receiver, Map<String, ?> properties) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("routeflow.otlp.endpoint", receiver.grpcUrl());
    all.put("routeflow.otlp.protocol", "grpc");
    all.putAll(properties);
    return start(receiver, all);
  }

  /** Without an endpoint. */
  public static OtelApplication startBare(Map<String, ?> properties) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("micronaut.application.name", "shop");
    all.put("micronaut.server.host", "127.0.0.1");
    all.put("micronaut.server.port", -1);
    all.put("routeflow.console.enabled", false);
    all.put("routeflow.otlp.flush-interval-ms", 20);
    all.put("routeflow.otlp.retry-base-ms", 20);
    // the SDK starts with the first request, which takes longer than the default on a busy machine
    all.put("routeflow.shutdown-timeout-ms", 20_000);
    all.put("suite.shop", true);
    all.putAll(properties);
    return new OtelApplication(ApplicationContext.run(EmbeddedServer.class, all));
  }

  public ApplicationContext context() {
    return server.getApplicationContext();
  }

  public int port() {
    return server.getPort();
  }

  /** What is counted for a destination, which is made with the first event. */
  public RouteflowStats.Destination stats(String destination) {
    Routeflow routeflow = context().getBean(Routeflow.class);
    await()
        .atMost(OtlpReceiver.PATIENCE)
        .until(() -> routeflow.stats().destinations().containsKey(destination));
    return Objects.requireNonNull(routeflow.stats().destinations().get(destination));
  }

  /** Sends a GET request with headers, names and values in turn, and returns the status. */
  public int get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a GET request and returns what the server answers until it ends the connection. */
  public String getUntilItsEnd(String path) {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port())) {
      client
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n").getBytes(US_ASCII));
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a GET request to one that is reached by HTTPS, and returns the status. */
  public int getHttps(String path, TestCertificate trusted) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + path)).build();
    try {
      return HttpClient.newBuilder()
          .sslContext(trusted.trusting(trusted))
          .build()
          .send(request, HttpResponse.BodyHandlers.ofString())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
