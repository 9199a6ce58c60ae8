package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.FreezingProxy;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Reply;

/** What a receiver of OTLP cannot take is kept on disk or in memory as for any destination. */
final class OutageTest {

  private static final int EVENTS = 12;

  @TempDir Path directory = Path.of("");

  enum Destination {
    OTLP("otlp"),
    TELEMETRYFLOW("telemetryflow");

    private final String key;

    Destination(String key) {
      this.key = key;
    }

    /** Quick to give up, and to try again. */
    Map<String, Object> settings(OtlpReceiver receiver) {
      Map<String, Object> settings = new LinkedHashMap<>();
      if (this == OTLP) {
        settings.put("routeflow.otlp.endpoint", receiver.httpUrl());
      } else {
        settings.put("routeflow.telemetryflow.api-key-id", "tfk_id");
        settings.put("routeflow.telemetryflow.api-key-secret", "tfs_secret");
        settings.put("routeflow.telemetryflow.endpoint", "127.0.0.1:" + receiver.grpcPort());
        settings.put("routeflow.telemetryflow.insecure", true);
      }
      put(settings, "signals", "traces");
      put(settings, "flush-interval-ms", 20);
      put(settings, "max-attempts", 1);
      put(settings, "retry-base-ms", 20);
      put(settings, "max-events-per-batch", 5);
      return settings;
    }

    void put(Map<String, Object> settings, String setting, Object value) {
      settings.put("routeflow." + key + "." + setting, value);
    }

    Reply unavailable() {
      return this == OTLP ? Reply.http(503) : Reply.grpc(Status.Code.UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @EnumSource(Destination.class)
  void whatFailsIsOnDiskAndTheNextProcessSendsItOnceWithTheSameIds(Destination destination) {
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(destination.unavailable())) {
      Map<String, Object> settings = destination.settings(receiver);
      settings.put("routeflow.spool.directory", directory.toString());
      destination.put(settings, "spool.enabled", true);
      Routeflow stopped;
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        stopped = application.context().getBean(Routeflow.class);
        send(application);
        await()
            .atMost(OtlpReceiver.PATIENCE)
            .until(() -> application.stats(destination.key).spooled() == EVENTS);
      }
      assertLaw(Objects.requireNonNull(stopped.stats().destinations().get(destination.key)));
      assertThat(batches()).isNotEmpty();

      receiver.otherwise(Reply.accept());
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        int unused = application.get("/items/1");
        await()
            .atMost(OtlpReceiver.PATIENCE)
            .until(() -> application.stats(destination.key).sent() == EVENTS + 1);
        RouteflowStats.Destination again = application.stats(destination.key);
        assertLaw(again);
        assertThat(again.adopted()).isEqualTo(EVENTS);
        assertThat(again.spooled()).isZero();
      }
      assertThat(receiver.spans())
          .hasSize(EVENTS + 1)
          .extracting(Span::getSpanId)
          .doesNotHaveDuplicates();
      assertThat(batches()).isEmpty();
    }
  }

  /** The contract has a status in any case, which is none that was sent. */
  @Test
  void aRequestThatWasNeverAnsweredHasNoStatusAlsoWhereItsSpanIsMadeFromDisk() {
    Destination destination = Destination.OTLP;
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(destination.unavailable())) {
      Map<String, Object> settings = destination.settings(receiver);
      settings.put("routeflow.spool.directory", directory.toString());
      destination.put(settings, "spool.enabled", true);
      // the server closes a connection whose request has no answer
      settings.put("micronaut.server.idle-timeout", "2s");
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        // the first one takes longer
        int unused = application.get("/items/1");
        assertThat(application.getUntilItsEnd("/hanging")).isEmpty();
        await()
            .atMost(OtlpReceiver.PATIENCE)
            .ignoreException(UncheckedIOException.class)
            .until(() -> batches().stream().anyMatch(batch -> read(batch).contains("/hanging")));
        receiver.otherwise(Reply.accept());
        Span span = receiver.awaitSpan(one -> one.getName().equals("GET /hanging"));
        assertThat(Attributes.of(span.getAttributesList()))
            .containsEntry("error.type", "response_aborted")
            .doesNotContainKey("http.response.status_code");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Destination.class)
  void whatFailsIsInMemoryWhereThatIsSetAndArrivesOnce(Destination destination) {
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(destination.unavailable())) {
      Map<String, Object> settings = destination.settings(receiver);
      destination.put(settings, "offline-queue-max", EVENTS);
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        Routeflow routeflow = application.context().getBean(Routeflow.class);
        send(application);
        await().atMost(OtlpReceiver.PATIENCE).until(() -> receiver.requests().size() >= EVENTS / 5);
        RouteflowStats.Destination down = application.stats(destination.key);
        assertThat(down.droppedTotal()).isZero();

        receiver.otherwise(Reply.accept());
        await().atMost(OtlpReceiver.PATIENCE).until(() -> routeflow.flush(OtlpReceiver.PATIENCE));
        RouteflowStats.Destination there = application.stats(destination.key);
        assertLaw(there);
        assertThat(there.sent()).isEqualTo(EVENTS);
        assertThat(receiver.spans())
            .hasSize(EVENTS)
            .extracting(Span::getSpanId)
            .doesNotHaveDuplicates();
      }
    }
  }

  /** Nothing ends such a connection, so only what goes unanswered on it says that it is dead. */
  @Test
  void aConnectionThatGoesSilentIsGivenUpForANewOne() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        FreezingProxy proxy = FreezingProxy.to(receiver.grpcPort());
        OtelApplication application =
            OtelApplication.startGrpc(
                receiver,
                Map.of(
                    "routeflow.otlp.endpoint",
                    "http://127.0.0.1:" + proxy.port(),
                    "routeflow.otlp.signals",
                    "traces",
                    "routeflow.otlp.timeout-ms",
                    1000,
                    "routeflow.otlp.max-attempts",
                    10))) {
      int unused = application.get("/items/1");
      await().atMost(OtlpReceiver.PATIENCE).until(() -> application.stats("otlp").sent() == 1);
      proxy.freeze();
      unused = application.get("/items/2");
      receiver.awaitSpans(2);
      assertThat(proxy.connections()).isEqualTo(2);
      assertThat(receiver.spans()).hasSize(2).extracting(Span::getSpanId).doesNotHaveDuplicates();
    }
  }

  private static void send(OtelApplication application) {
    for (int i = 0; i < EVENTS; i++) {
      assertThat(application.get("/items/" + i)).isEqualTo(200);
    }
  }

  private static void assertLaw(RouteflowStats.Destination one) {
    assertThat(one.sent() + one.waiting() + one.spooled() + one.droppedTotal())
        .as("%s", one)
        .isEqualTo(one.offered() + one.adopted());
  }

  /** Empty where it has gone meanwhile. */
  private static String read(Path batch) {
    try {
      return Files.readString(batch);
    } catch (IOException e) {
      return "";
    }
  }

  private List<Path> batches() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> path.toString().endsWith(".batch")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
