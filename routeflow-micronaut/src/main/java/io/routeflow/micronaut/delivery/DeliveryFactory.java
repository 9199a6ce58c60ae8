package io.routeflow.micronaut.delivery;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Prototype;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.CaptureSettings;
import io.routeflow.micronaut.configuration.DestinationSettings;
import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.delivery.lane.DeliveryThread;
import io.routeflow.micronaut.delivery.lane.DestinationLane;
import io.routeflow.micronaut.diagnostics.DebugLog;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.policy.TailSampler;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.spi.DestinationListener;
import io.routeflow.micronaut.spi.EventExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Connects what is behind the queue. The dispatcher and the lanes are made late, on the
 * dispatcher's thread, because the hooks, the exporters and above all the HTTP client would hold up
 * the start of the application.
 */
@Factory
final class DeliveryFactory {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private final RouteflowConfiguration configuration;
  private final EventQueue queue;
  private final EventLedger ledger;
  private final InternalErrors errors;
  private final DispatchProgress progress;
  private final BeanProvider<ApplicationHooks> hookBeans;
  private final BeanProvider<ExporterBeans> exporters;
  private final BeanProvider<DestinationSettings> settings;

  /** Of all dispatchers, since one may be provisional. Confined to the dispatcher's thread. */
  private final DropLog queueFull = DropLog.ofQueues();

  DeliveryFactory(
      RouteflowConfiguration configuration,
      EventQueue queue,
      EventLedger ledger,
      InternalErrors errors,
      DispatchProgress progress,
      BeanProvider<ApplicationHooks> hookBeans,
      BeanProvider<ExporterBeans> exporters,
      BeanProvider<DestinationSettings> settings) {
    this.configuration = configuration;
    this.queue = queue;
    this.ledger = ledger;
    this.errors = errors;
    this.progress = progress;
    this.hookBeans = hookBeans;
    this.exporters = exporters;
    this.settings = settings;
  }

  /** A new snapshot each time that the statistics are injected or asked for. */
  @Prototype
  RouteflowStats stats() {
    return progress.stats();
  }

  /** The time to the first tick, which makes the destinations: none is to wait longer for it. */
  Duration firstInterval() {
    return settings.get().shortestFlushInterval(configuration.lane().flushInterval());
  }

  /**
   * The dispatcher with the lanes behind it; never throws. Where the hooks cannot be made it is a
   * provisional one that lets nothing pass, since a rule may be among them.
   */
  EventDispatcher dispatcher(DeliveryThread thread) {
    DebugLog debug = new DebugLog(configuration);
    ApplicationHooks hooks = makeHooks();
    if (hooks == null) {
      ObserverNotifier none = new ObserverNotifier(List.of(), thread, errors);
      return dispatcher(ApplicationHooks.refusing(), Destinations.NONE, none, debug, null);
    }
    ObserverNotifier observers = new ObserverNotifier(hooks.observers(), thread, errors);
    Exporters source = new Exporters();
    SpoolKeeper spool = new SpoolKeeper(configuration, errors, hooks.clock());
    LaneMaker lanes = (name, exporter) -> lane(name, exporter, hooks, observers, debug, spool);
    Destinations destinations = destinations(source, lanes, spool);
    progress.destinations(destinations);
    notify(hooks.destinationListeners(), destinations.names());
    LateExporters late =
        new LateExporters(
            source, lanes, more -> join(more, hooks.destinationListeners(), spool), errors);
    return dispatcher(hooks, destinations, observers, debug, late);
  }

  private void join(
      List<DestinationLane> more, List<DestinationListener> listeners, SpoolKeeper spool) {
    progress.join(more);
    spool.start();
    notify(listeners, more.stream().map(DestinationLane::name).toList());
  }

  private EventDispatcher dispatcher(
      ApplicationHooks hooks,
      Destinations destinations,
      ObserverNotifier observers,
      DebugLog debug,
      @Nullable LateExporters late) {
    ChunkReader chunks =
        new ChunkReader(
            configuration.lane().maxEventsPerBatch(),
            queue,
            ledger,
            progress,
            destinations,
            hooks.rules(configuration.requests().captureSuccess()),
            tailSampler(configuration.capture()),
            debug,
            observers,
            errors);
    DropNotifier drops =
        new DropNotifier(
            ledger, destinations, hooks.dropListeners(), errors, queueFull, hooks.clock());
    return new EventDispatcher(
        queue, chunks, destinations, drops, errors, configuration.lane().flushInterval(), late);
  }

  private static TailSampler tailSampler(CaptureSettings capture) {
    return new TailSampler(
        capture.sampleRate(), capture.samplingSecret().orElse(null), capture.tailSampling());
  }

  private @Nullable ApplicationHooks makeHooks() {
    try {
      return hookBeans.get();
    } catch (Throwable e) {
      errors.report(Stage.DELIVERY, e);
      return null;
    }
  }

  private Destinations destinations(Exporters exporters, LaneMaker maker, SpoolKeeper spool) {
    List<DestinationLane> lanes = new ArrayList<>();
    exporters
        .makeMissing()
        .forEach(
            (name, exporter) -> {
              DestinationLane lane = maker.apply(name, exporter);
              if (lane != null) {
                lanes.add(lane);
              }
            });
    spool.start();
    if (configuration.ingest().endpoint().isEmpty()) {
      LOG.info(
          "routeflow.endpoint is not set: requests are counted, and events {}",
          lanes.isEmpty() ? "are sent nowhere" : "go to " + names(lanes));
    }
    return new Destinations(lanes, spool);
  }

  private static String names(List<DestinationLane> lanes) {
    return String.join(", ", lanes.stream().map(DestinationLane::name).toList());
  }

  /** Makes the lane of an exporter; {@code null} where that fails. */
  private interface LaneMaker
      extends BiFunction<String, EventExporter, @Nullable DestinationLane> {}

  /** All of them first, then those that could not be made. */
  private final class Exporters implements LateExporters.Source {

    private boolean listed;

    @Override
    public boolean isIncomplete() {
      return !listed || exporters.get().isIncomplete();
    }

    @Override
    public Map<String, EventExporter> makeMissing() {
      try {
        ExporterBeans beans = exporters.get();
        Map<String, EventExporter> made = listed ? beans.makeMissing() : beans.byName();
        listed = true;
        return made;
      } catch (Throwable e) {
        errors.report(Stage.EXPORT, e);
        return Map.of();
      }
    }
  }

  private @Nullable DestinationLane lane(
      String name,
      EventExporter exporter,
      ApplicationHooks hooks,
      ObserverNotifier observers,
      DebugLog debug,
      SpoolKeeper spool) {
    try {
      LaneSettings own = settings.get().of(name);
      String secret = configuration.capture().samplingSecret().orElse(null);
      Sampler sampler = Sampler.ofDestination(own.selection().sampleRate(), secret);
      return new DestinationLane(
          name, own, sampler, exporter, observers, errors, debug, hooks.clock(), spool.of(own));
    } catch (Throwable e) {
      errors.report(Stage.EXPORT, e, name);
      return null;
    }
  }

  private void notify(List<DestinationListener> listeners, List<String> names) {
    for (DestinationListener listener : listeners) {
      try {
        listener.destinationsKnown(names);
      } catch (Throwable e) {
        errors.report(Stage.OBSERVE, e);
      }
    }
  }
}
