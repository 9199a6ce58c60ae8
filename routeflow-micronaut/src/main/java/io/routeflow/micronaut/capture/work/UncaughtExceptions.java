package io.routeflow.micronaut.capture.work;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees the exceptions that end threads, and leaves them to whichever handler there was before.
 * Thread-safe.
 */
final class UncaughtExceptions implements Thread.UncaughtExceptionHandler {

  /** Ends a thread that was stopped, which the JVM passes over in silence. */
  private static final String STOPPED = "java.lang.ThreadDeath";

  private final Thread.@Nullable UncaughtExceptionHandler before;
  private volatile @Nullable Consumer<Throwable> listener;

  private UncaughtExceptions(
      Thread.@Nullable UncaughtExceptionHandler before, Consumer<Throwable> listener) {
    this.before = before;
    this.listener = listener;
  }

  /** Takes the place of the default handler; the listener must not throw. */
  static UncaughtExceptions install(Consumer<Throwable> listener) {
    UncaughtExceptions installed =
        new UncaughtExceptions(Thread.getDefaultUncaughtExceptionHandler(), listener);
    Thread.setDefaultUncaughtExceptionHandler(installed);
    return installed;
  }

  /**
   * Gives the place back. Where another handler has taken it meanwhile, that one stays, and this
   * one only passes on what it is given.
   */
  void uninstall() {
    listener = null;
    if (Thread.getDefaultUncaughtExceptionHandler() == this) {
      Thread.UncaughtExceptionHandler previous = before;
      while (previous instanceof UncaughtExceptions other && other.listener == null) {
        previous = other.before;
      }
      Thread.setDefaultUncaughtExceptionHandler(previous);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable exception) {
    Consumer<Throwable> current = listener;
    if (current != null) {
      try {
        current.accept(exception);
      } catch (Throwable e) {
        // a thread ends: its exception is for the handler that was there before, whatever fails
        // here
      }
    }
    if (before != null) {
      before.uncaughtException(thread, exception);
    } else if (!exception.getClass().getName().equals(STOPPED)) {
      // what the JVM does where there is no handler
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      exception.printStackTrace(System.err);
    }
  }
}
