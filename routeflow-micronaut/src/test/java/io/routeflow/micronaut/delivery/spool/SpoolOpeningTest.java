package io.routeflow.micronaut.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that hangs while the directory is opened. */
final class SpoolOpeningTest {

  /** Some minutes, if each of them waited. */
  private static final int WRITES = 100;

  private final SampleBatches batches = new SampleBatches(3);

  @Test
  @Timeout(60)
  void itIsWaitedForOnceAndUsedWhenItIsOpenAfterAll(@TempDir Path directory) {
    Spool spool = SpoolScene.unopened(directory);
    LaneSpool lane = spool.lane("ingest", new CountingListener());
    LaneSpool other = spool.lane("other", new CountingListener());
    assertThat(lane.isUsable()).isTrue();
    assertThat(lane.write(batches.next(1))).isNull();
    assertThat(lane.isUsable()).isFalse();
    for (int i = 0; i < WRITES; i++) {
      assertThat(lane.write(batches.next(1))).isNull();
      assertThat(other.write(batches.next(1))).isNull();
    }

    spool.maintain();
    assertThat(lane.isUsable()).isTrue();
    SpooledBatch file = Objects.requireNonNull(lane.write(batches.next(1)));
    assertThat(lane.isThere(file)).isTrue();
    spool.close();
  }
}
