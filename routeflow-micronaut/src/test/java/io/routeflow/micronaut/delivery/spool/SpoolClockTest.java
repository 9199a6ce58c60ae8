package io.routeflow.micronaut.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.configuration.SpoolSettings;
import io.routeflow.micronaut.event.DropReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's clock is set, while batches are on disk and while they are not. */
final class SpoolClockTest {

  private static final long START = 1_763_631_000_000L;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration AGE = HOUR;

  @TempDir Path directory = Path.of("");

  private final SampleBatches batches = new SampleBatches(13);
  private final CountingListener ingest = new CountingListener();
  private long wall = START;
  private long nanos = 42;

  @Test
  void namesFollowAClockThatIsSetForwardAndGoOnWhereItIsSetBack() {
    SpoolClock clock = clock();
    assertThat(clock.nameMillis()).isEqualTo(START);
    pass(Duration.ofSeconds(1));
    assertThat(clock.nameMillis()).isEqualTo(START + 1000);
    wall -= HOUR.toMillis();
    assertThat(clock.nameMillis()).isEqualTo(START + 1000);
    pass(Duration.ofSeconds(1));
    assertThat(clock.nameMillis()).isEqualTo(START + 2000);
    wall += 3 * HOUR.toMillis();
    assertThat(clock.nameMillis()).isEqualTo(START + 2000 + 2 * HOUR.toMillis());
    assertThat(clock.steadyMillis()).isEqualTo(START + 2000);
    wall -= 2 * HOUR.toMillis();
    pass(Duration.ofSeconds(1));
    assertThat(clock.nameMillis()).isEqualTo(START + 3000 + 2 * HOUR.toMillis());
  }

  @Test
  void aPauseBetweenTwoReadingsIsNotTakenForAClockThatWasSet() {
    SpoolClock clock =
        new SpoolClock(
            () -> wall,
            () -> {
              long read = nanos;
              pass(Duration.ofSeconds(5));
              return read;
            });
    long last = clock.nameMillis();
    for (int i = 0; i < 100; i++) {
      long next = clock.nameMillis();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
    assertThat(last).isLessThanOrEqualTo(wall);
  }

  @Test
  void batchesComeOldestFirstAndTheOldestLeavesWhateverTheClockIsSetTo() {
    for (long hours : List.of(-1L, 1L, -5000L, 5000L)) {
      ingest.dropped.clear();
      Opened spool = open(directory.resolve("set" + hours), 4);
      List<UUID> written = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        written.add(spool.keep(i + 1));
        pass(Duration.ofMillis(10));
        if (i % 2 == 0) {
          wall += hours * HOUR.toMillis();
        }
      }
      assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_FULL, 3));
      assertThat(spool.takeAll()).isEqualTo(written.subList(2, 6));
    }
  }

  @Test
  void theAgeOfABatchIsTimeThatHasPassed() {
    Opened spool = open(directory, 100);
    spool.keep(2);
    wall += 30 * HOUR.toMillis();
    spool.spool.maintain();
    spool.keep(3);
    wall -= 90 * HOUR.toMillis();
    spool.spool.maintain();
    assertThat(ingest.dropped).isEmpty();
    pass(AGE);
    spool.spool.maintain();
    assertThat(ingest.dropped).isEmpty();
    pass(Duration.ofMillis(1));
    spool.spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 5));
  }

  @Test
  void whatAProcessWithAClockAheadHasLeftIsOlderThanWhatIsNew() {
    wall = START + 2 * HOUR.toMillis();
    Opened ahead = open(directory, 100);
    List<UUID> written = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      written.add(ahead.keep(1));
      pass(Duration.ofMillis(10));
    }
    ahead.spool.close();

    wall = START;
    Opened next = open(directory, 100);
    pass(Duration.ofMillis(10));
    written.add(next.keep(1));
    assertThat(ingest.adopted).isEqualTo(3);
    assertThat(next.takeAll()).isEqualTo(written);
  }

  @Test
  void whatIsAdoptedAfterTheClockWasSetIsAsOldAsItIs() {
    Opened first = open(directory, 100);
    first.keep(2);
    Opened second = open(directory, 100);
    wall += 30 * HOUR.toMillis();
    first.keep(3);
    first.spool.close();
    second.spool.maintain();
    assertThat(ingest.adopted).isEqualTo(5);
    pass(AGE);
    second.spool.maintain();
    assertThat(ingest.dropped).isEmpty();
    pass(Duration.ofMillis(1));
    second.spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 5));
  }

  @Test
  void whatIsAdoptedByAProcessThatStartedWithAClockAheadIsAsOldAsItIs() {
    wall = START + 10 * HOUR.toMillis();
    Opened ahead = open(directory, 100);
    wall = START;
    Opened right = open(directory, 100);
    right.keep(2);
    right.spool.close();
    ahead.spool.maintain();
    assertThat(ingest.adopted).isEqualTo(2);
    pass(AGE);
    ahead.spool.maintain();
    assertThat(ingest.dropped).isEmpty();
    pass(Duration.ofMillis(1));
    ahead.spool.maintain();
    assertThat(ingest.dropped).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 2));
  }

  private void pass(Duration time) {
    wall += time.toMillis();
    nanos += time.toNanos();
  }

  private SpoolClock clock() {
    return new SpoolClock(() -> wall, () -> nanos);
  }

  private Opened open(Path path, int maxFiles) {
    SpoolSettings settings =
        new SpoolSettings(true, Optional.of(path.toString()), 1 << 20, maxFiles, AGE, false);
    Spool spool =
        new Spool(
            path,
            new SpoolOwner("orders", "test", () -> null),
            settings,
            clock(),
            () -> TimeUnit.HOURS.toNanos(1));
    Opened opened = new Opened(spool, spool.lane("ingest", ingest), batches);
    spool.maintain();
    return opened;
  }

  private record Opened(Spool spool, LaneSpool lane, SampleBatches batches) {

    UUID keep(int events) {
      var batch = batches.next(events);
      lane.release(Objects.requireNonNull(lane.write(batch)));
      return batch.id();
    }

    List<UUID> takeAll() {
      List<UUID> taken = new ArrayList<>();
      for (var claimed = lane.next(null); claimed != null; claimed = lane.next(null)) {
        taken.add(claimed.batch().id());
        lane.delete(claimed.file());
      }
      return taken;
    }
  }
}
