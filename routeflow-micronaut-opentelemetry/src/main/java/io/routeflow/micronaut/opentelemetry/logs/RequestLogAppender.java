package io.routeflow.micronaut.opentelemetry.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.routeflow.micronaut.opentelemetry.mapping.CallerContext;
import java.util.List;

/**
 * OpenTelemetry's appender, whose records belong to the request or scope that is open where they
 * are logged. Lines about the delivery itself are left out, since each would make another one. A
 * record that cannot be made is lost, and nothing else. Thread-safe.
 */
final class RequestLogAppender extends OpenTelemetryAppender {

  static final int MAX_MESSAGE = 8192;

  /** The loggers of the module, of the SDK and of its HTTP client. */
  private static final List<String> OWN =
      List.of("io.routeflow.micronaut.", "io.opentelemetry.", "okhttp3.");

  @Override
  protected void append(ILoggingEvent event) {
    if (isOwn(event.getLoggerName())) {
      return;
    }
    try (Scope unused = CallerContext.current().makeCurrent()) {
      super.append(bounded(event));
    } catch (Throwable ignored) {
      // the application's line is in its other appenders; nothing can be logged about it here
    }
  }

  private static boolean isOwn(String logger) {
    for (String own : OWN) {
      if (logger.startsWith(own)) {
        return true;
      }
    }
    return false;
  }

  private static ILoggingEvent bounded(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    if (message == null || message.length() <= MAX_MESSAGE) {
      return event;
    }
    LoggingEvent cut = new LoggingEvent();
    cut.setMessage(message.substring(0, MAX_MESSAGE));
    cut.setLevel(event.getLevel());
    cut.setLoggerName(event.getLoggerName());
    cut.setThreadName(event.getThreadName());
    cut.setInstant(event.getInstant());
    cut.setMDCPropertyMap(event.getMDCPropertyMap());
    if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
      cut.setThrowableProxy(thrown);
    }
    return cut;
  }
}
