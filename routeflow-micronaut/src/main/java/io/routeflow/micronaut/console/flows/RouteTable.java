package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.RequestEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures by route, of the first routes that are called. The caller sees to it that one thread
 * at a time is here.
 *
 * <p>Memory at worst: {@link #MAX_ROUTES} · (12.8 kB of durations + 2 kB) + {@link #MAX_TEXT_BYTES}
 * = 4 MB.
 */
final class RouteTable {

  static final int MAX_ROUTES = 200;
  static final long MAX_TEXT_BYTES = 1024 * 1024;

  private final Map<RouteKey, RouteFigures> routes = new LinkedHashMap<>();
  private long textBytes;
  private long others;

  /** Counts an event; returns its route, or {@code null} where it has none with figures. */
  @Nullable RouteKey add(Event event, long arrivedMillis, long nowMillis) {
    RouteKey key = RouteKey.of(event);
    if (key == null) {
      return null;
    }
    RouteFigures figures = routes.get(key);
    if (figures == null) {
      String handler = event instanceof RequestEvent request ? request.handler() : null;
      long size = FlowSize.text(key.method()) + FlowSize.text(key.path()) + FlowSize.text(handler);
      if (routes.size() >= MAX_ROUTES || textBytes + size > MAX_TEXT_BYTES) {
        others++;
        return null;
      }
      textBytes += size;
      figures = new RouteFigures(key, handler, event.eventId());
      routes.put(key, figures);
    }
    figures.add(event, arrivedMillis, nowMillis);
    return figures.key();
  }

  List<RouteReport.Route> report(long nowMillis) {
    return routes.values().stream().map(figures -> figures.report(nowMillis)).toList();
  }

  /** Requests of the routes that have no figures. */
  long others() {
    return others;
  }
}
