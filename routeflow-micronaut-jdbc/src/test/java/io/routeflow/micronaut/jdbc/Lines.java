package io.routeflow.micronaut.jdbc;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ContextBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the module logs, while this is open. */
final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  final List<String> all = new ArrayList<>();
  private final Logger logger;

  private Lines(Logger logger) {
    this.logger = logger;
  }

  static Lines open() {
    Lines lines = new Lines((Logger) LoggerFactory.getLogger("io.routeflow.micronaut.jdbc"));
    lines.setContext(new ContextBase());
    lines.start();
    lines.logger.addAppender(lines);
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    all.add(event.getFormattedMessage());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
