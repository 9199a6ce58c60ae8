package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** The directory of the spool, or a part of it, is removed while the application runs. */
final class RemovedDirectoryTest {

  private static final String SPEC = "RemovedDirectoryTest";

  @TempDir Path directory = Path.of("");

  @Test
  void aBatchFromDiskThatIsBeingSentMeanwhileIsSentAgainWhenItFails() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory.resolve("removed"));
    Map<String, Object> settings = folder.settings(Held.SETTINGS);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, Held.SPEC, settings)) {
      Held held = application.context().getBean(Held.class);
      Pings.send(application, 1);
      Held.Attempt first = held.next();
      first.fail();
      Held.Attempt fromDisk = held.next();
      assertThat(fromDisk.id()).isEqualTo(first.id());
      assertThat(at(application).spooled()).isEqualTo(1);

      folder.delete();
      fromDisk.fail();
      Held.Attempt again = held.next();
      assertThat(again.id()).isEqualTo(first.id());
      again.accept();
      await().atMost(FakeIngest.PATIENCE.multipliedBy(2)).until(() -> at(application).sent() == 1);
      LedgerLaw.holdsAtRest(application, 1);
      assertThat(at(application).dropped()).isEmpty();
      assertThat(at(application).spooled()).isZero();
      await().atMost(FakeIngest.PATIENCE.multipliedBy(2)).until(() -> folder.batches().isEmpty());
    }
  }

  @Test
  void whereOnlyTheLockIsRemovedNothingIsLostAndTheFolderIsHeldAgain() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, folder.settings(Map.of()))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 5);
      await()
          .atMost(FakeIngest.PATIENCE.multipliedBy(2))
          .until(() -> routeflow.stats().spooled() == 5);
      List<Path> locks = folder.walk("lock");
      assertThat(locks).hasSize(1);
      Files.delete(locks.get(0));
      await()
          .atMost(FakeIngest.PATIENCE.multipliedBy(2))
          .until(() -> folder.walk("lock").equals(locks));
      assertThat(folder.events()).isEqualTo(5);

      ingest.otherwise(Answer.accept());
      ingest.awaitEvents(5);
      await()
          .atMost(FakeIngest.PATIENCE.multipliedBy(2))
          .until(() -> routeflow.stats().spooled() == 0);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 5);
      assertThat(stats.sent()).isEqualTo(5);
      assertThat(stats.adopted()).isZero();
      assertThat(stats.droppedTotal()).isZero();
    }
    assertThat(directory.toFile().list()).isEmpty();
  }

  private static RouteflowStats.Destination at(TestApplication application) {
    return Objects.requireNonNull(
        application.context().getBean(Routeflow.class).stats().destinations().get("held"));
  }
}
