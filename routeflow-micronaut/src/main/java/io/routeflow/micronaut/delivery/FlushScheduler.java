package io.routeflow.micronaut.delivery;

import io.micronaut.context.BeanContext;
import io.micronaut.context.env.Environment;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.delivery.lane.DeliveryThread;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.queue.EventQueue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * When the dispatcher works: once an interval, when a full batch waits, and on demand. Always on
 * the dispatcher's thread, where it is made with the first of these.
 */
@Singleton
final class FlushScheduler {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private final EventQueue queue;
  private final DispatchProgress progress;
  private final DeliveryFactory factory;
  private final InternalErrors errors;
  private final BeanContext context;
  private final Environment environment;
  private final boolean early;
  private final DeliveryThread thread = new DeliveryThread(DeliveryThread.NAME);

  /** Completed when nothing is delivered any more. */
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  /** Confined to the dispatcher's thread. */
  private @Nullable EventDispatcher made;

  /** Confined to the dispatcher's thread once it is started, as the time between two of them. */
  private DeliveryThread.@Nullable Repetition ticks;

  private Duration interval;

  FlushScheduler(
      RouteflowConfiguration configuration,
      EventQueue queue,
      DispatchProgress progress,
      DeliveryFactory factory,
      InternalErrors errors,
      BeanContext context,
      Environment environment) {
    this.context = context;
    this.environment = environment;
    this.queue = queue;
    this.progress = progress;
    this.factory = factory;
    this.errors = errors;
    this.interval = factory.firstInterval();
    this.early = configuration.spool().directory().isPresent();
  }

  /**
   * Begins: the first time after the shortest interval of all destinations, since nothing waits at
   * the start. Where there may be a spool, what is behind the queue is made at once: batches of
   * ended processes wait there for their destinations, and new ones are to be on disk in time.
   *
   * <p>Not in a context that is being closed, in which a task that was late has asked for the beans
   * once more: no one would end the thread. A context makes this the first time before it runs, and
   * says that it runs until the last of its beans is gone.
   *
   * @return whether it did begin
   */
  boolean start() {
    if (context.isRunning() || !environment.isRunning()) {
      stop();
      return false;
    }
    queue.onBatchFull(this::onBatchFull);
    ticks = thread.repeat(this::tick, interval);
    if (early) {
      thread.execute(this::prepare);
    }
    return true;
  }

  /**
   * Sends whatever waits now and waits for the outcome.
   *
   * @return {@code false} where the deadline passed first, and on threads of the delivery
   */
  boolean flush(long deadlineNanos) throws InterruptedException {
    return flush(null, deadlineNanos);
  }

  /**
   * The same for one destination; the others are offered what waits and go on as they do.
   *
   * @param destination its name, or {@code null} for all
   */
  boolean flush(@Nullable String destination, long deadlineNanos) throws InterruptedException {
    return flush(destination, deadlineNanos, deadlineNanos);
  }

  /**
   * The same where what waits is to be at the destinations although there is no time left for its
   * outcome.
   */
  boolean passOn(long passedNanos, long deadlineNanos) throws InterruptedException {
    return flush(null, passedNanos, deadlineNanos);
  }

  private boolean flush(@Nullable String destination, long passedNanos, long deadlineNanos)
      throws InterruptedException {
    if (progress.isIdle()) {
      return true;
    }
    if (DeliveryThread.isCurrent()) {
      // a hook or an exporter would wait for its own thread, and all events with it
      return false;
    }
    CompletableFuture<Destinations.FlushMark> passed = new CompletableFuture<>();
    thread.execute(() -> pass(destination, passed));
    try {
      CompletableFuture.anyOf(passed, ended)
          .get(passedNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      // where the delivery has ended everything has its outcome
      return !passed.isDone() || passed.get().awaitFinished(deadlineNanos);
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      return false;
    }
  }

  private void pass(
      @Nullable String destination, CompletableFuture<Destinations.FlushMark> passed) {
    try {
      passed.complete(dispatcher().flush(destination));
    } catch (Throwable e) {
      errors.report(Stage.DELIVERY, e);
      passed.completeExceptionally(e);
    }
  }

  /**
   * Reports the drops that are not reported yet and ends the thread. Waits for the reports, but not
   * for a thread that is blocked.
   */
  void end(Duration time) {
    Future<?> reported = thread.submit(this::reportDrops);
    try {
      reported.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      LOG.debug("The dispatcher's thread did not report what was dropped", e);
    } finally {
      stop();
    }
  }

  /** A later tick would find the beans gone, and make them anew. */
  void stop() {
    thread.stop();
    ended.complete(null);
  }

  /** Where nothing ever came, nothing is made for it in the end. */
  private void reportDrops() {
    if (made != null || queue.accepted() > 0) {
      dispatcher().reportDrops();
    }
  }

  private EventDispatcher dispatcher() {
    EventDispatcher dispatcher = made;
    if (dispatcher == null) {
      dispatcher = factory.dispatcher(thread);
      made = dispatcher;
      tickEvery(dispatcher.interval());
    }
    return dispatcher;
  }

  /** A failure is not for ever: hooks that could not be made are made again. */
  private void replaceProvisional() {
    EventDispatcher dispatcher = made;
    if (dispatcher != null && dispatcher.isProvisional()) {
      made = null;
    }
  }

  /** The destinations may need another interval than was known at the start, or until now. */
  private void tickEvery(Duration needed) {
    DeliveryThread.Repetition started = ticks;
    if (started != null && !needed.equals(interval)) {
      ticks = thread.repeat(this::tick, needed);
      interval = needed;
      started.cancel();
    }
  }

  /** Whatever is thrown must not end the schedule. */
  private void tick() {
    if (!environment.isRunning()) {
      stop();
      return;
    }
    try {
      replaceProvisional();
      EventDispatcher dispatcher = dispatcher();
      dispatcher.tick();
      tickEvery(dispatcher.interval());
    } catch (Throwable e) {
      errors.report(Stage.DELIVERY, e);
    } finally {
      progress.ticked();
    }
  }

  private void prepare() {
    try {
      EventDispatcher unused = dispatcher();
    } catch (Throwable e) {
      errors.report(Stage.DELIVERY, e);
    }
  }

  /** On the thread of the event that has completed a batch. */
  private void onBatchFull() {
    thread.execute(() -> dispatcher().pump());
  }
}
