package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecentFlowsTest {

  private final ManualClock clock = new ManualClock();
  private final List<Throwable> errors = new ArrayList<>();
  private final RecentFlows flows =
      new RecentFlows(clock, new InternalErrors(() -> (stage, error) -> errors.add(error)));

  @Test
  void whatIsTooOldIsNotListedAlthoughNothingComes() {
    flows.waiting(SampleFlow.number(1).event(), null);
    clock.advance(Ring.MAX_AGE);
    assertThat(flows.requests()).hasSize(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(flows.requests()).isEmpty();
    assertThat(flows.routes().routes()).as("figures stay").hasSize(1);
  }

  @Test
  void whatIsTooOldIsNotFoundAlthoughNothingComes() {
    flows.waiting(SampleFlow.number(1).event(), null);
    clock.advance(Ring.MAX_AGE);
    assertThat(flows.request(SampleFlow.id(1))).isNotNull();
    clock.advance(Duration.ofMillis(1));
    assertThat(flows.request(SampleFlow.id(1))).isNull();
  }

  @Test
  void whatIsTooOldHasNoSizeAlthoughNothingComes() {
    flows.waiting(SampleFlow.number(1).event(), null);
    clock.advance(Ring.MAX_AGE.plusMillis(1));
    assertThat(flows.size()).isEqualTo(new RingSize(0, 0));
  }

  @Test
  void whatIsTooOldGetsNoOutcome() {
    Heard heard = new Heard();
    RequestEvent event = SampleFlow.number(1).event();
    flows.waiting(event, null);
    flows.listen(heard);
    clock.advance(Ring.MAX_AGE.plusMillis(1));
    flows.sent("ingest", SampleFlow.batch(event), 1);
    assertThat(heard.news).isEmpty();
  }

  @Test
  void eachRequestGetsTheOutcomeOfItsBatch() {
    RequestEvent first = SampleFlow.number(1).event();
    RequestEvent second = SampleFlow.number(2).event();
    RequestEvent third = SampleFlow.number(3).event();
    List.of(first, second, third).forEach(event -> flows.waiting(event, null));
    flows.sent("ingest", SampleFlow.batch(first), 1);
    clock.advance(Duration.ofSeconds(1));
    flows.dropped("ingest", SampleFlow.batch(second, third), DropReason.HTTP_5XX, 3);
    assertThat(flows.requests())
        .extracting(FlowRow::outcome)
        .containsExactly("sent", "dropped", "dropped");
    assertThat(flows.requests())
        .extracting(FlowRow::reason)
        .containsExactly(null, "dropped_http_5xx", "dropped_http_5xx");
    assertThat(flows.batches()).extracting(BatchOutcome::events).containsExactly(2, 1);
    assertThat(flows.batches()).extracting(BatchOutcome::attempts).containsExactly(3, 1);
  }

  @Test
  void ofSeveralDestinationsTheFirstOneDecidesOnTheRequestAndAllAreInTheListOfBatches() {
    flows.destinationsKnown(List.of("ingest", "other"));
    RequestEvent event = SampleFlow.number(1).event();
    flows.waiting(event, null);
    flows.dropped("other", SampleFlow.batch(event), DropReason.HTTP_4XX, 1);
    assertThat(flows.requests()).extracting(FlowRow::outcome).containsExactly("waiting");
    flows.sent("ingest", SampleFlow.batch(event), 1);
    assertThat(flows.requests()).extracting(FlowRow::outcome).containsExactly("sent");
    flows.sent("other", SampleFlow.batch(event), 1);
    assertThat(flows.batches())
        .extracting(BatchOutcome::destination)
        .containsExactly("other", "ingest", "other");
  }

  @Test
  void thatThereIsNoDestinationIsKnownOnlyOnceTheExportersAreMade() {
    assertThat(flows.knowsDestinations()).isFalse();
    flows.destinationsKnown(List.of());
    assertThat(flows.knowsDestinations()).isTrue();
  }

  @Test
  void onlyTheLatestBatchesAreKept() {
    for (int i = 1; i <= DeliveryHistory.MAX_BATCHES + 5; i++) {
      flows.sent("ingest", SampleFlow.batch(SampleFlow.number(1).event()), i);
    }
    assertThat(flows.batches()).hasSize(DeliveryHistory.MAX_BATCHES);
    assertThat(flows.batches().get(0).attempts()).isEqualTo(DeliveryHistory.MAX_BATCHES + 5);
  }

  @Test
  void theLastErrorIsKeptAndCutWhereItHasNoEnd() {
    assertThat(flows.lastError()).isNull();
    flows.attemptFailed("ingest", "status 429");
    flows.attemptFailed("ingest", "x".repeat(10_000));
    assertThat(flows.lastError())
        .isEqualTo(
            new LastError(
                "ingest", "2026-11-21T05:00:00.000Z", "x".repeat(DeliveryHistory.MAX_CAUSE)));
  }

  @Test
  void anEventThatIsTooLargeIsKeptOutButCounted() {
    String text = "x".repeat((int) Ring.MAX_BYTES / 2);
    Heard heard = new Heard();
    flows.listen(heard);
    flows.waiting(SampleFlow.number(1).event(null, Map.of("text", text)), null);
    assertThat(flows.requests()).isEmpty();
    assertThat(heard.news).isEmpty();
    assertThat(flows.routes().routes().get(0).count()).isEqualTo(1);
  }

  @Test
  void clearingEmptiesRingAndFiguresAndLeavesDeliveryAlone() {
    SqlUsage usage = SampleFlow.usage(SampleFlow.statement("SELECT 1", "t", 1, 1));
    RequestEvent event = SampleFlow.number(1).sql(usage).event();
    flows.waiting(event, null);
    flows.sent("ingest", SampleFlow.batch(event), 1);
    flows.attemptFailed("ingest", "status 429");
    clock.advance(Duration.ofSeconds(90));
    flows.clear();
    assertThat(flows.requests()).isEmpty();
    assertThat(flows.size()).isEqualTo(new RingSize(0, 0));
    assertThat(flows.routes())
        .isEqualTo(new RouteReport("2026-11-21T05:01:30.000Z", 5_000, List.of(), 0));
    assertThat(flows.statements())
        .isEqualTo(new SqlReport("2026-11-21T05:01:30.000Z", List.of(), 0));
    assertThat(flows.batches()).hasSize(1);
    assertThat(flows.lastError()).isNotNull();
  }

  @Test
  void listenersHearOfEveryChangeInItsOrder() {
    Heard heard = new Heard();
    flows.listen(heard);
    RequestEvent first = SampleFlow.number(1).event();
    flows.waiting(first, null);
    flows.sent("ingest", SampleFlow.batch(first, SampleFlow.number(9).event()), 1);
    flows.sent("ingest", SampleFlow.batch(SampleFlow.number(9).event()), 1);
    flows.clear();
    flows.waiting(SampleFlow.number(2).event(), null);
    assertThat(heard.news)
        .containsExactly(
            "request 1 waiting",
            "outcome [" + SampleFlow.id(1) + "] sent",
            "cleared",
            "request 2 waiting");
  }

  /** Otherwise a page would show a request that the ring does not have any more. */
  @Test
  void whoDidNotListenLearnsUpToWhichNumberTheListWasEmptied() {
    assertThat(flows.clearedSeq()).isZero();
    flows.waiting(SampleFlow.number(1).event(), null);
    flows.waiting(SampleFlow.number(2).event(), null);
    flows.clear();
    flows.waiting(SampleFlow.number(3).event(), null);
    assertThat(flows.clearedSeq()).isEqualTo(2);
    assertThat(flows.requests()).extracting(FlowRow::seq).containsExactly(3L);
  }

  @Test
  void clearingWaitsUntilAllHaveHeardOfTheRequestBefore() throws InterruptedException {
    Heard heard = new Heard();
    Thread clearing = new Thread(flows::clear);
    flows.listen(
        new Heard() {
          @Override
          public void arrived(FlowRow row) {
            clearing.start();
            while (clearing.isAlive() && clearing.getState() != Thread.State.WAITING) {
              Thread.onSpinWait();
            }
          }
        });
    flows.listen(heard);
    flows.waiting(SampleFlow.number(1).event(), null);
    clearing.join();
    assertThat(heard.news).containsExactly("request 1 waiting", "cleared");
  }

  @Test
  void aListenerThatThrowsHarmsNoOtherListener() {
    Heard heard = new Heard();
    flows.listen(new Thrower());
    flows.listen(heard);
    RequestEvent event = SampleFlow.number(1).event();
    flows.waiting(event, null);
    flows.sent("ingest", SampleFlow.batch(event), 1);
    flows.clear();
    assertThat(heard.news).hasSize(3);
    assertThat(errors).hasSize(3);
  }

  @Test
  void listenersCannotGrowInNumberForEver() {
    for (int i = 0; i < FlowPublisher.MAX_LISTENERS; i++) {
      flows.listen(new Heard());
    }
    assertThatThrownBy(() -> flows.listen(new Heard())).isInstanceOf(IllegalStateException.class);
  }

  private static class Heard implements FlowListener {

    final List<String> news = new ArrayList<>();

    @Override
    public void arrived(FlowRow row) {
      news.add("request " + row.seq() + " " + row.outcome());
    }

    @Override
    public void outcome(OutcomeChange change) {
      news.add("outcome " + change.eventIds() + " " + change.outcome());
    }

    @Override
    public void cleared() {
      news.add("cleared");
    }
  }

  private static final class Thrower implements FlowListener {

    @Override
    public void arrived(FlowRow row) {
      throw new IllegalStateException();
    }

    @Override
    public void outcome(OutcomeChange change) {
      throw new IllegalStateException();
    }

    @Override
    public void cleared() {
      throw new IllegalStateException();
    }
  }
}
