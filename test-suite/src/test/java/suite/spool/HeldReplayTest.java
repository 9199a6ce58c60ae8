package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** A batch from disk is sent beside new ones. */
final class HeldReplayTest {

  @TempDir Path directory = Path.of("");

  @Test
  void oneThatHasNoAnswerDelaysNoNewBatch() {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, Held.SPEC, folder.settings(Held.SETTINGS))) {
      Held held = application.context().getBean(Held.class);
      Pings.send(application, 1);
      Held.Attempt first = held.next();
      first.fail();
      Held.Attempt fromDisk = held.next();
      assertThat(fromDisk.id()).isEqualTo(first.id());

      for (int sent = 1; sent <= 3; sent++) {
        int expected = sent;
        Pings.send(application, 1);
        Held.Attempt fresh = held.next();
        assertThat(fresh.id()).isNotEqualTo(first.id());
        fresh.accept();
        await().atMost(FakeIngest.PATIENCE).until(() -> at(application).sent() == expected);
        assertThat(at(application).spooled()).isEqualTo(1);
      }

      fromDisk.accept();
      await().atMost(FakeIngest.PATIENCE).until(() -> at(application).sent() == 4);
      LedgerLaw.holdsAtRest(application, 4);
      assertThat(at(application).spooled()).isZero();
      assertThat(folder.batches()).isEmpty();
    }
  }

  /** Cut off, it would come twice: the receiver may have it by then. */
  @Test
  void aStopWaitsForTheAnswerToTheOneInFlightAndBeginsNoOther() throws Exception {
    SpoolFolder folder = new SpoolFolder(directory);
    Map<String, Object> settings = folder.settings(Held.SETTINGS);
    settings.put("routeflow.shutdown-timeout-ms", 60_000);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, Held.SPEC, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Held held = application.context().getBean(Held.class);
      Pings.send(application, 1);
      held.next().fail();
      Held.Attempt fromDisk = held.next();
      Pings.send(application, 1);
      Held.Attempt second = held.next();
      second.fail();
      await().atMost(FakeIngest.PATIENCE).until(() -> at(routeflow).spooled() == 2);

      Thread stop = new Thread(application::close);
      stop.start();
      await().atMost(FakeIngest.PATIENCE).until(() -> isOver(stop) || waitsForOutcomes(stop));
      fromDisk.accept();
      stop.join();
      assertThat(at(routeflow).sent()).isEqualTo(1);
      assertThat(at(routeflow).spooled()).isEqualTo(1);
      assertThat(at(routeflow).droppedTotal()).isZero();
      assertThat(folder.batches())
          .extracting(SpoolFolder::idOf)
          .containsExactly(second.id().toString());
      assertThat(held.hasNoOther()).isTrue();
    }
  }

  private static boolean isOver(Thread stop) {
    return !stop.isAlive();
  }

  private static boolean waitsForOutcomes(Thread stop) {
    return Arrays.stream(stop.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("awaitFinished"));
  }

  private static RouteflowStats.Destination at(TestApplication application) {
    return at(application.context().getBean(Routeflow.class));
  }

  private static RouteflowStats.Destination at(Routeflow routeflow) {
    return Objects.requireNonNull(routeflow.stats().destinations().get("held"));
  }
}
