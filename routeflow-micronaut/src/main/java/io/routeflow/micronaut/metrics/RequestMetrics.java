package io.routeflow.micronaut.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.configuration.DetailSettings;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.MetricsSettings;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.spi.RequestObserver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One histogram of all requests, {@code http.request.duration}: also of those that sampling, rules
 * or a full queue keep from becoming events. Thread-safe.
 */
@Singleton
@Requires(classes = MeterRegistry.class, beans = MeterRegistry.class)
@Requires(condition = MetricsEnabled.class)
final class RequestMetrics implements RequestObserver {

  static final String NAME = "http.request.duration";

  /** The handler of requests without a route. */
  static final String NONE = "none";

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.metrics"));
  private static final int HUNDRED = 100;

  private final BeanProvider<MeterRegistry> registry;
  private final MetricsSettings settings;
  private final List<BoundedPattern> excluded;
  private final Duration[] buckets;

  /** Only where requests without a route are counted under their paths. */
  private final @Nullable PathHandlers paths;

  /** Bounded by the application's routes, and by {@link PathHandlers#MAX_PATHS}. */
  private final Map<String, HandlerTimers> byHandler = new ConcurrentHashMap<>();

  private final AtomicBoolean slowLogged = new AtomicBoolean();

  @Inject
  RequestMetrics(LenientReader reader, BeanProvider<MeterRegistry> registry) {
    this(MetricsSettings.read(reader), DetailSettings.read(reader).maskFields(), registry);
  }

  RequestMetrics(
      MetricsSettings settings, List<String> maskFields, BeanProvider<MeterRegistry> registry) {
    this.registry = registry;
    this.settings = settings;
    this.excluded = compiled(settings.excludedHandlers());
    this.paths =
        settings.untemplated() == MetricsSettings.Untemplated.PATH
            ? new PathHandlers(MaskedNames.withDefaults(maskFields), this::isExcludedPath)
            : null;
    this.buckets =
        settings.buckets().stream()
            .sorted()
            .distinct()
            .map(seconds -> Duration.ofNanos(Math.round(seconds * TimeUnit.SECONDS.toNanos(1))))
            .filter(bucket -> !bucket.isZero())
            .toArray(Duration[]::new);
  }

  private static List<BoundedPattern> compiled(List<String> expressions) {
    List<BoundedPattern> patterns = new ArrayList<>();
    for (String expression : expressions) {
      try {
        patterns.add(BoundedPattern.of(expression));
      } catch (PatternSyntaxException e) {
        LOG.warn(
            "Invalid value for routeflow.metrics.excluded-handlers: expected regular expressions,"
                + " but entry {} of {} is not one, or has too many repetitions or empty branches; it is left out",
            expressions.indexOf(expression) + 1,
            expressions.size());
      }
    }
    return patterns;
  }

  @Override
  public void requestEnded(String route, String target, String method, int statusCode, long nanos) {
    String handler = route.equals(RequestEvent.UNMATCHED) ? untemplated(target) : route;
    if (handler.isEmpty()) {
      return;
    }
    HandlerTimers timers = byHandler.get(handler);
    if (timers == null) {
      timers = byHandler.computeIfAbsent(handler, timersOf(route));
    }
    if (timers != HandlerTimers.EXCLUDED) {
      int status = settings.groupStatusCodes() ? statusCode / HUNDRED : statusCode;
      Timer timer = timers.find(method, status);
      if (timer == null) {
        timer = timers.add(method, status, code -> made(handler, method, code));
      }
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private String untemplated(String target) {
    return switch (settings.untemplated()) {
      case GROUP -> NONE;
      case IGNORE -> "";
      case PATH -> paths == null ? NONE : paths.of(target);
    };
  }

  /**
   * Whether a path is left out is decided where it is kept, with a bound for what senders choose.
   */
  private Function<String, HandlerTimers> timersOf(String route) {
    return paths != null && route.equals(RequestEvent.UNMATCHED)
        ? path -> new HandlerTimers()
        : handler -> isExcluded(handler) ? HandlerTimers.EXCLUDED : new HandlerTimers();
  }

  private boolean isExcluded(String handler) {
    return isExcluded(handler, false);
  }

  private boolean isExcludedPath(String path) {
    return isExcluded(path, true);
  }

  private boolean isExcluded(String handler, boolean chosenBySender) {
    for (BoundedPattern pattern : excluded) {
      try {
        if (chosenBySender ? pattern.isFoundInTarget(handler) : pattern.isFoundIn(handler)) {
          return true;
        }
      } catch (BoundedPattern.TooManySteps e) {
        logSlowExpression();
      }
    }
    return false;
  }

  /** Once, since any sender may ask for addresses for which it is slow. */
  private void logSlowExpression() {
    if (!slowLogged.getAndSet(true)) {
      LOG.warn(
          "An expression of routeflow.metrics.excluded-handlers takes too long for a handler; it"
              + " is not excluded, nor are paths of that length and more");
    }
  }

  private Timer made(String handler, String method, int status) {
    List<Tag> tags = new ArrayList<>();
    for (MetricsSettings.Label label : settings.labels()) {
      tags.add(
          switch (label) {
            case HANDLER -> Tag.of("handler", handler);
            case METHOD -> Tag.of("method", method);
            case STATUS ->
                Tag.of("status", settings.groupStatusCodes() ? status + "xx" : "" + status);
          });
    }
    return Timer.builder(NAME)
        .description("Duration of HTTP requests")
        .tags(tags)
        .serviceLevelObjectives(buckets)
        .register(registry.get());
  }
}
