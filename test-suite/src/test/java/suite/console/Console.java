package suite.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import suite.support.ConsoleLinks;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.TestApplication;

/** An application with its console, as a program on the same machine sees it that has the code. */
final class Console implements AutoCloseable {

  static final String PATH = "/routeflow-console";
  static final String GUARD = "X-Routeflow-Console: 1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestApplication application;
  private final String context;

  private Console(TestApplication application, String context) {
    this.application = application;
    this.context = context;
  }

  /** Without an endpoint: what comes is kept, and dropped for want of an exporter. */
  static Console start(Map<String, ?> properties) {
    var all = new LinkedHashMap<String, Object>(Map.of("routeflow.flush-interval-ms", 20));
    all.putAll(properties);
    return of(TestApplication.startBare(ConsoleShop.SPEC, all), all);
  }

  static Console start(FakeIngest ingest, Map<String, ?> properties) {
    return of(TestApplication.start(ingest, ConsoleShop.SPEC, properties), properties);
  }

  /** With a context path that the router makes another text of than the settings have. */
  static Console startAt(String context, Map<String, ?> properties) {
    return new Console(start(properties).application, context);
  }

  private static Console of(TestApplication application, Map<String, ?> properties) {
    Object context = properties.get("micronaut.server.context-path");
    return new Console(application, context == null ? "" : context.toString());
  }

  TestApplication application() {
    return application;
  }

  /** All ports, where there are several listeners. */
  Set<Integer> ports() {
    return ((NettyEmbeddedServer) application.server()).getBoundPorts();
  }

  int port() {
    return application.port();
  }

  /** The whole path of something of the console. */
  String path(String path) {
    return context + PATH + path;
  }

  /** Asks the application something that becomes an event. */
  RawResponse visit(String path, String... headers) {
    return RawHttp.exchange(port(), RawHttp.get(context + path, headers));
  }

  RawResponse get(String path, String... headers) {
    return send("GET", path, headers);
  }

  RawResponse post(String path) {
    return send("POST", path, GUARD, "Content-Length: 0");
  }

  RawResponse send(String method, String path, String... headers) {
    return sendWithout(method, path, withKey(headers));
  }

  /** Without the code, and with whatever key is among the headers. */
  RawResponse sendWithout(String method, String path, String... headers) {
    return RawHttp.exchange(port(), RawHttp.request(method, path(path), headers));
  }

  RawResponse getWithout(String path, String... headers) {
    return sendWithout("GET", path, headers);
  }

  /** The header that shows the code. */
  String key() {
    return ConsoleLinks.of(port()).header();
  }

  /** The code in the link that the application has logged. */
  String code() {
    return ConsoleLinks.of(port()).code();
  }

  String[] withKey(String... headers) {
    return Stream.concat(Stream.of(headers), Stream.of(key())).toArray(String[]::new);
  }

  /** As another machine would: by an address that is not the loopback one. */
  RawResponse getFrom(InetAddress address, String path, String... headers) {
    String host = address.getHostAddress() + ":" + port();
    return exchange(address, request("GET", path(path), host, headers));
  }

  RawResponse exchange(InetAddress address, String request) {
    try (RawHttp http = RawHttp.connect(address, port())) {
      return http.send(request).read();
    }
  }

  /** A request with exactly these headers, and this host. */
  static String request(String method, String target, String host, String... headers) {
    var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  /** The answer's JSON, whose status is 200. */
  JsonNode json(String path) {
    RawResponse answer = get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return parse(answer.text());
  }

  /** The rows of the ring, once there are so many. */
  JsonNode awaitRows(int count) {
    return await()
        .atMost(FakeIngest.PATIENCE)
        .until(() -> json("/api/requests").path("requests"), rows -> rows.size() >= count);
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  @Override
  public void close() {
    application.close();
  }
}
