package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the console keeps takes no more of the heap than it says and the guide promises: weighed as
 * what the heap has more of after a collection, with the largest that there may be of everything.
 */
final class HeapBoundTest {

  private static final long MEGABYTE = 1_000_000;

  /** The bounds of the guide: 16 MiB of events, 4 MB of routes, 10 MB of statements. */
  private static final long EVENTS = 16L * 1024 * 1024;

  private static final long ROUTES = 4 * MEGABYTE;

  private static final long STATEMENTS = 10 * MEGABYTE;

  /** What the rest of the process takes or gives back meanwhile, and the latest batches. */
  private static final long ASIDE = MEGABYTE;

  private static final int COLLECTIONS = 4;

  @Test
  void theEventsTakeNoMoreThanTheirOwnAccountSays() {
    Weighed<Ring> ring =
        Weighed.of(
            () -> {
              Ring full = new Ring();
              for (int number = 1; number <= 150; number++) {
                full.add(LargestEvent.request(number, 4), LargestEvent.local(number), 0);
                full.add(LargestEvent.job(1_000 + number, 40), LargestEvent.local(number), 0);
              }
              return full;
            });
    long account = ring.of().size().bytes();
    System.out.printf("events: %,d bytes weighed, %,d counted%n", ring.bytes(), account);
    assertThat(account).isBetween(EVENTS * 9 / 10, EVENTS);
    assertThat(ring.bytes()).isBetween(account / 2, account + ASIDE);
  }

  @Test
  void smallEventsTakeNoMoreThanTheirOwnAccountSaysEither() {
    Weighed<List<Ring>> rings =
        Weighed.of(() -> Stream.generate(HeapBoundTest::small).limit(20).toList());
    long account = rings.of().stream().mapToLong(ring -> ring.size().bytes()).sum();
    System.out.printf("small events: %,d bytes weighed, %,d counted%n", rings.bytes(), account);
    assertThat(rings.bytes()).isBetween(account / 4, account + ASIDE);
  }

  private static Ring small() {
    Ring ring = new Ring();
    for (int number = 1; number <= 2 * Ring.MAX_REQUESTS; number++) {
      ring.add(SampleFlow.number(number).path("/" + number).event(), null, 0);
    }
    assertThat(ring.size().requests()).isEqualTo(Ring.MAX_REQUESTS);
    return ring;
  }

  @Test
  void theFiguresByRouteTakeNoMoreThanTheGuideSays() {
    Weighed<RouteTable> table =
        Weighed.of(
            () -> {
              RouteTable full = new RouteTable();
              for (int each = 0; each < 26; each++) {
                for (int route = 0; route < 300; route++) {
                  String path = "/route/" + route + "/" + "ж".repeat(1_000);
                  full.add(
                      SampleFlow.number(route).path(path).nanos(200_000L << each).event(), 0, 0);
                }
              }
              return full;
            });
    System.out.printf("routes: %,d bytes weighed%n", table.bytes());
    assertThat(table.of().report(0)).hasSize(RouteTable.MAX_ROUTES);
    assertThat(table.bytes()).isBetween(ROUTES / 2, ROUTES);
  }

  @Test
  void theFiguresByStatementTakeNoMoreThanTheGuideSays() {
    List<RouteKey> routes =
        IntStream.range(0, 21).mapToObj(route -> new RouteKey("GET", "/route/" + route)).toList();
    Weighed<StatementTable> table =
        Weighed.of(
            () -> {
              StatementTable full = new StatementTable();
              for (int number = 0; number < 320; number++) {
                Event event = LargestEvent.request(number, 1);
                routes.forEach(route -> full.add(event, route));
              }
              return full;
            });
    System.out.printf("statements: %,d bytes weighed%n", table.bytes());
    assertThat(table.of().report()).hasSize(StatementTable.MAX_STATEMENTS);
    assertThat(table.bytes()).isBetween(STATEMENTS / 2, STATEMENTS);
  }

  @Test
  void allThatTheConsoleKeepsTakesNoMoreThanTheSum() {
    Weighed<RecentFlows> flows =
        Weighed.of(
            () -> {
              RecentFlows full =
                  new RecentFlows(
                      Clock.systemUTC(), new InternalErrors(() -> (stage, error) -> {}));
              for (int number = 1; number <= 400; number++) {
                full.waiting(LargestEvent.request(number, 4), LargestEvent.local(number));
                full.attemptFailed("ingest", "cause " + "ж".repeat(10_000));
                full.sent(
                    "ingest",
                    new EventBatch(
                        new UUID(0, number), List.of(LargestEvent.job(10_000 + number, 1))),
                    1);
              }
              return full;
            });
    System.out.printf("console: %,d bytes weighed%n", flows.bytes());
    assertThat(flows.of().size().bytes()).isGreaterThan(EVENTS * 9 / 10);
    assertThat(flows.of().routes().routes()).hasSize(RouteTable.MAX_ROUTES);
    assertThat(flows.of().statements().statements()).hasSize(StatementTable.MAX_STATEMENTS);
    assertThat(flows.bytes()).isBetween(MEGABYTE, EVENTS + ROUTES + STATEMENTS + ASIDE);
  }

  private record Weighed<T>(T of, long bytes) {

    /** Made once unmeasured, so that what is loaded on the way does not count. */
    static <T> Weighed<T> of(Supplier<T> maker) {
      loadWith(maker);
      long before = used();
      T made = maker.get();
      return new Weighed<>(made, used() - before);
    }

    private static <T> void loadWith(Supplier<T> maker) {
      T unused = maker.get();
    }

    /** The least of several collections: objects of other threads come and go in between. */
    private static long used() {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
        least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      }
      return least;
    }
  }
}
