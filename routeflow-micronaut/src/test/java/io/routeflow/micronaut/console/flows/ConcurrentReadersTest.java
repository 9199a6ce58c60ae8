package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.RequestEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One writes, round and round over the routes; whatever moment a reader meets, it fits. */
final class ConcurrentReadersTest {

  private static final int READERS = 3;
  private static final int READS = 150;
  private static final int ROUTES = 7;

  private final RecentFlows flows =
      new RecentFlows(new ManualClock(), new InternalErrors(() -> (stage, error) -> {}));

  @Test
  void whatIsReadIsOneMoment() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(ROUTES);
    ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
    try {
      Future<?> writer = threads.submit(() -> write(begun, done));
      List<Future<?>> readers =
          IntStream.range(0, READERS)
              .<Future<?>>mapToObj(i -> threads.submit(() -> read(begun)))
              .toList();
      for (Future<?> reader : readers) {
        reader.get(1, TimeUnit.MINUTES);
      }
      done.set(true);
      writer.get(1, TimeUnit.MINUTES);
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  private void write(CountDownLatch begun, AtomicBoolean done) {
    for (int i = 0; !done.get(); i++) {
      String name = String.valueOf(i % ROUTES);
      RequestEvent event =
          SampleFlow.number(i)
              .path("/" + name)
              .nanos(i * 1_000L)
              .sql(SampleFlow.usage(SampleFlow.statement(name, "t", 2, 1_000_000)))
              .event();
      flows.waiting(event, null);
      flows.sent("ingest", SampleFlow.batch(event), 1);
      begun.countDown();
    }
  }

  /** Once each route was written, so that there is something to read. */
  private Void read(CountDownLatch begun) throws InterruptedException {
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    for (int i = 0; i < READS; i++) {
      assertRowsFit(flows.requests());
      RouteReport routes = flows.routes();
      assertThat(routes.routes()).hasSize(ROUTES);
      assertRoundRobin(routes.routes().stream().map(RouteReport.Route::count).toList(), 1);
      assertThat(routes.routes()).allMatch(route -> route.sqlPerRequest() == 2);
      assertRoundRobin(
          flows.statements().statements().stream().map(SqlReport.Statement::count).toList(), 2);
      RingSize size = flows.size();
      assertThat(size.bytes() == 0).isEqualTo(size.requests() == 0);
    }
    return null;
  }

  private static void assertRowsFit(List<FlowRow> rows) {
    assertThat(rows).isNotEmpty().hasSizeLessThanOrEqualTo(Ring.MAX_REQUESTS);
    for (int i = 0; i < rows.size(); i++) {
      FlowRow row = rows.get(i);
      long number = row.seq() - 1;
      assertThat(row.seq()).isEqualTo(rows.get(0).seq() + i);
      assertThat(row.traceId()).isEqualTo("trace-" + number);
      assertThat(row.latencyMs()).isEqualTo(number / 1000.0);
      if (i < rows.size() - 1) {
        assertThat(row.outcome()).as("all but the last were written whole").isEqualTo("sent");
      }
    }
  }

  /** Never is one of them more than a round ahead of another, nor the later of an earlier. */
  private static void assertRoundRobin(List<Long> counts, long step) {
    for (int i = 1; i < counts.size(); i++) {
      assertThat(counts.get(0) - counts.get(i)).isBetween(0L, step);
      assertThat(counts.get(i - 1) - counts.get(i)).isBetween(0L, step);
    }
  }
}
