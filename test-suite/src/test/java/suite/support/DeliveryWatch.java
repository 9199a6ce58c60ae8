package suite.support;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks over and over at what threads of the application are doing, and keeps what of it is no part
 * of capture: that would be the delivery's work on threads that are not its own, or a wait for it.
 */
public final class DeliveryWatch implements AutoCloseable {

  /** The event loops of the server. */
  public static final String SERVER_LOOP = "default-eventLoopGroup";

  private static final String OURS = "io.routeflow.micronaut.";

  /** What may be found on threads of the application, above our package. */
  private static final List<String> CAPTURE =
      List.of(
          "capture.",
          "policy.",
          "queue.",
          "spi.",
          "event.",
          "diagnostics.",
          "configuration.",
          "metrics.",
          "jdbc.");

  private static final String DOOR = "console.access.";

  /** A full batch wakes the dispatcher: the one thing that a request's thread does there. */
  private static final String SCHEDULER = OURS + "delivery.FlushScheduler";

  private static final String WAKES = "onBatchFull";

  /** The JVM shows them by a name of its own; what they call is the next frame. */
  private static final String LAMBDA = "$$Lambda";

  private final Predicate<Thread> watched;
  private final Predicate<StackTraceElement> asksItself;
  private final List<String> capture;
  private final long pauseNanos;
  private final Set<String> found = ConcurrentHashMap.newKeySet();
  private final AtomicLong stacks = new AtomicLong();
  private final Thread thread = new Thread(this::look, "delivery-watch");
  private volatile boolean closed;

  private DeliveryWatch(
      Predicate<Thread> watched,
      Predicate<StackTraceElement> asksItself,
      List<String> capture,
      Duration pause) {
    this.watched = watched;
    this.asksItself = asksItself;
    this.capture = capture;
    this.pauseNanos = pause.toNanos();
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Of the server's event loops.
   *
   * @param console whether it is on: then its door, and nothing else of it, looks at each request
   */
  public static DeliveryWatch ofServerLoops(boolean console) {
    return new DeliveryWatch(
        one -> one.getName().startsWith(SERVER_LOOP),
        frame -> false,
        console ? Stream.concat(CAPTURE.stream(), Stream.of(DOOR)).toList() : CAPTURE,
        Duration.ofMillis(1));
  }

  /**
   * Of all threads but the module's own.
   *
   * @param asksItself a method of the application that asks the module for something
   */
  public static DeliveryWatch ofAllButTheDelivery(Predicate<StackTraceElement> asksItself) {
    return new DeliveryWatch(
        one -> !one.getName().startsWith("routeflow"), asksItself, CAPTURE, Duration.ofMillis(5));
  }

  private void look() {
    while (!closed) {
      for (Thread one : threads()) {
        if (watched.test(one)) {
          see(one.getName(), one.getStackTrace());
        }
      }
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private static List<Thread> threads() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    for (ThreadGroup parent = all.getParent(); parent != null; parent = all.getParent()) {
      all = parent;
    }
    Thread[] threads = new Thread[2 * all.activeCount() + 8];
    return Arrays.asList(threads).subList(0, all.enumerate(threads));
  }

  /** From the outermost call on, up to what may do there what it wants. */
  private void see(String name, StackTraceElement[] stack) {
    stacks.incrementAndGet();
    for (int i = stack.length - 1; i >= 0; i--) {
      StackTraceElement frame = stack[i];
      if (wakes(frame) || asksItself.test(frame)) {
        return;
      }
      if (isDelivery(frame.getClassName(), capture)) {
        found.add(frame.getClassName() + "." + frame.getMethodName() + " on " + name);
      }
    }
  }

  private static boolean wakes(StackTraceElement frame) {
    return frame.getClassName().equals(SCHEDULER) && frame.getMethodName().equals(WAKES);
  }

  private static boolean isDelivery(String type, List<String> capture) {
    if (type.contains(LAMBDA)) {
      return false;
    }
    return type.startsWith("io.micronaut.http.client.")
        || (type.startsWith(OURS)
            && capture.stream().noneMatch(stage -> type.startsWith(OURS + stage)));
  }

  /** What was found so far. */
  public Set<String> found() {
    return found;
  }

  /** How many stacks were looked at. */
  public long stacks() {
    return stacks.get();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
