package suite.opentelemetry.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What is logged at WARN or above, or at another level, below a name, until it is closed. */
public final class LogLines implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger logger;
  private final @Nullable Level levelBefore;
  private final AppenderBase<ILoggingEvent> appender;

  private LogLines(String name, Level level) {
    appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(level)) {
              lines.add(event.getFormattedMessage());
            }
          }
        };
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    logger = context.getLogger(name);
    levelBefore = logger.getLevel();
    appender.setContext(context);
    appender.start();
    logger.addAppender(appender);
    if (!logger.isEnabledFor(level)) {
      logger.setLevel(level);
    }
  }

  public static LogLines of(String name) {
    return of(name, Level.WARN);
  }

  public static LogLines of(String name, Level level) {
    return new LogLines(name, level);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    logger.setLevel(levelBefore);
    logger.detachAppender(appender);
    appender.stop();
  }
}
