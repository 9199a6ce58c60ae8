package suite.replaystack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.ReceivedBatch;
import suite.support.ReplayStackContract;
import suite.support.TestApplication;

/** What the destination could not take is on disk, where that is wanted for it alone. */
final class SpooledTest {

  private static final String SPEC = "replaystack.SpooledTest";
  private static final int EVENTS = 4;

  @TempDir Path directory = Path.of("");

  private final int port = freePort();

  @Test
  void whatComesFromDiskInTheNextProcessIsTheSameCallWithTheSameId() {
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(503))) {
      try (TestApplication application = Receiving.start(replayStack, SPEC, settings(Map.of()))) {
        everyKindOfEvent(application);
        await()
            .atMost(FakeIngest.PATIENCE)
            .until(() -> LedgerLaw.holds(application, EVENTS).spooled() == EVENTS);
      }
      Map<String, String> before = payloads(replayStack.attempts());
      assertThat(before).hasSize(EVENTS);
      awaitClosed(port);
      replayStack.otherwise(Answer.accept());
      try (TestApplication application = Receiving.start(replayStack, SPEC, settings(Map.of()))) {
        replayStack.awaitEvents(EVENTS);
        await()
            .atMost(FakeIngest.PATIENCE)
            .until(() -> LedgerLaw.holdsAtRest(application, 0).adopted() == EVENTS);
      }
      assertThat(payloads(replayStack.batches())).isEqualTo(before);
      assertThat(replayStack.events().toString()).contains("bearer", "[MASKED]", "stackFrames");
    }
  }

  /** Whether that is set for this destination or for all. */
  @Test
  void whatComesFromDiskIsOfTheDeploymentThatHasMadeIt() {
    for (String key : List.of("routeflow.replaystack.commit-hash", "routeflow.code-version")) {
      Map<String, Object> first = Map.of(key, "first", "routeflow.replaystack.app-version", "1.0");
      try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(503))) {
        try (TestApplication application = Receiving.start(replayStack, SPEC, settings(first))) {
          Pings.send(application, 1);
          await()
              .atMost(FakeIngest.PATIENCE)
              .until(() -> LedgerLaw.holds(application, 1).spooled() == 1);
        }
        awaitClosed(port);
        replayStack.otherwise(Answer.accept());
        Map<String, Object> second = Map.of(key, "second");
        try (TestApplication application = Receiving.start(replayStack, SPEC, settings(second))) {
          replayStack.awaitEvents(1);
          Pings.send(application, 1);
          assertThat(replayStack.awaitEvents(2))
              .extracting(event -> event.path("commitHash").asText())
              .containsExactly("first", "second");
          assertThat(replayStack.events())
              .extracting(event -> event.path("appVersion").asText())
              .containsExactly("1.0", "");
        }
        awaitClosed(port);
      }
    }
  }

  /** It is sent before the server of the next process knows its port. */
  @Test
  void whatComesFromDiskFirstKeepsNoLaterRequestFromHavingItsAddress() {
    Map<String, Object> more =
        Map.of("micronaut.server.port", -1, "routeflow.capture-request-url", false);
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(503))) {
      try (TestApplication application = Receiving.start(replayStack, SPEC, settings(more))) {
        Pings.send(application, 1);
        await()
            .atMost(FakeIngest.PATIENCE)
            .until(() -> LedgerLaw.holds(application, 1).spooled() == 1);
      }
      replayStack.otherwise(Answer.accept());
      try (TestApplication application = Receiving.start(replayStack, SPEC, settings(more))) {
        replayStack.awaitEvents(1);
        Pings.send(application, 1);
        assertThat(replayStack.awaitEvents(2).get(1).path("requestUrl").asText())
            .isEqualTo("http://127.0.0.1:" + application.port() + "/ping/{number}");
      }
      // another port, so another address under the same id
      replayStack.forgive();
    }
  }

  @Test
  void whatIsLeftOutOrMaskedIsNotOnDiskEither() throws IOException {
    Map<String, Object> more =
        Map.of("routeflow.replaystack.leave-out", "request,breadcrumbs,attributes,auth");
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(503));
        TestApplication application = Receiving.start(replayStack, SPEC, settings(more))) {
      everyKindOfEvent(application);
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> LedgerLaw.holds(application, EVENTS).spooled() == EVENTS);
      StringBuilder disk = new StringBuilder();
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          disk.append(Files.readString(file));
        }
      }
      assertThat(disk.toString())
          .contains("kept-answer")
          .doesNotContain("canary")
          .doesNotContain("breadcrumbs")
          .doesNotContain("bearer");
      replayStack.otherwise(Answer.accept());
      replayStack.awaitEvents(EVENTS);
    }
  }

  @Test
  void aCallThatWaitsReturnsWhenItsEventIsOnDiskAndLaterWhenItHasArrived() {
    Map<String, Object> more =
        Map.of(
            "routeflow.replaystack.async",
            false,
            "routeflow.spool.write-ahead",
            false,
            "routeflow.replaystack.flush-interval-ms",
            3_600_000,
            "routeflow.replaystack.retry-base-ms",
            60_000);
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(503));
        TestApplication application = Receiving.start(replayStack, SPEC, settings(more))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      routeflow.captureEvent(CapturedEvent.named("given up for now").build());
      assertThat(replayStack.attempts()).hasSize(1);
      assertThat(LedgerLaw.holds(application, 1).spooled()).isEqualTo(1);

      replayStack.otherwise(Answer.accept());
      routeflow.captureEvent(CapturedEvent.named("sent").build());
      assertThat(replayStack.events())
          .extracting(event -> event.path("endpoint").asText())
          .contains("sent");
      replayStack.awaitEvents(2);
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> LedgerLaw.holdsAtRest(application, 2).sent() == 2);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Netty closes the server's socket on its own thread, after the application has stopped. */
  private static void awaitClosed(int port) {
    await()
        .atMost(FakeIngest.PATIENCE)
        .until(
            () -> {
              try (ServerSocket free =
                  new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.isBound();
              } catch (BindException e) {
                return false;
              }
            });
  }

  private Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("micronaut.server.port", port);
    settings.put("routeflow.spool.directory", directory.toString());
    settings.put("routeflow.spool.write-ahead", true);
    settings.put("routeflow.replaystack.spool.enabled", true);
    settings.put("routeflow.replaystack.max-attempts", 1);
    settings.put("routeflow.capture-request-body", true);
    settings.put("routeflow.capture-response-body", true);
    settings.put("routeflow.capture-headers", true);
    settings.put("routeflow.capture-request-url", true);
    settings.put("routeflow.capture-auth-mode", true);
    settings.put("routeflow.capture-exception-message", true);
    settings.put("routeflow.capture-stack-trace", true);
    settings.putAll(more);
    return settings;
  }

  private static void everyKindOfEvent(TestApplication application) {
    Routeflow routeflow = application.context().getBean(Routeflow.class);
    String body = "{\"password\":\"canary\",\"plain\":\"kept-question\"}";
    RawHttp.exchange(
        application.port(),
        RawHttp.request(
                "POST",
                "/spooled/4711?token=canary",
                "Authorization: Bearer canary-token",
                "Content-Type: application/json",
                "Content-Length: " + body.length())
            + body);
    routeflow.captureEvent(
        CapturedEvent.named("job")
            .type(EventType.JOB)
            .status(EventStatus.WARNING)
            .latency(Duration.ofNanos(1_234_567_891))
            .attribute("rows", 12)
            .attribute("share", 0.1)
            .requestPayload(Map.of("secret", "canary", "days", List.of(1, 2.5)))
            .responsePayload("kept-answer")
            .build());
    routeflow.captureException(new IllegalArgumentException("password=canary", new Error("x")));
  }

  private static Map<String, String> payloads(List<ReceivedBatch> calls) {
    Map<String, String> payloads = new HashMap<>();
    for (ReceivedBatch call : calls) {
      JsonNode json = call.json();
      payloads.put(call.batchId(), json.toString());
    }
    return payloads;
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/spooled")
  static class Orders {
    private final Routeflow routeflow;

    Orders(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Post("/{id}")
    Map<String, String> order(String id, @Body Map<String, String> body) {
      routeflow.attribute("tenant", "canary");
      routeflow.addBreadcrumb(
          Breadcrumb.of("calling").level(Breadcrumb.Level.WARNING).data("try", 2));
      routeflow.captureException(new IllegalStateException("token=canary"));
      return Map.of("password", "canary", "plain", "kept-answer");
    }
  }
}
