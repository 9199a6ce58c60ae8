package io.routeflow.micronaut.opentelemetry.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;

/**
 * Keeps an appender at the root logger of Logback from attaching to detaching it, also where
 * Logback is configured anew in between, as when it scans its file for changes.
 */
final class RootLogger implements LoggerContextListener {

  private final LoggerContext logback;
  private final RequestLogAppender appender;
  private volatile boolean isAttached;

  RootLogger(LoggerContext logback, RequestLogAppender appender) {
    this.logback = logback;
    this.appender = appender;
  }

  void attach() {
    isAttached = true;
    appender.setContext(logback);
    appender.setName("routeflow-otlp");
    add();
    logback.addListener(this);
  }

  private void add() {
    appender.start();
    root().addAppender(appender);
  }

  void detach() {
    isAttached = false;
    logback.removeListener(this);
    root().detachAppender(appender);
    appender.stop();
  }

  private Logger root() {
    return logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  @Override
  public void onReset(LoggerContext context) {
    if (isAttached) {
      add();
    }
  }

  @Override
  public void onStart(LoggerContext context) {}

  @Override
  public void onStop(LoggerContext context) {}

  @Override
  public void onLevelChange(Logger logger, Level level) {}
}
