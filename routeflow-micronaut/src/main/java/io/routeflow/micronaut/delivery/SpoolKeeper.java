package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.configuration.SpoolSettings;
import io.routeflow.micronaut.delivery.lane.DeliveryThread;
import io.routeflow.micronaut.delivery.spool.Spool;
import io.routeflow.micronaut.delivery.spool.SpoolClock;
import io.routeflow.micronaut.delivery.spool.SpoolOwner;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.diagnostics.Stage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Opens the spool, looks after it and closes it, on a thread of its own, so that neither the start
 * of the application nor the dispatcher waits for a disk.
 */
final class SpoolKeeper {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  /** How soon the batches of a process that has ended are adopted, and a disk is tried again. */
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final SpoolSettings settings;
  private final ServiceSettings service;
  private final InternalErrors errors;
  private final LongSupplier nanoTime;

  /** For the statistics it is read by any thread. */
  private volatile @Nullable Spool spool;

  private @Nullable DeliveryThread thread;
  private boolean warned;

  SpoolKeeper(RouteflowConfiguration configuration, InternalErrors errors, LongSupplier nanoTime) {
    this.settings = configuration.spool();
    this.service = configuration.service();
    this.errors = errors;
    this.nanoTime = nanoTime;
  }

  /** The spool, where a destination with these settings has it. */
  @Nullable Spool of(LaneSettings lane) {
    Boolean own = lane.outage().spooled();
    if (own == null ? !settings.enabled() : !own) {
      return null;
    }
    if (spool == null) {
      spool = make();
    }
    return spool;
  }

  private @Nullable Spool make() {
    String directory = settings.directory().orElse("");
    try {
      if (!directory.isEmpty()) {
        SpoolOwner owner = new SpoolOwner(service.name(), service.environment(), service::origin);
        return new Spool(Path.of(directory), owner, settings, SpoolClock.system(), nanoTime);
      }
      warn("routeflow.spool.directory is not set: nothing is kept on disk");
    } catch (InvalidPathException e) {
      warn("routeflow.spool.directory is no path: nothing is kept on disk");
    }
    return null;
  }

  private void warn(String why) {
    if (!warned) {
      warned = true;
      LOG.warn(why);
    }
  }

  /** Begins, when the destinations are known; once. */
  void start() {
    if (settings.enabled() && settings.directory().isEmpty()) {
      // also where no destination has asked for it, since there is none
      Spool unused = make();
    }
    Spool made = spool;
    if (made != null && thread == null) {
      DeliveryThread own = new DeliveryThread(DeliveryThread.NAME + "-spool");
      Runnable maintain = () -> maintain(made);
      own.execute(maintain);
      DeliveryThread.Repetition unused = own.repeat(maintain, INTERVAL);
      thread = own;
    }
  }

  /** The events of destinations that there are none of which were too old on disk, by name. */
  Map<String, Long> expiredElsewhere() {
    Spool made = spool;
    return made == null ? Map.of() : made.expiredElsewhere();
  }

  /** Whatever is thrown must not end the schedule. */
  private void maintain(Spool made) {
    try {
      made.maintain();
    } catch (Throwable e) {
      errors.report(Stage.SPOOL, e);
    }
  }

  /** Lets go of the folder; waits for that, but not for a disk that hangs. */
  void close(Duration time) {
    Spool made = spool;
    DeliveryThread own = thread;
    if (made == null || own == null) {
      return;
    }
    try {
      own.submit(made::close).get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      LOG.debug("The spool was not closed", e);
    } finally {
      own.stop();
    }
  }
}
