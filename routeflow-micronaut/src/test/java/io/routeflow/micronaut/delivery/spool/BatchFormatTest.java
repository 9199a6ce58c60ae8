package io.routeflow.micronaut.delivery.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.WorkEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BatchFormatTest {

  private static final long CREATED = 1_763_631_000_417L;

  private final BatchFormat format = new BatchFormat();
  private final SampleBatches batches = new SampleBatches(42);

  @Test
  void aBatchComesBackWithItsIdAndItsEvents() throws IOException {
    for (int size : new int[] {1, 2, 50}) {
      EventBatch batch = batches.next(size);
      byte[] content = format.encode("ingest", batch, null, CREATED);
      EventBatch read = format.decode(named("ingest", batch, content), content);
      assertThat(read.id()).isEqualTo(batch.id());
      assertThat(read.events())
          .extracting(Event::eventId)
          .containsExactlyElementsOf(batch.events().stream().map(Event::eventId).toList());
      assertThat(format.encode("ingest", read, null, CREATED)).isEqualTo(content);
    }
  }

  @Test
  void anEventStaysInTheTraceOfItsCaller() throws IOException {
    String callers = "4bf92f3577b34da6a3ce929d0e0e4736";
    EventIdentity identity =
        new EventIdentity(
            UUID.randomUUID(), Instant.ofEpochMilli(CREATED), "own-trace", 7, 8, callers);
    Event event =
        new WorkEvent(
            identity, EventType.JOB, "nightly", EventStatus.SUCCESS, 1, EventParts.NONE, Map.of());
    EventBatch batch = new EventBatch(UUID.randomUUID(), List.of(event));
    byte[] content = format.encode("otlp", batch, null, CREATED);
    EventIdentity read =
        format.decode(named("otlp", batch, content), content).events().get(0).identity();
    assertThat(read).isEqualTo(identity);
    assertThat(read.w3cTraceId()).isEqualTo(callers);
  }

  /** Nor one that the client saw although its number stands for none. */
  @Test
  void aRequestThatWasNeverAnsweredIsNotTakenForOneThatWas() throws IOException {
    EventIdentity identity =
        new EventIdentity(UUID.randomUUID(), Instant.ofEpochMilli(CREATED), "trace", 7, 0);
    List<Event> requests =
        List.of(
            request(identity, 500, false),
            request(identity, 500, true),
            request(identity, RequestEvent.CLIENT_CLOSED, false),
            request(identity, RequestEvent.CLIENT_CLOSED, true));
    EventBatch batch = new EventBatch(UUID.randomUUID(), requests);
    byte[] content = format.encode("otlp", batch, null, CREATED);
    assertThat(format.decode(named("otlp", batch, content), content).events()).isEqualTo(requests);
  }

  private static Event request(EventIdentity identity, int statusCode, boolean statusSent) {
    return new RequestEvent(
        identity,
        RequestEvent.UNKNOWN_ROUTE,
        "GET",
        "/orders/{id}",
        "OrderController.show",
        statusCode,
        statusSent,
        EventStatus.FAILED,
        1000,
        EventParts.NONE,
        Map.of());
  }

  @Test
  void theFirstLineSaysWhatFollows() throws IOException {
    EventBatch batch = batches.next(3);
    String text = new String(format.encode("replaystack", batch, null, CREATED), UTF_8);
    String[] parts = text.split("\n", 2);
    assertThat(parts[0])
        .matches(
            "routeflow-spool 1 replaystack %s %d 3 %d [0-9a-f]{8}"
                .formatted(batch.id(), CREATED, parts[1].getBytes(UTF_8).length));
    assertThat(parts[1]).startsWith("[{\"type\":").endsWith("}]");
  }

  /** As one that an earlier version of the module has written. */
  @Test
  void aBatchWithoutAnOriginHasNone() throws IOException {
    EventBatch batch = batches.next(2);
    byte[] content = format.encode("ingest", batch, null, CREATED);
    assertThat(format.decode(named("ingest", batch, content), content).origin()).isNull();
  }

  @Test
  void theSecondLineSaysWhichDeploymentTheEventsAreOf() throws IOException {
    EventBatch batch = batches.next(3);
    for (BatchOrigin origin :
        List.of(
            new BatchOrigin("1.4.2", "9f3c2ab", "a1b2c3"),
            new BatchOrigin("\u00fc \"]\n}\u2028", null, "a1b2c3"),
            new BatchOrigin(null, null, null))) {
      byte[] content = format.encode("ingest", batch, origin, CREATED);
      EventBatch read = format.decode(named("ingest", batch, content), content);
      assertThat(read.origin()).isEqualTo(origin);
      assertThat(format.encode("ingest", read, read.origin(), CREATED)).isEqualTo(content);
      assertThat(new String(content, UTF_8).split("\n", 4))
          .hasSize(3)
          .satisfies(lines -> assertThat(lines[0]).startsWith("routeflow-spool 2 ingest "))
          .satisfies(lines -> assertThat(lines[2]).startsWith("[{").endsWith("}]"));
      for (int length = 0; length < content.length; length++) {
        assertDamaged("cut to " + length, batch, Arrays.copyOf(content, length));
      }
    }
  }

  @Test
  void namesSortByTimeAndSayWhatIsInside() {
    SpooledBatch earlier = new SpooledBatch("x", 999, batches.next(1).id(), 1, 7, 999);
    long at = 1_000_000_000_000L;
    SpooledBatch later = new SpooledBatch("x", at, batches.next(1).id(), 20, 8, at);
    assertThat(earlier.fileName()).isLessThan(later.fileName());
    assertThat(SpooledBatch.of("x", later.fileName(), 8)).isEqualTo(later);
    for (String foreign :
        new String[] {"", "lock", "README.md", later.fileName() + ".tmp", "a" + later.fileName()}) {
      assertThat(SpooledBatch.of("x", foreign, 1)).isNull();
    }
    assertThat(SpooledBatch.of("x", later.fileName().replace("-20.", "-0."), 1)).isNull();
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    EventBatch batch = batches.next(2);
    byte[] content = format.encode("ingest", batch, null, CREATED);
    for (int length = 0; length < content.length; length++) {
      assertDamaged("cut to " + length, batch, Arrays.copyOf(content, length));
    }
    assertDamaged("a byte more", batch, Arrays.copyOf(content, content.length + 1));
  }

  @Test
  void everyByteThatIsAnotherIsNoticed() throws IOException {
    long seed = Long.getLong("suite.spool.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    EventBatch batch = batches.next(2);
    byte[] content = format.encode("ingest", batch, null, CREATED);
    for (int i = 0; i < content.length; i++) {
      byte[] damaged = content.clone();
      damaged[i] ^= (byte) (1 + random.nextInt(255));
      assertDamaged("byte %d, seed %d".formatted(i, seed), batch, damaged);
    }
  }

  @Test
  void anotherVersionAnotherDestinationAndAnotherBatchAreRefusedWithTheReason() throws IOException {
    EventBatch batch = batches.next(2);
    byte[] content = format.encode("ingest", batch, null, CREATED);
    byte[] future =
        new String(content, UTF_8).replaceFirst("spool 1 ", "spool 3 extra ").getBytes(UTF_8);
    assertThatThrownBy(() -> format.decode(named("ingest", batch, future), future))
        .hasMessageContaining("another version");
    assertThatThrownBy(() -> format.decode(named("otlp", batch, content), content))
        .hasMessageContaining("another batch");
    assertThatThrownBy(() -> format.decode(named("ingest", batches.next(2), content), content))
        .hasMessageContaining("another batch");
    byte[] foreign = "hello\nworld".getBytes(UTF_8);
    assertThatThrownBy(() -> format.decode(named("ingest", batch, foreign), foreign))
        .hasMessageContaining("no batch");
  }

  private void assertDamaged(String how, EventBatch batch, byte[] content) {
    assertThatThrownBy(() -> format.decode(named("ingest", batch, content), content))
        .as(how)
        .isInstanceOf(DamagedBatchException.class);
  }

  private static SpooledBatch named(String destination, EventBatch batch, byte[] content) {
    return new SpooledBatch(
        destination, CREATED, batch.id(), batch.size(), content.length, CREATED);
  }
}
