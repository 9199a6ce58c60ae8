package io.routeflow.micronaut.flush;

import io.micronaut.context.BeanProvider;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who knows whom behind the queue. The parts are no beans, because each definition of a bean costs
 * the start of the application; and they are made late, because so do their classes, the hooks, and
 * above all the HTTP client.
 */
final class Wiring {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  private final RouteflowConfiguration configuration;
  private final EventQueue queue;
  private final Ledger ledger;
  private final InternalErrors errors;
  private final DeliveryThread thread;
  private final Progress progress;
  private final BeanProvider<Hooks> hooks;
  private final BeanProvider<Exporters> exporters;

  Wiring(
      RouteflowConfiguration configuration,
      EventQueue queue,
      Ledger ledger,
      InternalErrors errors,
      DeliveryThread thread,
      Progress progress,
      BeanProvider<Hooks> hooks,
      BeanProvider<Exporters> exporters) {
    this.configuration = configuration;
    this.queue = queue;
    this.ledger = ledger;
    this.errors = errors;
    this.thread = thread;
    this.progress = progress;
    this.hooks = hooks;
    this.exporters = exporters;
  }

  /** All of it, by the part that drives the others; never throws. */
  Flusher flusher() {
    Hooks hooks = hooks();
    Clock clock = hooks.clock() == null ? Clock.systemUTC() : hooks.clock();
    DebugLog debug = new DebugLog(configuration);
    Observers observers = new Observers(hooks.observers(), errors);
    DeliveryLog log = new DeliveryLog(ledger, debug, clock);
    Attempts attempts = new Attempts(configuration, thread, errors);
    Courier courier =
        new Courier(
            configuration, exporters(), attempts, thread, ledger, progress, log, observers, errors);
    BatchMaker batches =
        new BatchMaker(
            configuration, queue, ledger, progress, hooks.rules(), debug, observers, errors);
    DropReports drops = new DropReports(configuration, ledger, hooks.dropListeners(), errors);
    return new Flusher(queue, ledger, batches, courier, progress, drops, errors);
  }

  private Hooks hooks() {
    try {
      return hooks.get();
    } catch (Throwable e) {
      errors.report("flush", e);
      return Hooks.refusing();
    }
  }

  /** The exporters; none where one of them cannot be made. */
  private Exporters exporters() {
    Exporters made;
    try {
      made = exporters.get();
    } catch (Throwable e) {
      errors.report("export", e);
      made = new Exporters(null, List.of(), errors);
    }
    if (configuration.endpoint().isEmpty()) {
      LOG.info(
          "routeflow.endpoint is not set: requests are counted, and events {}",
          made.primary() == null ? "are sent nowhere" : "go to the application's exporter");
    }
    return made;
  }
}
