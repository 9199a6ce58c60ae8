package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import suite.support.FakeIngest;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.TestApplication;

/** What a page shows as printed or answered is printed or answered. */
final class PrintedBlocksTest {

  private static final String SPEC = "PrintedBlocks";
  private static final String CONSOLE = "io.routeflow.micronaut.console";

  /** What each run has another one of. */
  private static final Pattern OWN = Pattern.compile("(?<=localhost:)8080|(?<=[?]code=|[?]id=).+");

  @Test
  void theWarningOfTheSettingsPageIsTheOneThatIsLogged() {
    String line = Proof.WARNING.block().text().strip();
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            TestApplication.start(ingest, "Warning", Map.of("routeflow.queue-maxsize", "abc"))) {
      assertThat(application.server().isRunning()).isTrue();
      assertThat(log.messages()).contains(line);
    }
  }

  @Test
  void theLinkToTheConsoleAndTheLineOfAFailureAreThoseOfTheLog() {
    try (LogCapture log = LogCapture.of(CONSOLE, Level.INFO);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            TestApplication.startIn(List.of("dev"), ingest, SPEC, Map.of())) {
      RawHttp.exchange(application.port(), RawHttp.get("/api/broken"));

      assertThat(log.await(event -> event.getLevel() == Level.WARN).getFormattedMessage())
          .matches(expected(Proof.FAILURE_LINE, application.port()));
      assertThat(log.messages())
          .anyMatch(expected(Proof.LINK, application.port()).asMatchPredicate());
    }
  }

  /** The block's line, with a port and an id or code of its own. */
  private static Pattern expected(Proof proof, int port) {
    String line = proof.block().text().strip();
    assertThat(OWN.matcher(line).results()).as(line).hasSize(2);
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    for (var own : OWN.matcher(line).results().toList()) {
      pattern.append(Pattern.quote(line.substring(end, own.start())));
      pattern.append(own.group().equals("8080") ? port : "[\\w-]+");
      end = own.end();
    }
    return Pattern.compile(pattern + Pattern.quote(line.substring(end)));
  }

  @Test
  void theHeadersOfAnAnswerAreThoseOfThePage() {
    List<String> shown = Proof.TRACE_HEADERS.block().text().lines().toList();
    String timing = shown.get(1).substring(shown.get(1).indexOf(' ') + 1);
    Map<String, Object> settings = Yaml.read(Proof.SETTINGS.blockOf("requests.md"));
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC, settings)) {
      String trace = shown.get(0).substring("x-trace-id: ".length());
      RawResponse answer =
          RawHttp.exchange(
              application.port(), RawHttp.get("/api/logged", "x-routeflow-trace-id: " + trace));

      assertThat(answer.headers().first("x-trace-id")).isEqualTo(trace);
      String span = ingest.awaitEvents(1).get(0).path("span_id").asText();
      assertThat(answer.headers().first("Server-Timing"))
          .isEqualTo(timing.replaceAll("-[0-9a-f]{16}-", "-" + span + "-"));
    }
  }

  @Test
  void aLogLineByThePatternNamesPageAndTrace() {
    Logger logger = (Logger) LoggerFactory.getLogger(Broken.class);
    PatternLayout layout = new PatternLayout();
    layout.setContext(logger.getLoggerContext());
    layout.setPattern(Proof.LOG_PATTERN.block().text().replaceAll("</?pattern>", "").strip());
    layout.start();
    Map<String, Object> settings = new HashMap<>(Yaml.read(Proof.SETTINGS.blockOf("README.md")));
    assertThat(settings).containsEntry("routeflow.log-correlation", true);
    settings.keySet().removeIf(key -> key.contains("endpoint") || key.contains("key"));
    try (FakeIngest ingest = FakeIngest.start();
        LogCapture log = LogCapture.of(Broken.class.getName(), Level.INFO);
        TestApplication application = TestApplication.start(ingest, SPEC, settings)) {
      RawHttp.exchange(
          application.port(),
          RawHttp.get(
              "/api/logged",
              "x-routeflow-frontend-route: /checkout",
              "x-routeflow-trace-id: request-4711"));
      logger.info("outside");

      assertThat(log.events()).hasSize(2);
      assertThat(layout.doLayout(log.events().get(0)))
          .matches(
              "[\\d:.]{12} INFO  PrintedBlocksTest\\$Broken \\[/checkout request-4711] inside\n");
      assertThat(layout.doLayout(log.events().get(1))).contains(" [- -] outside");
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/api")
  static class Broken {
    @Get("/broken")
    String broken() {
      throw new IllegalStateException("no");
    }

    @Get("/logged")
    String logged() {
      LoggerFactory.getLogger(Broken.class).info("inside");
      return "done";
    }
  }
}
