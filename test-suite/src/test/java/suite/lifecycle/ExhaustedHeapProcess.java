package suite.lifecycle;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An application in which something fills the heap, to the last byte, for a moment. */
public final class ExhaustedHeapProcess {
  static final String LISTENS = "listens on ";
  static final String BEGINS = "the heap is filled";
  static final String ENDS = "the heap is free";

  private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
  private static final int LARGEST = 1 << 16;

  private ExhaustedHeapProcess() {}

  public static void main(String[] arguments) {
    ApplicationContext context =
        Micronaut.build(arguments)
            .banner(false)
            .properties(
                Map.of(
                    "suite.exhausted-heap",
                    true,
                    "micronaut.server.host",
                    "127.0.0.1",
                    "micronaut.server.port",
                    -1,
                    "micronaut.security.enabled",
                    false))
            .start();
    System.out.println(LISTENS + context.getBean(EmbeddedServer.class).getPort());
  }

  /** What takes the memory. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(byte[] bytes, @Nullable Piece next) {}

  @Requires(property = "suite.exhausted-heap")
  @Controller("/heap")
  static class Heap {
    private final Routeflow routeflow;
    private volatile @Nullable Piece held;

    Heap(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/item/{id}")
    String item(int id) {
      return "item " + id;
    }

    /** On a thread of its own. */
    @Get("/fill")
    String fill() {
      Thread hog = new Thread(this::fillAndLetGo, "hog");
      hog.setDaemon(true);
      hog.start();
      return "begun";
    }

    private void fillAndLetGo() {
      System.out.println(BEGINS);
      fillForAMoment();
      while (!isSaid(ENDS)) {
        LockSupport.parkNanos(FULL_NANOS);
      }
    }

    /** Others may have the memory that was just let go of. */
    private static boolean isSaid(String line) {
      try {
        System.out.println(line);
        return true;
      } catch (OutOfMemoryError taken) {
        return false;
      }
    }

    /** Whatever fails, even the wait, for want of memory: it is free afterwards. */
    private void fillForAMoment() {
      try {
        for (int size = LARGEST; size > 0; size /= 16) {
          fill(size);
        }
        LockSupport.parkNanos(FULL_NANOS);
      } catch (OutOfMemoryError full) {
        // as meant
      } finally {
        held = null;
      }
    }

    private void fill(int size) {
      try {
        while (true) {
          held = new Piece(new byte[size], held);
        }
      } catch (OutOfMemoryError full) {
        // as meant
      }
    }

    /** What a failure is to be understood by. */
    @Get("/counts/details")
    String details() {
      StringBuilder details = new StringBuilder(routeflow.stats().toString());
      Thread.getAllStackTraces()
          .forEach(
              (thread, stack) -> {
                if (thread.getName().startsWith("routeflow")) {
                  details.append("\n").append(thread).append(Arrays.asList(stack));
                }
              });
      return details.toString();
    }

    /** Captured, sent, waiting, dropped. */
    @Get("/counts")
    String counts() {
      RouteflowStats stats = routeflow.stats();
      return stats.captured()
          + " "
          + stats.sent()
          + " "
          + stats.waiting()
          + " "
          + stats.droppedTotal();
    }
  }
}
