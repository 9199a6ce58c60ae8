package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.delivery.spool.Spool;
import io.routeflow.micronaut.delivery.spool.SpoolScene;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.queue.SampleEvent;
import io.routeflow.micronaut.spi.EventObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept on disk, and what becomes of a batch whose file is removed while it is tried. */
final class BacklogTest {

  private static final int EVENTS = 3;

  private final LaneLedger ledger = new LaneLedger();
  private final DeliveryProgress progress = new DeliveryProgress();
  private final Path directory;
  private final Spool spool;
  private final Backlog backlog;

  BacklogTest(@TempDir Path parent) {
    directory = parent.resolve("spool");
    spool = SpoolScene.unopened(directory);
    backlog = backlog(spool);
    spool.maintain();
  }

  @Test
  void aBatchWhoseFileIsRemovedWhileItIsTriedIsWrittenAgainInItsPlace() throws IOException {
    UUID first = keep();
    PendingBatch tried = Objects.requireNonNull(backlog.next(false, false));
    SpoolScene.delete(directory);
    spool.maintain();
    UUID second = keep();
    backlog.putBack(tried);
    assertThat(ledger.snapshot().spooled()).isEqualTo(2 * EVENTS);
    for (UUID expected : List.of(first, second)) {
      PendingBatch next = Objects.requireNonNull(backlog.next(false, false));
      assertThat(next.batch().id()).isEqualTo(expected);
      backlog.settle(next, null);
    }
    assertThat(backlog.next(false, false)).isNull();
    assertThat(ledger.snapshot().sent()).isEqualTo(2 * EVENTS);
    assertLaw(2 * EVENTS);
  }

  @Test
  void whereItCannotBeWrittenAgainItStaysInMemoryUntilItCan() throws IOException {
    UUID id = keep();
    PendingBatch tried = Objects.requireNonNull(backlog.next(false, false));
    SpoolScene.delete(directory);
    Path file = Files.createFile(directory);
    spool.maintain();
    for (int i = 0; i < 2; i++) {
      backlog.putBack(tried);
      assertThat(backlog.isEmpty()).isFalse();
      assertThat(ledger.snapshot().waiting()).isEqualTo(EVENTS);
      assertThat(ledger.snapshot().spooled()).isZero();
      tried = Objects.requireNonNull(backlog.next(false, true));
      assertThat(tried.batch().id()).isEqualTo(id);
    }
    Files.delete(file);
    spool.maintain();
    backlog.putBack(tried);
    assertThat(ledger.snapshot().spooled()).isEqualTo(EVENTS);
    PendingBatch last = Objects.requireNonNull(backlog.next(false, false));
    backlog.settle(last, null);
    assertThat(ledger.snapshot().sent()).isEqualTo(EVENTS);
    assertThat(backlog.isEmpty()).isTrue();
    assertLaw(EVENTS);
  }

  @Test
  void whatIsInMemoryAloneIsSentOrLostAsSuchAndGoesToDiskInTheEnd() throws IOException {
    for (boolean accepted : new boolean[] {true, false}) {
      long before = ledger.snapshot().offered();
      PendingBatch returned = returned();
      PendingBatch next = Objects.requireNonNull(backlog.next(true, false));
      assertThat(next).isSameAs(returned);
      backlog.settle(next, accepted ? null : DropReason.HTTP_4XX);
      assertThat(ledger.snapshot().spooled()).isZero();
      assertLaw(before + EVENTS);
    }
    UUID id = returned().batch().id();
    Files.delete(directory);
    spool.maintain();
    backlog.moveToDisk();
    assertThat(ledger.snapshot().spooled()).isEqualTo(EVENTS);
    assertThat(Objects.requireNonNull(backlog.next(false, false)).batch().id()).isEqualTo(id);
    assertThat(backlog.isEmpty()).isTrue();
  }

  @Test
  void onAFullDiskItIsInMemoryAndOnDiskAgainWhenThereIsRoom() {
    AtomicLong room = new AtomicLong(100_000);
    Spool small = SpoolScene.unopened(directory.resolveSibling("small"), room);
    Backlog full = backlog(small, 2 * EVENTS);
    small.maintain();
    room.set(0);
    UUID first = keep(full);
    UUID second = keep(full);
    assertThat(full.isOnDisk()).isFalse();
    assertThat(ledger.snapshot().spooled()).isZero();
    assertThat(ledger.snapshot().waiting()).isEqualTo(2 * EVENTS);
    PendingBatch sent = Objects.requireNonNull(full.next(false, false));
    assertThat(sent.batch().id()).isEqualTo(first);
    full.settle(sent, null);

    room.set(100_000);
    small.maintain();
    full.moveToDisk();
    assertThat(ledger.snapshot().spooled()).isEqualTo(EVENTS);
    assertThat(Objects.requireNonNull(full.next(false, false)).batch().id()).isEqualTo(second);
    assertLaw(2 * EVENTS);
  }

  /** One that was on disk, and the disk is gone. */
  private PendingBatch returned() throws IOException {
    if (Files.isRegularFile(directory)) {
      Files.delete(directory);
    }
    spool.maintain();
    UUID unused = keep();
    PendingBatch tried = Objects.requireNonNull(backlog.next(false, false));
    SpoolScene.delete(directory);
    Path file = Files.createFile(directory);
    assertThat(file).exists();
    spool.maintain();
    backlog.putBack(tried);
    return tried;
  }

  @Test
  void aFlushDoesNotWaitForABatchThatIsOnDiskWhileItIsTried() {
    UUID kept = keep();
    List<PendingBatch> tried = new ArrayList<>();
    List<Long> drained = new ArrayList<>();
    Duration wait = Duration.ofSeconds(1);
    Replay replay =
        new Replay(
            backlog,
            (task, delay) -> {},
            System::nanoTime,
            new Replay.Waits(wait, wait, wait),
            drained::add);
    replay.sender(tried::add);
    replay.drain(1);
    assertThat(tried).extracting(batch -> batch.batch().id()).containsExactly(kept);
    assertThat(drained).containsExactly(1L);
    replay.drain(2);
    assertThat(drained).containsExactly(1L, 2L);
  }

  private UUID keep() {
    return keep(backlog);
  }

  private UUID keep(Backlog backlog) {
    ledger.offered(EVENTS);
    List<Event> events = IntStream.range(0, EVENTS).<Event>mapToObj(SampleEvent::number).toList();
    PendingBatch batch = new PendingBatch(new EventBatch(Batcher.newId(), events), 0, 0);
    assertThat(backlog.keep(batch)).isTrue();
    return batch.batch().id();
  }

  private void assertLaw(long offered) {
    var now = ledger.snapshot();
    assertThat(now.offered()).isEqualTo(offered);
    assertThat(now.waiting()).isZero();
    assertThat(now.sent() + now.spooled() + now.droppedTotal()).isEqualTo(offered);
  }

  private Backlog backlog(Spool spool) {
    return backlog(spool, 0);
  }

  private Backlog backlog(Spool spool, int offline) {
    return new Backlog(
        "ingest",
        new OfflineQueue(offline, 1000),
        spool.lane("ingest", new OnSpool(ledger, () -> {}, batch -> new CompletableFuture<>())),
        new LaneState(new WaitingRoom(10, 1000, 1, 1000), ledger, progress),
        new EventObserver() {},
        new InternalErrors(() -> (stage, error) -> {}));
  }
}
