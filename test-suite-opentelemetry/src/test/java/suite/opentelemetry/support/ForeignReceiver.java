package suite.opentelemetry.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An OTLP receiver that was not written here, {@code @elastic/mockotlpserver}, as a process of
 * Node. A body over HTTP that is packed ends it, so tests send none.
 */
public final class ForeignReceiver implements AutoCloseable {

  private static final Path FOLDER = Path.of("target", "otlp-receiver").toAbsolutePath();
  private static final String NODE = "node";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What it has printed.
   *
   * @param kind a signal, or {@code ready}
   * @param content what was sent, or the addresses
   */
  private record Line(String kind, JsonNode content) {}

  private final Process process;
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

  private ForeignReceiver(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "foreign-receiver-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** What is missing to start it, or {@code null}. */
  public static @Nullable String missing() {
    if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
      return "its packages, by .ci/install-otlp-receiver";
    }
    boolean hasNode =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, NODE)));
    return hasNode ? null : "Node on the PATH";
  }

  public static ForeignReceiver start() {
    try {
      ForeignReceiver receiver =
          new ForeignReceiver(
              new ProcessBuilder(NODE, "receiver.mjs")
                  .directory(FOLDER.toFile())
                  .redirectErrorStream(true)
                  .start());
      receiver.awaitContents("ready");
      return receiver;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Its address for {@code http} or {@code grpc}, without a slash at its end. */
  public String url(String protocol) {
    String url = contents("ready").get(0).get(protocol).getStringValue();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** All objects that are entries of arrays of this name, in what was sent of a signal. */
  public List<JsonNode> all(String signal, String array) {
    return contents(signal).stream().flatMap(content -> entries(content, array)).toList();
  }

  public List<JsonNode> await(String signal, String array, int count) {
    org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> all(signal, array).size() >= count);
    return all(signal, array);
  }

  private static Stream<JsonNode> entries(JsonNode node, String array) {
    if (node.isArray()) {
      return values(node).flatMap(value -> entries(value, array));
    }
    if (!node.isObject()) {
      return Stream.empty();
    }
    JsonNode wanted = node.get(array);
    return wanted != null && wanted.isArray()
        ? values(wanted)
        : values(node).flatMap(value -> entries(value, array));
  }

  private static Stream<JsonNode> values(JsonNode node) {
    return StreamSupport.stream(node.values().spliterator(), false);
  }

  private void awaitContents(String kind) {
    org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> !contents(kind).isEmpty());
  }

  private List<JsonNode> contents(String kind) {
    return lines.stream().filter(line -> line.kind().equals(kind)).map(Line::content).toList();
  }

  private void read() {
    JsonMapper json = JsonMapper.createDefault();
    try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("{\"kind\"")) {
          JsonNode read = json.readValue(line, JsonNode.class);
          lines.add(new Line(read.get("kind").getStringValue(), read.get("content")));
        } else {
          System.err.println("receiver: " + line);
        }
      }
    } catch (IOException ignored) {
      // the process was ended
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
