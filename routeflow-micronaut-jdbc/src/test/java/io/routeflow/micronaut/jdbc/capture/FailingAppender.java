package io.routeflow.micronaut.jdbc.capture;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** Fails where others catch what an appender throws. */
final class FailingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  int asked;

  @Override
  public void doAppend(ILoggingEvent event) {
    asked++;
    throw new IllegalStateException("on purpose");
  }

  @Override
  protected void append(ILoggingEvent event) {}
}
