package io.routeflow.micronaut.diagnostics;

import io.micronaut.core.annotation.Internal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A log whose appenders may fail: a line is lost then, and nothing else. Delivery must not retry or
 * lose events because a disk is full or an appender of the application throws.
 */
@Internal
public final class SafeLog {

  private final Logger log;

  /** Writes to this logger. */
  public SafeLog(Logger log) {
    this.log = log;
  }

  /** Logs a line at INFO. */
  public void info(String line) {
    try {
      log.info(line);
    } catch (Throwable ignored) {
      // nothing can be logged about a failing log
    }
  }

  /** Logs a line at INFO, built only where that is on. */
  public void info(String format, @Nullable Object... arguments) {
    try {
      log.info(format, arguments);
    } catch (Throwable ignored) {
      // nothing can be logged about a failing log
    }
  }

  /** Logs a line at WARN. */
  public void warn(String line) {
    try {
      log.warn(line);
    } catch (Throwable ignored) {
      // nothing can be logged about a failing log
    }
  }

  /** Logs a line at WARN, with arguments. */
  public void warn(String format, @Nullable Object... arguments) {
    try {
      log.warn(format, arguments);
    } catch (Throwable ignored) {
      // nothing can be logged about a failing log
    }
  }

  /** Logs a failure with its stack trace at DEBUG. */
  public void debug(String line, Throwable cause) {
    try {
      log.debug(line, cause);
    } catch (Throwable ignored) {
      // nothing can be logged about a failing log
    }
  }
}
