package io.routeflow.micronaut.console;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.console.access.ConsoleAddress;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.spi.EventObserver;
import io.routeflow.micronaut.spi.LocalDetails;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * In the environment {@code dev}: a line for each request that failed with 5xx, which ends with the
 * address of the request in the console. Confined to the dispatcher's thread.
 */
@Singleton
final class FailureLog implements EventObserver {

  /** Lines a minute at most; what fails more often is in the console all the same. */
  static final int MAX_LINES = 30;

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.console"));
  private static final int FIRST_FAILURE = 500;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final boolean on;
  private final ConsolePath console;
  private final BeanProvider<EmbeddedServer> server;
  private long minuteStart;
  private int lines;

  FailureLog(Environment environment, ConsolePath console, BeanProvider<EmbeddedServer> server) {
    this.on = environment.getActiveNames().contains(Environment.DEVELOPMENT);
    this.console = console;
    this.server = server;
  }

  @Override
  public void waiting(Event event, @Nullable LocalDetails local) {
    if (on
        && event instanceof RequestEvent request
        && request.statusCode() >= FIRST_FAILURE
        && hasRoom(System.nanoTime())) {
      server.find(null).filter(EmbeddedServer::isRunning).ifPresent(at -> log(request, at));
    }
  }

  private boolean hasRoom(long now) {
    if (lines == 0 || now - minuteStart >= MINUTE) {
      minuteStart = now;
      lines = 0;
    }
    return ++lines <= MAX_LINES;
  }

  private void log(RequestEvent request, EmbeddedServer at) {
    String exception = request.exceptionName();
    LOG.warn(
        "{} {} answered {}{}: {}",
        request.method(),
        request.path(),
        request.statusCode(),
        exception == null ? "" : " (" + exception + ")",
        ConsoleAddress.of(at, console.base() + "/?id=" + request.eventId()));
  }
}
