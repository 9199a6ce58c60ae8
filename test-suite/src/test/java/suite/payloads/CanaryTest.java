package suite.payloads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.spi.EventObserver;
import io.routeflow.micronaut.spi.LocalDetails;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.capture.HeaderBlock;
import suite.capture.RawHttp2;
import suite.seed.Seed;
import suite.support.Answer;
import suite.support.ConsoleLinks;
import suite.support.FakeIngest;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.ReceivedBatch;
import suite.support.ReplayStackContract;

/**
 * Secrets in every place, spelling, encoding and division, over real connections: none of them is
 * seen by a destination, by what watches events, in their text or in the log; and the application
 * and the client see each byte that they would see without the capture.
 */
@Tag("load")
final class CanaryTest {

  private static final long SEED = Seed.ofRun();
  private static final int ROUNDS = Integer.getInteger("suite.canaries", 150);

  @ParameterizedTest
  @CsvSource({"1.1, 524288", "1.1, 300", "2.0, 524288", "2.0, 300"})
  void noSecretIsSeenAndNoByteIsChanged(String version, int limit) {
    Random random = new Random(SEED);
    Map<String, Object> settings = new HashMap<>();
    settings.put("suite.watcher", true);
    settings.put("routeflow.debug", true);
    settings.put("routeflow.max-payload-size-bytes", limit);
    settings.put("routeflow.breadcrumbs.automatic", true);
    settings.put("routeflow.capture-auth-mode", true);
    for (String setting :
        List.of(Mirrored.BODIES, Mirrored.ANSWERS, Mirrored.HEADERS, Mirrored.URL)) {
      settings.put(setting, true);
    }
    try (LogCapture log = LogCapture.of("io.routeflow", Level.TRACE);
        FakeIngest replayStack = ReplayStackContract.receiver();
        Mirrored mirrored = Mirrored.start(version, with(replayStack, settings))) {
      Canaries canaries = new Canaries(random);
      for (int i = 0; i < ROUNDS; i++) {
        Canaries.Message message = canaries.next();
        byte[] answer =
            version.equals("1.1")
                ? overHttp1(mirrored, message, random)
                : overHttp2(mirrored, message, random);
        assertThat(answer).as("seed %d, %s", SEED, message.type()).isEqualTo(message.body());
      }
      assertNoneIsSeen(mirrored, log);
      assertNoneIsInTheConsole(mirrored);
      assertThat(replayStack.awaitEvents(ROUNDS).toString())
          .contains(Canaries.HARMLESS)
          .contains("[MASKED]");
      for (ReceivedBatch call : replayStack.attempts()) {
        assertUnseen("ReplayStack", new String(call.raw(), ISO_8859_1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void noSecretIsSeenOnDisk(String version, @TempDir Path directory) throws IOException {
    Random random = new Random(SEED);
    Map<String, Object> settings = new HashMap<>();
    settings.put("routeflow.spool.enabled", true);
    settings.put("routeflow.spool.directory", directory.toString());
    settings.put("routeflow.spool.write-ahead", true);
    for (String setting :
        List.of(Mirrored.BODIES, Mirrored.ANSWERS, Mirrored.HEADERS, Mirrored.URL)) {
      settings.put(setting, true);
    }
    try (Mirrored mirrored = Mirrored.start(version, settings)) {
      mirrored.ingest().otherwise(Answer.status(503));
      Canaries canaries = new Canaries(random);
      for (int i = 0; i < ROUNDS; i++) {
        Canaries.Message message = canaries.next();
        byte[] answer =
            version.equals("1.1")
                ? overHttp1(mirrored, message, random)
                : overHttp2(mirrored, message, random);
        assertThat(answer).as("seed %d", SEED).isEqualTo(message.body());
      }
      await().atMost(FakeIngest.PATIENCE).until(() -> mirrored.stats().spooled() >= ROUNDS);
      String written = everyFile(directory);
      assertThat(written).contains(Canaries.HARMLESS).contains("[MASKED]");
      assertUnseen("disk", written);
      mirrored.ingest().otherwise(Answer.accept());
      mirrored.ingest().awaitEvents(ROUNDS);
    }
  }

  private static String everyFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(file.getFileName()).append('\n').append(Files.readString(file, ISO_8859_1));
      }
      return all.toString();
    }
  }

  private static Map<String, Object> with(FakeIngest replayStack, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("routeflow.replaystack.api-key", "rs_test");
    all.put("routeflow.replaystack.endpoint", replayStack.uri().toString());
    all.put("routeflow.replaystack.flush-interval-ms", 20);
    all.put("routeflow.replaystack.timeout-ms", 20_000);
    return all;
  }

  private static void assertNoneIsSeen(Mirrored mirrored, LogCapture log) {
    var context = mirrored.application().context();
    assertThat(context.getBean(Routeflow.class).flush(FakeIngest.PATIENCE)).isTrue();
    List<JsonNode> events = mirrored.ingest().awaitEvents(ROUNDS);
    assertThat(events.toString()).contains(Canaries.HARMLESS).contains("[MASKED]");
    for (ReceivedBatch batch : mirrored.ingest().attempts()) {
      assertUnseen("destination", new String(batch.raw(), ISO_8859_1));
    }
    List<String> texts = context.getBean(Watcher.class).texts;
    assertThat(texts).hasSizeGreaterThanOrEqualTo(ROUNDS);
    texts.forEach(text -> assertUnseen("text", text));
    assertThat(log.messages()).isNotEmpty();
    log.messages().forEach(line -> assertUnseen("log", line));
  }

  /** Its list and each request whole, as a program on the same machine sees them with the code. */
  private static void assertNoneIsInTheConsole(Mirrored mirrored) {
    String list = console(mirrored, "");
    assertUnseen("the console's list", list);
    List<String> ids = new ArrayList<>();
    Matcher matcher = Pattern.compile("\"event_id\": *\"([^\"]+)\"").matcher(list);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(ROUNDS);
    StringBuilder all = new StringBuilder();
    for (String id : ids) {
      String request = console(mirrored, "/" + id);
      assertUnseen("the console", request);
      all.append(request);
    }
    assertThat(all.toString()).contains(Canaries.HARMLESS).contains("[MASKED]");
  }

  private static String console(Mirrored mirrored, String path) {
    RawResponse answer =
        RawHttp.exchange(
            mirrored.port(),
            RawHttp.get(
                "/routeflow-console/api/requests" + path,
                ConsoleLinks.of(mirrored.port()).header()));
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.text();
  }

  private static void assertUnseen(String where, String text) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(Canaries.CANARY);
    if (at >= 0) {
      throw new AssertionError(
          where
              + " shows a secret, seed "
              + SEED
              + ": …"
              + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60)));
    }
  }

  /** In chunks, or with a length, in pieces of any size. */
  private static byte[] overHttp1(Mirrored mirrored, Canaries.Message message, Random random) {
    boolean chunked = random.nextBoolean();
    var head = new StringBuilder("POST ").append(message.target()).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1\r\n");
    message.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append(
        chunked
            ? "Transfer-Encoding: chunked\r\n\r\n"
            : "Content-Length: " + message.body().length + "\r\n\r\n");
    try (RawHttp http = RawHttp.connect(mirrored.port())) {
      http.send(head.toString().getBytes(ISO_8859_1));
      for (byte[] piece : message.pieces(random)) {
        http.send(chunked ? chunk(piece) : piece);
      }
      if (chunked) {
        http.send("0\r\n\r\n");
      }
      RawResponse response = http.read();
      assertThat(response.status()).as("seed %d", SEED).isEqualTo(200);
      return response.body();
    }
  }

  /** In frames of any size. */
  private static byte[] overHttp2(Mirrored mirrored, Canaries.Message message, Random random) {
    try (RawHttp2 http = RawHttp2.connect(mirrored.port())) {
      HeaderBlock head = HeaderBlock.post(message.target());
      message.headers().forEach((name, value) -> head.with(name.toLowerCase(Locale.ROOT), value));
      http.open(1, head);
      List<byte[]> pieces = message.pieces(random);
      for (int i = 0; i < pieces.size(); i++) {
        http.data(1, pieces.get(i), i == pieces.size() - 1);
      }
      return http.bodyOf(1);
    }
  }

  /** Divided in two at every byte, and at all of them. */
  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void noDivisionOfABodyShowsASecret(String version) {
    byte[] body =
        "{\"plain\":\"harmless\",\"pass\\u0077ord\":\"cnry\\\"1\",\"a\":[{\"api-Key\":[\"cnry2\"]},\"\u00e4\"]}"
            .getBytes(UTF_8);
    try (LogCapture log = LogCapture.of("io.routeflow", Level.TRACE);
        Mirrored mirrored =
            Mirrored.start(version, Map.of(Mirrored.BODIES, true, Mirrored.ANSWERS, true))) {
      for (int at = 1; at <= body.length; at++) {
        List<byte[]> pieces = at == body.length ? singly(body) : divided(body, at);
        byte[] answer =
            version.equals("1.1")
                ? chunked(mirrored, pieces)
                : framed(mirrored, HeaderBlock.post("/mirror/bytes"), pieces);
        assertThat(answer).as("divided at %d", at).isEqualTo(body);
      }
      await().atMost(FakeIngest.PATIENCE).until(() -> posts(mirrored).size() == body.length);
      for (JsonNode event : posts(mirrored)) {
        for (String direction : List.of("request", "response")) {
          assertThat(event.path(direction).path("body").toString())
              .isEqualTo(
                  "{\"plain\":\"harmless\",\"password\":\"[MASKED]\",\"a\":[{\"api-Key\":\"[MASKED]\"},\"\u00e4\"]}");
        }
      }
      for (ReceivedBatch batch : mirrored.ingest().attempts()) {
        assertUnseen("destination", new String(batch.raw(), ISO_8859_1));
      }
      log.messages().forEach(line -> assertUnseen("log", line));
    }
  }

  private static List<JsonNode> posts(Mirrored mirrored) {
    return mirrored.ingest().events().stream()
        .filter(event -> event.path("path").asText().equals("/mirror/bytes"))
        .toList();
  }

  private static List<byte[]> divided(byte[] body, int at) {
    return List.of(Arrays.copyOf(body, at), Arrays.copyOfRange(body, at, body.length));
  }

  private static List<byte[]> singly(byte[] body) {
    List<byte[]> pieces = new ArrayList<>();
    for (byte one : body) {
      pieces.add(new byte[] {one});
    }
    return pieces;
  }

  private static byte[] chunked(Mirrored mirrored, List<byte[]> pieces) {
    try (RawHttp http = RawHttp.connect(mirrored.port())) {
      http.send(
          RawHttp.request(
              "POST",
              "/mirror/bytes",
              "Content-Type: application/json",
              "X-Answer-Type: application/json",
              "Transfer-Encoding: chunked"));
      for (byte[] piece : pieces) {
        http.send(chunk(piece));
      }
      http.send("0\r\n\r\n");
      return http.read().body();
    }
  }

  private static byte[] framed(Mirrored mirrored, HeaderBlock head, List<byte[]> pieces) {
    try (RawHttp2 http = RawHttp2.connect(mirrored.port())) {
      http.open(
          1,
          head.with("content-type", "application/json").with("x-answer-type", "application/json"));
      for (int i = 0; i < pieces.size(); i++) {
        http.data(1, pieces.get(i), i == pieces.size() - 1);
      }
      return http.bodyOf(1);
    }
  }

  private static byte[] chunk(byte[] piece) {
    var framed = new ByteArrayOutputStream();
    framed.writeBytes((Integer.toHexString(piece.length) + "\r\n").getBytes(ISO_8859_1));
    framed.writeBytes(piece);
    framed.writeBytes("\r\n".getBytes(ISO_8859_1));
    return framed.toByteArray();
  }

  @Test
  void theGeneratorMakesWhatWouldBeSeenUnmasked() {
    Canaries canaries = new Canaries(new Random(SEED));
    for (int i = 0; i < 50; i++) {
      Canaries.Message message = canaries.next();
      String all = new String(message.body(), UTF_8) + message.target() + message.headers();
      if (!message.isEncoded()) {
        assertThat(all).contains(Canaries.CANARY);
      }
    }
  }

  @Requires(property = "suite.watcher")
  @Singleton
  static class Watcher implements EventObserver {
    final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    public void waiting(Event event, @Nullable LocalDetails local) {
      texts.add(event.toString() + event.parts());
    }
  }
}
