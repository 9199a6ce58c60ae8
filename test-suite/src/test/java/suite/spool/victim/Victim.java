package suite.spool.victim;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * An application with one small route. It prints its port, and from then on the time again and
 * again, so that its test knows for how long the machine has kept it from running, and now and then
 * its statistics.
 */
public final class Victim {

  /** Followed by the port. */
  public static final String LISTENS = "listens on ";

  /** Followed by {@link System#nanoTime()}, which the processes of a machine have in common. */
  public static final String BEAT = "beat ";

  public static final long BEAT_NANOS = 10_000_000;

  /**
   * Followed by a destination and its figures: offered, adopted, sent, dropped, waiting, spooled.
   */
  public static final String LEDGER = "ledger ";

  private static final int BEATS_A_LEDGER = 20;

  static final String PROPERTY = "suite.victim";

  private Victim() {}

  public static void main(String[] arguments) {
    ApplicationContext context =
        Micronaut.build(arguments)
            .banner(false)
            .properties(
                Map.of(
                    PROPERTY,
                    true,
                    "micronaut.server.host",
                    "127.0.0.1",
                    "micronaut.server.port",
                    -1,
                    "micronaut.application.name",
                    "victim"))
            .start();
    System.out.println(LISTENS + context.getBean(EmbeddedServer.class).getPort());
    Routeflow routeflow = context.getBean(Routeflow.class);
    for (int beat = 0; context.isRunning(); beat++) {
      System.out.println(BEAT + System.nanoTime());
      if (beat % BEATS_A_LEDGER == 0) {
        routeflow.stats().destinations().forEach(Victim::print);
      }
      LockSupport.parkNanos(BEAT_NANOS);
    }
  }

  private static void print(String destination, RouteflowStats.Destination one) {
    System.out.println(
        LEDGER
            + destination
            + " "
            + one.offered()
            + " "
            + one.adopted()
            + " "
            + one.sent()
            + " "
            + one.droppedTotal()
            + " "
            + one.waiting()
            + " "
            + one.spooled());
  }
}
