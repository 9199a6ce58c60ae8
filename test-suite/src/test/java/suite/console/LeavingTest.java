package suite.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.FakeIngest;

/** The end of the application ends the streams, and does not wait for them. */
final class LeavingTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theEndOfTheApplicationIsTheEndOfTheStreams(boolean graceful) {
    Map<String, Object> settings =
        Map.of(
            "micronaut.lifecycle.graceful-shutdown.enabled",
            graceful,
            "micronaut.lifecycle.graceful-shutdown.grace-period",
            "60s");
    List<EventStream> streams = new ArrayList<>();
    Console console = Console.start(settings);
    try {
      for (int i = 0; i < 8; i++) {
        streams.add(EventStream.open(console));
      }
      assertTimeoutPreemptively(FakeIngest.PATIENCE, console::close);
      streams.forEach(stream -> stream.http().awaitEnd());
    } finally {
      streams.forEach(EventStream::close);
    }
  }

  @Test
  void whatWasNotSentYetIsStillDelivered() {
    try (FakeIngest ingest = FakeIngest.start()) {
      Map<String, Object> patient =
          Map.of("routeflow.flush-interval-ms", 3_600_000, "routeflow.shutdown-timeout-ms", 20_000);
      Console console = Console.start(ingest, patient);
      try (EventStream stream = EventStream.open(console)) {
        assertThat(stream.head().status()).isEqualTo(200);
        console.visit("/shop/items/1");
        console.close();
      }
      assertThat(ingest.events()).hasSize(1);
    }
  }
}
