package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.RequestEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RingTest {

  private static final long AGE = Ring.MAX_AGE.toMillis();

  private final Ring ring = new Ring();

  @Test
  void theOldestGoesWhereThereAreTooMany() {
    for (int i = 1; i <= Ring.MAX_REQUESTS + 3; i++) {
      ring.add(SampleFlow.number(i).event(), null, 0);
    }
    assertThat(ring.all()).hasSize(Ring.MAX_REQUESTS);
    assertThat(ring.all()).first().extracting(Flow::seq).isEqualTo(4L);
    assertThat(ring.find(SampleFlow.id(3))).isNull();
    assertThat(ring.find(SampleFlow.id(4))).isNotNull();
  }

  @Test
  void whatIsTooOldGoesWhenAnotherComes() {
    ring.add(SampleFlow.number(1).event(), null, 0);
    ring.add(SampleFlow.number(2).event(), null, AGE);
    assertThat(ring.all()).hasSize(2);
    ring.add(SampleFlow.number(3).event(), null, AGE + 1);
    assertThat(ring.all()).extracting(Flow::seq).containsExactly(2L, 3L);
  }

  @Test
  void theOldestGoWhereTheBytesAreTooMany() {
    String megabytes = "x".repeat(2 * 1024 * 1024 - 1024);
    for (int i = 1; i <= 6; i++) {
      ring.add(withAttribute(i, megabytes), null, 0);
    }
    assertThat(ring.all()).extracting(Flow::seq).containsExactly(3L, 4L, 5L, 6L);
    assertThat(ring.size().bytes()).isBetween(4L * 4 * 1000 * 1000, Ring.MAX_BYTES);
  }

  @Test
  void anEventThatIsTooLargeAloneIsKeptOutAndEvictsNoOther() {
    ring.add(SampleFlow.number(1).event(), null, 0);
    assertThat(ring.add(withAttribute(2, "x".repeat((int) Ring.MAX_BYTES / 2)), null, 0)).isNull();
    assertThat(ring.all()).extracting(Flow::seq).containsExactly(1L);
    ring.add(SampleFlow.number(3).event(), null, 0);
    assertThat(ring.all()).extracting(Flow::seq).containsExactly(1L, 3L);
  }

  @Test
  void theBytesAreThoseOfWhatIsThere() {
    ring.add(SampleFlow.number(1).event(), null, 0);
    long one = ring.size().bytes();
    ring.add(SampleFlow.number(2).event(), null, AGE);
    ring.settle(List.of(SampleFlow.number(2).event()), Outcome.SENT, null, AGE);
    assertThat(ring.size()).isEqualTo(new RingSize(2, 2 * one));
    ring.expire(AGE + 1);
    assertThat(ring.size()).isEqualTo(new RingSize(1, one));
    ring.add(SampleFlow.number(2).event(), null, AGE);
    assertThat(ring.size()).as("the same event once more").isEqualTo(new RingSize(1, one));
    ring.clear();
    assertThat(ring.size()).isEqualTo(new RingSize(0, 0));
  }

  @Test
  void anOutcomeLeavesARequestInItsPlace() {
    Flow kept = ring.add(SampleFlow.number(1).event(), null, 0);
    ring.add(SampleFlow.number(2).event(), null, 0);
    RequestEvent gone = SampleFlow.number(9).event();
    assertThat(
            ring.settle(
                List.of(gone, SampleFlow.number(1).event()),
                Outcome.DROPPED,
                DropReason.SHUTDOWN,
                0))
        .containsExactly(SampleFlow.id(1));
    assertThat(ring.all()).extracting(Flow::seq).containsExactly(1L, 2L);
    assertThat(ring.all())
        .extracting(Flow::outcome)
        .containsExactly(Outcome.DROPPED, Outcome.WAITING);
    assertThat(kept).extracting(Flow::outcome).as("what was read").isEqualTo(Outcome.WAITING);
  }

  @Test
  void numbersGoOnAfterTheRingWasEmptied() {
    ring.add(SampleFlow.number(1).event(), null, 0);
    ring.clear();
    ring.add(SampleFlow.number(2).event(), null, 0);
    assertThat(ring.all()).extracting(Flow::seq).containsExactly(2L);
  }

  @Test
  void aClockThatIsSetBackEvictsNoEvent() {
    ring.add(SampleFlow.number(1).event(), null, AGE * 2);
    ring.add(SampleFlow.number(2).event(), null, 0);
    assertThat(ring.all()).hasSize(2);
  }

  private static RequestEvent withAttribute(int number, String text) {
    return SampleFlow.number(number).event(null, Map.of("text", text));
  }
}
