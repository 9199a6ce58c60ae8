package io.routeflow.micronaut.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DropLogTest {

  private static final long NOW = Long.MAX_VALUE - 7;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final DropLog log = DropLog.ofQueues();

  @Test
  void theFirstDropsAreLoggedAtOnceThenTheSumOnceAMinuteWithTheDestinations() {
    assertThat(log.line(NOW)).isNull();
    log.dropped("ingest", 7);
    assertThat(log.line(NOW)).isEqualTo("The queue was full; 7 events were dropped {ingest=7}");
    log.dropped("ingest", 2);
    assertThat(log.line(NOW + 59 * SECOND)).isNull();
    log.dropped("all", 3);
    log.dropped("ingest", 1);
    assertThat(log.line(NOW + 60 * SECOND))
        .isEqualTo("The queue was full; 6 events were dropped {ingest=3, all=3}");
    assertThat(log.line(NOW + 600 * SECOND)).isNull();
  }

  @Test
  void aSumThatStaysIsNoFurtherDrop() {
    log.droppedInAll("ingest", 7);
    assertThat(log.line(NOW)).isEqualTo("The queue was full; 7 events were dropped {ingest=7}");
    log.droppedInAll("ingest", 7);
    assertThat(log.line(NOW + 600 * SECOND)).isNull();
    log.droppedInAll("ingest", 9);
    assertThat(log.line(NOW + 600 * SECOND))
        .isEqualTo("The queue was full; 2 events were dropped {ingest=2}");
  }

  @Test
  void whatHasLeftTheDiskIsASumOfItsOwn() {
    DropLog disk = DropLog.ofDisk();
    disk.droppedInAll("kafka", 4);
    assertThat(log.line(NOW)).isNull();
    assertThat(disk.line(NOW))
        .isEqualTo(
            "The spool was full, or what was in it too old; 4 events were dropped {kafka=4}");
  }
}
