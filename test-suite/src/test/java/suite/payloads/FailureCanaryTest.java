package suite.payloads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.seed.Seed;
import suite.support.Answer;
import suite.support.ConsoleLinks;
import suite.support.FakeIngest;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.ReceivedBatch;
import suite.support.ReplayStackContract;
import suite.support.TestApplication;

/**
 * Secrets in the messages of exceptions, with messages and stacks captured: none is in a
 * destination, on disk, in whatever the console answers, in its live stream, in the text of an
 * event or in the log.
 */
final class FailureCanaryTest {

  private static final String SPEC = "FailureCanaryTest";
  private static final long SEED = Seed.ofRun();
  private static final int ROUNDS = Integer.getInteger("suite.canaries", 60);
  private static final String CONSOLE = "/routeflow-console";

  /** The failure of the request, and the three that it reports. */
  private static final int EVENTS_EACH = 4;

  @TempDir Path directory = Path.of("");

  @Test
  void noSecretInAMessageIsSeenAnywhere() {
    Random random = new Random(SEED);
    try (LogCapture log = LogCapture.of("io.routeflow", Level.TRACE);
        // the framework logs what it answers, whatever we do
        LogCapture unused = LogCapture.of("io.micronaut.http.server", Level.OFF);
        FakeIngest ingest = FakeIngest.start(Answer.status(503));
        FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application = start(ingest, replayStack);
        LiveLines live = LiveLines.of(application)) {
      Queue<Throwable> failures = application.context().getBean(Failing.class).failures;
      FailureMessages messages = new FailureMessages(random);
      for (int i = 0; i < ROUNDS; i++) {
        failures.add(failure(messages, random));
        assertThat(RawHttp.exchange(application.port(), RawHttp.get("/failing")).status())
            .isEqualTo(500);
      }
      assertDisk();
      ingest.otherwise(Answer.accept());
      assertDestinations(ingest, replayStack);
      assertConsole(application);
      RawHttp.exchange(application.port(), RawHttp.get("/failing/last"));
      live.await("/failing/last");
      assertUnseen("live", live.lines());
      assertUnseen("text", application.context().getBean(CanaryTest.Watcher.class).texts);
      assertUnseen("log", log.messages());
    }
  }

  private TestApplication start(FakeIngest ingest, FakeIngest replayStack) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("suite.watcher", true);
    settings.put("routeflow.debug", true);
    settings.put("routeflow.console.enabled", true);
    settings.put("routeflow.breadcrumbs.automatic", true);
    settings.put("routeflow.capture-exception-message", true);
    settings.put("routeflow.capture-stack-trace", true);
    settings.put("routeflow.mask-fields", "tenant");
    settings.put("routeflow.spool.enabled", true);
    settings.put("routeflow.spool.directory", directory.toString());
    settings.put("routeflow.max-attempts", 1);
    settings.put("routeflow.retry-base-ms", 50);
    settings.put("routeflow.replaystack.api-key", "rs_live_key");
    settings.put("routeflow.replaystack.endpoint", replayStack.uri().toString());
    return TestApplication.start(ingest, SPEC, settings);
  }

  /** An exception with causes, one that was suppressed, and at times a circle. */
  private static Throwable failure(FailureMessages messages, Random random) {
    Exception innermost = new IllegalArgumentException(messages.next());
    Throwable failure = innermost;
    for (int i = random.nextInt(10); i > 0; i--) {
      failure = new Talkative(messages.next(), failure);
      failure.addSuppressed(new IOException(messages.next()));
    }
    if (failure != innermost && random.nextInt(4) == 0) {
      Throwable unused = innermost.initCause(failure);
    }
    return new IllegalStateException(messages.next(), failure);
  }

  private void assertDisk() {
    // a batch is not there while it is tried again
    List<String> texts =
        await().atMost(FakeIngest.PATIENCE).until(this::onDisk, files -> !files.isEmpty());
    assertThat(texts.toString()).contains(Canaries.HARMLESS);
    assertUnseen("disk", texts);
  }

  private List<String> onDisk() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".batch"))
          .map(FailureCanaryTest::textOf)
          .toList();
    } catch (UncheckedIOException | IOException e) {
      // a file has gone meanwhile
      return List.of();
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertDestinations(FakeIngest ingest, FakeIngest replayStack) {
    for (FakeIngest destination : List.of(ingest, replayStack)) {
      List<JsonNode> events = destination.awaitEvents(EVENTS_EACH * ROUNDS);
      assertThat(events.toString())
          .contains(Canaries.HARMLESS, "[MASKED]", "Caused by: ")
          .doesNotContain("Suppressed");
      for (ReceivedBatch batch : destination.attempts()) {
        assertUnseen("destination", List.of(new String(batch.raw(), ISO_8859_1)));
      }
    }
  }

  private static void assertConsole(TestApplication application) {
    String requests = console(application, "/api/requests");
    assertUnseen("list", List.of(requests));
    JsonNode rows = parse(requests).path("requests");
    assertThat(rows).isNotEmpty();
    for (JsonNode row : rows) {
      String detail = console(application, "/api/requests/" + row.path("event_id").asText());
      assertThat(detail).contains("\"frames\"", Canaries.HARMLESS);
      assertUnseen("detail", List.of(detail));
    }
    for (String path : List.of("/api/state", "/api/routes", "/api/sql", "/api/delivery")) {
      assertUnseen(path, List.of(console(application, path)));
    }
  }

  private static String console(TestApplication application, String path) {
    String key = ConsoleLinks.of(application.port()).header();
    RawResponse answer = RawHttp.exchange(application.port(), RawHttp.get(CONSOLE + path, key));
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.text();
  }

  private static JsonNode parse(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertUnseen(String where, List<String> texts) {
    assertThat(texts).as("what is seen at %s", where).isNotEmpty();
    for (String text : texts) {
      int at = text.toLowerCase(Locale.ROOT).indexOf(Canaries.CANARY);
      if (at >= 0) {
        String shown = text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60));
        throw new AssertionError(where + " shows a secret, seed " + SEED + ": …" + shown);
      }
    }
  }

  /** An exception that says its secrets in each of its texts. */
  private static final class Talkative extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;

    Talkative(String text, Throwable cause) {
      super(cause);
      this.text = text;
    }

    @Override
    public String getMessage() {
      return text;
    }

    @Override
    public String toString() {
      return "Talkative " + text;
    }
  }

  /** Reports each failure in every way, and fails by it. */
  @Requires(property = "spec.name", value = SPEC)
  @Controller("/failing")
  static class Failing {

    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Routeflow routeflow;

    Failing(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get
    String fail(HttpRequest<?> request) throws Throwable {
      Throwable failure = failures.remove();
      String text = String.valueOf(failure.getMessage());
      routeflow.addBreadcrumb(text);
      routeflow.addBreadcrumb(Breadcrumb.of(text).data("note", 1).data("password", text));
      routeflow.captureException(failure);
      routeflow.reportError(request, failure);
      try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
        scope.failed(failure);
      }
      throw failure;
    }

    @Get("/last")
    String last() {
      return "last";
    }
  }
}
