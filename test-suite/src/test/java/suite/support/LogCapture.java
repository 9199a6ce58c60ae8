package suite.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is logged under a name, from the moment it is made until it is closed. Safe for use by
 * several threads.
 */
public final class LogCapture implements AutoCloseable {
  private final Logger logger;
  private final @Nullable Level before;
  private final Kept kept = new Kept();

  private LogCapture(String name, Level level) {
    // Asked through the factory, which waits until Logback is ready.
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    logger = context.getLogger(name);
    before = logger.getLevel();
    kept.setContext(context);
    kept.start();
    logger.addAppender(kept);
    logger.setLevel(level);
  }

  /** Of this logger and those below it, INFO and above. */
  public static LogCapture of(String name) {
    return of(name, Level.INFO);
  }

  /** Of every logger; the levels of those below the root that have one of their own stay. */
  public static LogCapture ofEverything(Level level) {
    return of(org.slf4j.Logger.ROOT_LOGGER_NAME, level);
  }

  public static LogCapture of(String name, Level level) {
    return new LogCapture(name, level);
  }

  public List<ILoggingEvent> events() {
    return kept.events.all();
  }

  public List<ILoggingEvent> events(Level level) {
    return events().stream().filter(event -> event.getLevel().equals(level)).toList();
  }

  public List<String> messages() {
    return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** Waits for such an event and returns the first one. */
  public ILoggingEvent await(Predicate<ILoggingEvent> wanted) {
    return kept.events.await(wanted, "log event", FakeIngest.PATIENCE);
  }

  @Override
  public void close() {
    logger.detachAppender(kept);
    logger.setLevel(before);
    kept.stop();
  }

  private static final class Kept extends AppenderBase<ILoggingEvent> {
    private final Arrivals<ILoggingEvent> events = new Arrivals<>();

    @Override
    protected void append(ILoggingEvent event) {
      // Takes the MDC and the text now, in the thread that logged.
      event.prepareForDeferredProcessing();
      events.add(event);
    }
  }
}
