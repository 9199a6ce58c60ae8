package suite.lifecycle;

import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * An application in which threads die and Reactor drops errors, and which ends without its context
 * being closed. Handlers of the application's own say what they have seen.
 */
public final class GuardedProcess {

  static final String STARTED = "started";
  static final String ENDS = "ends";
  static final String OWN_HANDLER = "own handler: ";
  static final String OWN_HOOK = "own hook: ";
  static final String CLOSED = "closed, the handler is ";

  private GuardedProcess() {}

  /** As an application that does its work while the JVM ends. */
  private static void startLate(Map<String, Object> settings) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try (ApplicationContext late = ApplicationContext.run(settings)) {
                    late.getBean(Routeflow.class)
                        .captureEvent(CapturedEvent.named("clean up").build());
                  }
                }));
    System.out.println(STARTED);
    System.out.println(ENDS);
    System.exit(0);
  }

  /**
   * Arguments: the endpoint, whether the guards are on, own handlers or not, exit, close (and start
   * again), reset (likewise, without Reactor's hooks) or late.
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments[2].equals("own")) {
      Thread.setDefaultUncaughtExceptionHandler(
          (thread, exception) -> System.out.println(OWN_HANDLER + exception.getMessage()));
      Hooks.onErrorDropped(error -> System.out.println(OWN_HOOK + error.getMessage()));
    }
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("routeflow.endpoint", arguments[0]);
    settings.put("routeflow.ingest-key", "rf_test_key");
    settings.put("routeflow.flush-interval-ms", 60_000);
    settings.put("routeflow.shutdown-timeout-ms", 20_000);
    settings.put("routeflow.process-guards", arguments[1]);
    settings.put("micronaut.security.enabled", false);
    if (arguments[3].equals("late")) {
      startLate(settings);
    }
    ApplicationContext context = ApplicationContext.run(settings);
    System.out.println(STARTED);

    fail("password=canary of a thread", "dropped");
    boolean resets = arguments[3].equals("reset");
    if (resets || arguments[3].equals("close")) {
      context.close();
      boolean back = Thread.getDefaultUncaughtExceptionHandler() == before;
      System.out.println(CLOSED + (back ? "back" : "ours"));
      if (resets) {
        Hooks.resetOnErrorDropped();
      }
      fail("between", "dropped between");
      context = ApplicationContext.run(settings);
      fail("again", "dropped again");
    }
    System.out.println(ENDS);
    System.exit(0);
  }

  private static void fail(String ofThread, String dropped) throws InterruptedException {
    Thread dying =
        new Thread(
            () -> {
              throw new IllegalStateException(ofThread);
            });
    dying.start();
    dying.join();
    Operators.onErrorDropped(new IllegalArgumentException(dropped), Context.empty());
  }
}
