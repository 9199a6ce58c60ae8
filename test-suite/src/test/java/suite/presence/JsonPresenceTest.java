package suite.presence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.presence.app.SmallApplication;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.TestApplication;

/** The application's JSON stays the application's, whatever library it uses for it. */
@Tag("libraries")
final class JsonPresenceTest {

  private static final List<String> TEXT_REQUESTS =
      List.of(
          RawHttp.get("/text"),
          RawHttp.post("/text", "text/plain", "some text"),
          RawHttp.post("/text", "application/json", "{}"),
          RawHttp.get("/text/number/7"),
          RawHttp.get("/text/number/seven"),
          RawHttp.get("/text/failure"),
          RawHttp.get("/nowhere"),
          RawHttp.request("DELETE", "/text"));

  private static final List<String> JSON_REQUESTS =
      List.of(
          RawHttp.get("/json/person"),
          RawHttp.post(
              "/json/person", "application/json", "{\"full_name\":\"Eva\",\"born\":1700000000123}"),
          RawHttp.post("/json/person", "application/json", "{\"name\":\"unknown property\"}"),
          RawHttp.post("/json/person", "application/json", "{\"full_name\":"),
          RawHttp.post("/json/person", "application/json", "[1]"),
          RawHttp.post("/json/person", "text/plain", "no JSON"),
          RawHttp.get("/json/animal"),
          RawHttp.post("/json/animal", "application/json", "{\"called\":\"Rex\"}"),
          RawHttp.get("/json/map"),
          RawHttp.post("/json/map", "application/json", "{\"b\":1,\"a\":[true,null,1.50]}"));

  private static final String CONTENT_TYPE = "Content-Type";

  private static final Pattern LOGGED = Pattern.compile("[0-9:.]+ ([A-Z]+ +)\\[[^]]*] (.*)");

  enum Library {
    NEITHER,
    DATABIND,
    SERDE,
    BOTH;

    List<String> requests() {
      return this == NEITHER
          ? TEXT_REQUESTS
          : Stream.concat(TEXT_REQUESTS.stream(), JSON_REQUESTS.stream()).toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void everyAnswerAndTheMapperAreAsWithoutTheModules(Library library, @TempDir Path folder)
      throws IOException {
    Seen without = run(library, launch(library, false, folder.resolve("without")));
    JavaLaunch launch = launch(library, true, folder.resolve("with"));
    Seen with;
    if (library == Library.NEITHER) {
      // without a mapper Micronaut makes no HTTP client, so that nothing can be delivered
      with = run(library, launch);
    } else {
      try (FakeIngest ingest = FakeIngest.start()) {
        with = run(library, delivering(launch, ingest));
        ingest.awaitEvents(library.requests().size());
      }
    }

    assertThat(with.answers()).containsExactlyEntriesOf(without.answers());
    assertThat(with.answers().values())
        .as("both filters of the application, in their order")
        .anyMatch(answer -> answer.contains("outer>inner><inner<outer"))
        .anyMatch(answer -> answer.contains("outer><outer"));
    assertThat(with.jsonMapper()).isEqualTo(without.jsonMapper());
    assertThat(with.log()).isEqualTo(without.log());
  }

  @ParameterizedTest
  @EnumSource(
      value = Library.class,
      names = {"DATABIND", "SERDE"})
  void everyAnswerOverHttp2IsAsWithoutTheModules(Library library, @TempDir Path folder)
      throws IOException {
    Map<String, String> without =
        overHttp2(library, launch(library, false, folder.resolve("without")));
    assertThat(without.values()).anyMatch(answer -> answer.contains("outer>inner><inner<outer"));
    JavaLaunch launch = launch(library, true, folder.resolve("with"));
    try (FakeIngest ingest = FakeIngest.start()) {
      assertThat(overHttp2(library, delivering(launch, ingest))).containsExactlyEntriesOf(without);
      ingest.awaitEvents(library.requests().size());
    }
  }

  @Test
  void withoutAJsonLibraryOneLineSaysWhatIsMissingForTheDelivery(@TempDir Path folder)
      throws IOException {
    JavaLaunch launch = launch(Library.NEITHER, true, folder);
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process = delivering(launch, ingest).start()) {
      assertThat(RawHttp.exchange(port(process), RawHttp.get("/text")).status()).isEqualTo(200);
      process.awaitLine(
          line ->
              line.endsWith(
                  "Delivery to ingest fails (no JSON library: add micronaut-serde-jackson or"
                      + " micronaut-jackson-databind); the application is not affected"));
      process.terminate();
      process.awaitExit();
      assertThat(ingest.events()).isEmpty();
      assertThat(process.output()).noneMatch(line -> line.contains("Internal error"));
    }
  }

  /** As the limits say: where its client is there, Micronaut's server knows WebSockets. */
  @Test
  void onlyTheHandshakeOfAWebSocketAtAnOrdinaryRouteIsAnsweredDifferently(@TempDir Path folder)
      throws IOException {
    String handshake =
        RawHttp.get(
            "/text",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(answer(launch(Library.SERDE, false, folder.resolve("without")), handshake).status())
        .isEqualTo(200);
    RawResponse with = answer(launch(Library.SERDE, true, folder.resolve("with")), handshake);
    assertThat(with.status()).isEqualTo(404);
    assertThat(text(with)).contains("WebSocket Not Found");
  }

  private static RawResponse answer(JavaLaunch launch, String request) {
    try (JavaProcess process = launch.start()) {
      return RawHttp.exchange(port(process), request);
    }
  }

  private static Map<String, String> overHttp2(Library library, JavaLaunch launch) {
    JavaLaunch http2 = launch.argument("-micronaut.server.http-version=2.0");
    try (JavaProcess process = http2.start()) {
      int port = port(process);
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
      Map<String, String> answers = new LinkedHashMap<>();
      for (String request : library.requests()) {
        HttpResponse<byte[]> answer =
            client
                .sendAsync(http2(request, port), HttpResponse.BodyHandlers.ofByteArray())
                .orTimeout(FakeIngest.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        answers.put(request, text(answer));
      }
      process.terminate();
      process.awaitExit();
      return answers;
    }
  }

  /** The same as a request's text over HTTP/1.1. */
  private static HttpRequest http2(String text, int port) {
    int body = text.indexOf("\r\n\r\n");
    String[] head = text.substring(0, body).split("\r\n", -1);
    String[] start = head[0].split(" ", -1);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + start[1]))
            .method(start[0], HttpRequest.BodyPublishers.ofString(text.substring(body + 4)));
    for (int i = 1; i < head.length; i++) {
      if (head[i].startsWith(CONTENT_TYPE)) {
        request.header(CONTENT_TYPE, head[i].substring(CONTENT_TYPE.length() + 1).strip());
      }
    }
    return request.build();
  }

  private static String text(HttpResponse<byte[]> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return answer.statusCode() + headers.toString() + new String(answer.body(), ISO_8859_1);
  }

  private static int port(JavaProcess process) {
    String listens = process.awaitLine(line -> line.startsWith(SmallApplication.LISTENS));
    return Integer.parseInt(listens.substring(SmallApplication.LISTENS.length()));
  }

  private static JavaLaunch delivering(JavaLaunch launch, FakeIngest ingest) {
    return launch
        .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
        .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
        .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
        .env("ROUTEFLOW_TIMEOUT_MS", "20000")
        .env("ROUTEFLOW_SHUTDOWN_TIMEOUT_MS", "20000");
  }

  private static JavaLaunch launch(Library library, boolean withModules, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    ClassPath path = ClassPath.ofApplication(folder);
    if (library == Library.DATABIND || library == Library.BOTH) {
      path.withDatabind();
    }
    if (library == Library.SERDE || library == Library.BOTH) {
      path.withSerde();
    }
    if (withModules) {
      path.withModules();
    }
    JavaLaunch launch = JavaProcess.of(SmallApplication.class).classpath(path.entries());
    return library == Library.NEITHER ? launch.argument("-small.text-only=true") : launch;
  }

  private static Seen run(Library library, JavaLaunch launch) {
    try (JavaProcess process = launch.start()) {
      int port = port(process);
      Map<String, String> answers = new LinkedHashMap<>();
      for (String request : library.requests()) {
        answers.put(request, text(RawHttp.exchange(port, request)));
      }
      process.terminate();
      process.awaitExit();
      return new Seen(
          answers,
          process.awaitLine(line -> line.startsWith(SmallApplication.JSON_MAPPER)),
          process.output().stream().flatMap(JsonPresenceTest::logged).toList());
    }
  }

  /** All of it but the moment. */
  private static String text(RawResponse response) {
    String headers = response.headers().toString().replaceFirst("date=[^,]*,[^,\\]]*", "date");
    return response.statusLine() + headers + new String(response.body(), ISO_8859_1);
  }

  /** A line of the log without the moment and the thread; nothing of a stack trace. */
  private static Stream<String> logged(String line) {
    Matcher log = LOGGED.matcher(line);
    return log.matches() ? Stream.of(log.group(1) + log.group(2)) : Stream.empty();
  }

  private record Seen(Map<String, String> answers, String jsonMapper, List<String> log) {}
}
