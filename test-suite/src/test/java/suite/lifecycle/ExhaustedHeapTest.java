package suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.RawHttp;
import suite.support.TestApplication;

/**
 * Where something of the application exhausts the heap, an allocation fails wherever it happens to:
 * on event loops, on the dispatcher's thread and the lanes'. Once there is memory again the
 * application answers, each event has its outcome, and further ones are delivered.
 *
 * <p>The server itself may lose the thread that accepts connections, with the module and without
 * it, and so may the client that delivers. Such a process says nothing about the module, and
 * another one is tried; unless none survives with the module, and one does without it.
 */
@Tag("load")
final class ExhaustedHeapTest {

  private static final int TRIES = 5;
  private static final int REQUESTS = 50;

  @Test
  void passesAndNothingIsLeftHalfDone() {
    if (!isTrueOnce(ExhaustedHeapTest::survives)) {
      assertThat(isTrueOnce(ExhaustedHeapTest::survivesWithoutTheModule))
          .as("a server survives without the module")
          .isFalse();
      Assumptions.abort("no server accepted connections afterwards, with the module or without");
    }
  }

  private static boolean isTrueOnce(BooleanSupplier process) {
    for (int i = 0; i < TRIES; i++) {
      if (process.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  private static boolean survivesWithoutTheModule() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process = launch(ingest).env("ROUTEFLOW_ENABLED", "false").start()) {
      return isAccepting(exhausted(process, () -> {}));
    } catch (UncheckedIOException full) {
      return false;
    }
  }

  /** Returns false where no connection is accepted any more. */
  private static boolean survives() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process = launch(ingest).start()) {
      int port;
      long before;
      try {
        port = exhausted(process, () -> ingest.awaitEvents(REQUESTS));
        before = counts(port)[1];
        send(port, REQUESTS);
      } catch (UncheckedIOException lost) {
        // an event loop of the server that has lost memory of its own closes connections, or is
        // gone
        return false;
      }
      if (process.output().stream().anyMatch(ExhaustedHeapTest::endsDeliverysEventLoop)) {
        return false;
      }
      await()
          .atMost(FakeIngest.PATIENCE)
          .untilAsserted(
              () -> {
                long[] now = counts(port);
                assertThat(isAtRest(now) && now[1] >= before + REQUESTS)
                    .as(() -> details(now, before, port, process))
                    .isTrue();
              });
      return true;
    }
  }

  /** Netty's, which nothing starts again. */
  private static boolean endsDeliverysEventLoop(String line) {
    return line.startsWith("Exception in thread \"routeflow-delivery");
  }

  private static String details(long[] now, long before, int port, JavaProcess process) {
    String details = RawHttp.exchange(port, RawHttp.get("/heap/counts/details")).text();
    return "%s after %d: %s %s".formatted(Arrays.toString(now), before, details, process.output());
  }

  /**
   * Has had its heap full, under requests; returns its port.
   *
   * @param awaited before that, so that all classes are loaded
   */
  private static int exhausted(JavaProcess process, Runnable awaited) {
    String line = process.awaitLine(said -> said.startsWith(ExhaustedHeapProcess.LISTENS));
    int port = Integer.parseInt(line.substring(ExhaustedHeapProcess.LISTENS.length()));
    send(port, REQUESTS);
    awaited.run();
    RawHttp.exchange(port, RawHttp.get("/heap/fill"));
    sendUntilItEnds(port, process);
    return port;
  }

  private static boolean isAccepting(int port) {
    try {
      RawHttp.connect(port).close();
      return true;
    } catch (UncheckedIOException refused) {
      return false;
    }
  }

  private static JavaLaunch launch(FakeIngest ingest) {
    return JavaProcess.of(ExhaustedHeapProcess.class)
        .option("-Xmx64m")
        .option("-XX:+UseSerialGC")
        .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
        .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
        .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
        .env("ROUTEFLOW_RETRY_BASE_MS", "5")
        .env("ROUTEFLOW_IGNORED_PATHS", "/heap/counts");
  }

  private static void send(int port, int requests) {
    try (RawHttp http = RawHttp.connect(port)) {
      for (int i = 0; i < requests; i++) {
        assertThat(http.send(RawHttp.get("/heap/item/" + i)).read().status()).isEqualTo(200);
      }
    }
  }

  /**
   * What fails in between is the server's and the application's: without memory both do. So may
   * what lets go of the heap, which is no process to learn from.
   */
  private static void sendUntilItEnds(int port, JavaProcess process) {
    int sent = 0;
    long start = System.nanoTime();
    while (!process.output().contains(ExhaustedHeapProcess.ENDS)) {
      if (System.nanoTime() - start > FakeIngest.PATIENCE.toNanos()) {
        throw new UncheckedIOException(new IOException("the heap stays full"));
      }
      try {
        RawHttp.exchange(port, RawHttp.get("/heap/item/" + sent++));
      } catch (UncheckedIOException | AssertionError lost) {
        // without an answer
      }
    }
  }

  private static boolean isAtRest(long[] counts) {
    return counts[2] == 0 && counts[0] == counts[1] + counts[3];
  }

  /** Captured, sent, waiting, dropped. */
  private static long[] counts(int port) {
    String text = RawHttp.exchange(port, RawHttp.get("/heap/counts")).text();
    return Arrays.stream(text.strip().split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }
}
