package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.queue.SampleEvent;
import io.routeflow.micronaut.spi.ExportResult;
import io.routeflow.micronaut.spi.SelectiveExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class LaneFilterTest {

  private static final EventChunk CHUNK =
      EventChunk.of(
          List.of(SampleEvent.number(1), SampleEvent.number(2), SampleEvent.number(3)), 0);

  private final LaneLedger ledger = new LaneLedger();
  private final List<Event> dropped = new ArrayList<>();

  @Test
  void whatTheDestinationDoesNotTakeIsFiltered() {
    Event second = CHUNK.events().get(1);
    EventChunk wanted = filter(1, event -> event != second).wanted(CHUNK);
    assertThat(wanted.events()).hasSize(2).doesNotContain(second);
    assertThat(ledger.droppedBy(DropReason.FILTERED)).isEqualTo(1);
    assertThat(dropped).containsExactly(second);
  }

  @Test
  void whatTheRateDoesNotKeepIsSampledAndTheDestinationIsNotAskedForIt() {
    assertThat(filter(0, event -> false).wanted(CHUNK).size()).isZero();
    assertThat(ledger.droppedBy(DropReason.SAMPLED)).isEqualTo(3);
    assertThat(dropped).containsExactlyElementsOf(CHUNK.events());
    assertThat(ledger.droppedBy(DropReason.FILTERED)).isZero();
  }

  @Test
  void whereItFailsNothingIsCountedYetSoThatTheLaneCanCountAll() {
    LaneFilter failing =
        filter(
            0.5,
            event -> {
              throw new IllegalStateException("deliberate");
            });
    EventChunk many =
        EventChunk.of(
            java.util.stream.IntStream.range(0, 64)
                .mapToObj(number -> (Event) SampleEvent.number(number))
                .toList(),
            0);
    assertThatThrownBy(() -> failing.wanted(many)).isInstanceOf(IllegalStateException.class);
    for (DropReason reason : DropReason.values()) {
      assertThat(ledger.droppedBy(reason)).as("%s", reason).isZero();
    }
  }

  private LaneFilter filter(double rate, Predicate<Event> taken) {
    return new LaneFilter(
        new LaneSettings.Selection(rate, true, Set.of()),
        new Sampler(rate, null),
        this::drop,
        new Selective(taken));
  }

  private void drop(List<Event> events, DropReason reason) {
    dropped.addAll(events);
    ledger.dropped(reason, events.size());
  }

  private record Selective(Predicate<Event> taken) implements SelectiveExporter {
    @Override
    public boolean takes(Event event) {
      return taken.test(event);
    }

    @Override
    public CompletableFuture<ExportResult> export(EventBatch batch) {
      throw new UnsupportedOperationException();
    }
  }
}
