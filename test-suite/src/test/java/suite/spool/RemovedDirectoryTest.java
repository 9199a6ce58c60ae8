package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
  private static final String HELD = "RemovedDirectoryTest.held";

  @TempDir Path directory = Path.of("");

  @Test
  void aBatchFromDiskThatIsBeingSentMeanwhileIsSentAgainWhenItFails() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory.resolve("removed"));
    Map<String, Object> settings =
        folder.settings(
            Map.of(
                "routeflow.spool.enabled", false,
                "routeflow.destinations.held.spool.enabled", true,
                "routeflow.destinations.held.max-attempts", 1,
                "routeflow.destinations.held.retry-base-ms", 50,
                "routeflow.destinations.held.timeout-ms", 60_000,
                "routeflow.destinations.held.flush-interval-ms", 20));
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, HELD, settings)) {
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

  /** Each attempt ends when the test says so. */
  @Requires(property = "spec.name", value = HELD)
  @Singleton
  static class Held implements EventExporter {
    private final BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();

    @Override
    public String name() {
      return "held";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      CompletableFuture<ExportResult> result = new CompletableFuture<>();
      attempts.add(new Attempt(batch.id(), result));
      return result;
    }

    Attempt next() {
      try {
        return Objects.requireNonNull(
            attempts.poll(FakeIngest.PATIENCE.toSeconds(), TimeUnit.SECONDS), "another attempt");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }

    record Attempt(UUID id, CompletableFuture<ExportResult> result) {

      void fail() {
        result.complete(new ExportResult.Retry(DropReason.HTTP_5XX, "held", null));
      }

      void accept() {
        result.complete(ExportResult.accepted());
      }
    }
  }
}
