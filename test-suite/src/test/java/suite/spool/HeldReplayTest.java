package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.nio.file.Path;
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

  private static RouteflowStats.Destination at(TestApplication application) {
    return Objects.requireNonNull(
        application.context().getBean(Routeflow.class).stats().destinations().get("held"));
  }
}
