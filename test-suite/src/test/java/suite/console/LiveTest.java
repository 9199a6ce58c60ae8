package suite.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.console.EventStream.Event;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** The live stream. */
final class LiveTest {

  private static final int MAX_LISTENERS = 8;
  private static final int ROUNDS = 20;
  private static final int ROUND = 100;

  @Test
  void aRequestIsPublishedAndThenItsOutcome() {
    try (FakeIngest ingest = FakeIngest.start();
        Console console = Console.start(ingest, Map.of());
        EventStream stream = EventStream.open(console)) {
      assertThat(stream.head().headers().first("Content-Type")).startsWith("text/event-stream");

      console.visit("/shop/items/1");

      Event row = stream.await("request");
      assertThat(row.data().path("path").asText()).isEqualTo("/shop/items/{id}");
      assertThat(row.id()).isEqualTo(row.data().path("seq").asText());
      Event outcome = stream.await("outcome");
      assertThat(outcome.data().path("outcome").asText()).isEqualTo("sent");
      assertThat(outcome.data().has("reason")).isFalse();
      assertThat(outcome.data().at("/event_ids/0")).isEqualTo(row.data().path("event_id"));
    }
  }

  @Test
  void aDropIsPublishedWithItsReason() {
    try (Console console = Console.start(Map.of());
        EventStream stream = EventStream.open(console)) {
      console.visit("/shop/items/1");

      assertThat(stream.await("outcome").data().path("reason").asText())
          .isEqualTo("dropped_no_exporter");
    }
  }

  @Test
  void clearingIsPublished() {
    try (Console console = Console.start(Map.of());
        EventStream stream = EventStream.open(console)) {
      console.post("/api/clear");

      assertThat(stream.await("cleared").data().isObject()).isTrue();
    }
  }

  @Test
  void aBrowserThatAcceptsPackedContentGetsItsEventsAtOnceAllTheSame() {
    try (Console console = Console.start(Map.of());
        EventStream stream = EventStream.open(console, "Accept-Encoding: gzip, deflate, br")) {
      console.visit("/shop/items/1");

      assertThat(stream.await("request").data().path("method").asText()).isEqualTo("GET");
    }
  }

  @Test
  void eightMayListenAndTheNinthIsAskedToRetryLater() {
    try (Console console = Console.start(Map.of())) {
      List<EventStream> streams = new ArrayList<>();
      try {
        for (int i = 0; i < MAX_LISTENERS; i++) {
          streams.add(EventStream.open(console));
        }
        assertThat(listeners(console)).isEqualTo(MAX_LISTENERS);

        try (EventStream ninth = EventStream.tryOpen(console)) {
          assertThat(ninth.head().status()).isEqualTo(503);
        }
        RawResponse ninth = console.get("/api/live");
        assertThat(ninth.status()).isEqualTo(503);
        assertThat(ninth.headers().first("Retry-After")).matches("\\d+");
        assertThat(Console.parse(ninth.text()).path("message").asText()).isNotEmpty();

        streams.remove(0).http().reset();
        streams.remove(0).close();
        await().atMost(FakeIngest.PATIENCE).until(() -> listeners(console) == MAX_LISTENERS - 2);
        streams.add(EventStream.open(console));
      } finally {
        streams.forEach(EventStream::close);
      }
      await().atMost(FakeIngest.PATIENCE).until(() -> listeners(console) == 0);
    }
  }

  @Test
  void aHeadRequestTakesNoPlace() {
    try (Console console = Console.start(Map.of())) {
      try (RawHttp http = RawHttp.connect(console.port())) {
        http.send(RawHttp.request("HEAD", Console.PATH + "/api/live", console.key()));
        assertThat(http.readHead().status()).isEqualTo(404);
        assertThat(listeners(console)).isZero();
      }
    }
  }

  @Test
  void whoIsTooSlowIsNotifiedOfTheGapAndDisturbsNoOther() throws IOException {
    Map<String, Object> smallBuffers =
        Map.of("micronaut.server.netty.child-options.so-sndbuf", 4096);
    try (Console console = Console.start(smallBuffers);
        SlowListener slow = SlowListener.open(console);
        EventStream other = EventStream.open(console)) {
      // more than all the buffers on the way to the slow one can hold
      try (RawHttp http = RawHttp.connect(console.port())) {
        for (int i = 0; i < ROUNDS; i++) {
          for (int j = 0; j < ROUND; j++) {
            http.send(RawHttp.get("/shop/items/" + j));
            assertThat(http.read().status()).isEqualTo(200);
          }
          for (int j = 0; j < ROUND; j++) {
            assertThat(other.await(event -> !event.name().equals("outcome")).name())
                .as("who reads misses nothing")
                .isEqualTo("request");
          }
        }
      }

      assertThat(slow.awaitLine("event: gap")).isTrue();
      console.visit("/shop/missing");
      assertThat(slow.awaitLine("/shop/missing")).as("it goes on after the gap").isTrue();
    }
  }

  private static int listeners(Console console) {
    return console.json("/api/delivery").at("/cost/listeners").asInt(-1);
  }
}
