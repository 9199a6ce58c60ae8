package suite.console.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page's own files behind a context path, and answers that a test scripts. */
final class ScriptedConsole implements AutoCloseable {

  private static final String PATH = "/shop/routeflow-console/";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Map<String, Object>> rows;
  private final Map<String, Object> answers = new ConcurrentHashMap<>();
  private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile boolean refusing;
  private volatile @Nullable Map<String, String> closedDoor;
  private volatile String code = "";

  private ScriptedConsole(List<Map<String, Object>> rows, HttpServer server) {
    this.rows = new CopyOnWriteArrayList<>(rows);
    this.server = server;
    Figures.of(this.rows).forEach(answers::put);
  }

  static ScriptedConsole start(List<Map<String, Object>> rows) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var console = new ScriptedConsole(rows, server);
      server.createContext("/", console::answer);
      server.setExecutor(console.threads);
      server.start();
      return console;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String query) {
    return origin() + PATH + query;
  }

  /** Takes the place of an answer below {@code api/}. */
  void script(String path, Object answer) {
    answers.put(path, answer);
  }

  List<String> posts() {
    return posts;
  }

  int listeners() {
    return listeners.size();
  }

  /** A request comes in: the row is kept, and told to whoever listens. */
  void arrive(Map<String, Object> row) {
    arriveUntold(row);
    tell("request", row);
  }

  /** A request that no listener hears of. */
  void arriveUntold(Map<String, Object> row) {
    rows.add(row);
  }

  void tell(String event, Object data) {
    byte[] bytes =
        ("event: " + event + "\ndata: " + json(data) + "\n\n").getBytes(StandardCharsets.UTF_8);
    listeners.removeIf(listener -> !wrote(listener, bytes));
  }

  private static boolean wrote(OutputStream listener, byte[] bytes) {
    try {
      listener.write(bytes);
      listener.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void forgetAll() {
    rows.clear();
  }

  /** The application starts again, with another version of its code and nothing in its ring. */
  void restart(String startedAt, String codeVersion) {
    rows.clear();
    script("state", Figures.state(startedAt, codeVersion));
    hangUp();
  }

  /** Ends all live connections, as a server that stops does; browsers come back by themselves. */
  void hangUp() {
    for (OutputStream listener : listeners) {
      try {
        listener.close();
      } catch (IOException e) {
        // gone already
      }
    }
    listeners.clear();
  }

  /** Refuses every question for data, until it is told otherwise. */
  void refuse(boolean refusing) {
    this.refusing = refusing;
  }

  /** Lets nobody at the data, for this reason, until the page has shown the code. */
  void closeDoor(String reason, String message, String newCode) {
    code = newCode;
    closedDoor = Map.of("reason", reason, "message", message);
  }

  private boolean opens(HttpExchange exchange) {
    String shown = query(exchange).get("code");
    if (code.equals(shown)) {
      closedDoor = null;
    }
    return shown == null || code.equals(shown);
  }

  private static void refuse(HttpExchange exchange, Map<String, String> why) throws IOException {
    byte[] bytes = json(why).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(401, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith(PATH)) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    String name = path.substring(PATH.length());
    Map<String, String> door = closedDoor;
    if (!opens(exchange)) {
      refuse(exchange, Map.of("reason", "wrong_secret", "message", "This code is not valid."));
    } else if (door != null && name.startsWith("api/")) {
      refuse(exchange, door);
    } else if (exchange.getRequestMethod().equals("POST")) {
      boolean guarded = "1".equals(exchange.getRequestHeaders().getFirst("X-Routeflow-Console"));
      posts.add(name);
      if (guarded && name.equals("api/clear")) {
        // as the application does: the stream says so, in its place among the rows
        forgetAll();
        tell("cleared", Map.of());
      }
      exchange.sendResponseHeaders(guarded ? 204 : 403, -1);
      exchange.close();
    } else if (name.equals("api/live")) {
      listen(exchange);
    } else if (name.startsWith("api/")) {
      data(exchange, name.substring("api/".length()));
    } else {
      file(exchange, name.isEmpty() ? "index.html" : name);
    }
  }

  private void listen(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    body.write(":\n\n".getBytes(StandardCharsets.UTF_8));
    body.flush();
    listeners.add(body);
  }

  private void data(HttpExchange exchange, String name) throws IOException {
    if (refusing) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    Object answer =
        name.equals("requests")
            ? requests(query(exchange))
            : answers.getOrDefault(name, whole(name));
    boolean found = !answer.equals(Map.of());
    byte[] bytes =
        json(found ? answer : Map.of("message", "not here")).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(found ? 200 : 404, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query == null
        ? Map.of()
        : Stream.of(query.split("&", -1))
            .filter(part -> part.contains("="))
            .map(part -> part.split("=", 2))
            .collect(Collectors.toMap(part -> part[0], part -> part[1], (first, last) -> last));
  }

  private Map<String, Object> requests(Map<String, String> query) {
    if (query.containsKey("ids")) {
      return Map.of(
          "requests",
          Stream.of(query.get("ids").split(",", -1))
              .map(id -> whole("requests/" + id))
              .filter(whole -> !whole.isEmpty())
              .toList());
    }
    int after = Integer.parseInt(query.getOrDefault("after", "0"));
    int last = Integer.parseInt(query.getOrDefault("last", "1000000"));
    List<Map<String, Object>> newer =
        rows.stream().filter(row -> row.get("seq") instanceof Integer seq && seq > after).toList();
    return Map.of(
        "state",
        answers.getOrDefault("state", Map.of()),
        "requests",
        newer.subList(Math.max(0, newer.size() - last), newer.size()));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> whole(String name) {
    if (answers.get(name) instanceof Map<?, ?> scripted) {
      return (Map<String, Object>) scripted;
    }
    return rows.stream()
        .filter(row -> name.equals("requests/" + row.get("event_id")))
        .findFirst()
        .map(Rows::whole)
        .orElse(Map.of());
  }

  private static void file(HttpExchange exchange, String name) throws IOException {
    byte[] content = PageFiles.read(name);
    exchange.getResponseHeaders().set("Content-Type", PageFiles.type(name));
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
