package io.routeflow.micronaut.capture.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("the default handler of uncaught exceptions")
final class UncaughtExceptionsTest {

  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void restore() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void theEarlierHandlerIsCalledTooAndComesBack() {
    Thread.UncaughtExceptionHandler own = (thread, exception) -> seen.add("own");
    Thread.setDefaultUncaughtExceptionHandler(own);
    UncaughtExceptions installed = UncaughtExceptions.install(error -> seen.add("ours"));
    end();
    assertThat(seen).containsExactly("ours", "own");

    installed.uninstall();
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(own);
  }

  @Test
  void aLaterHandlerStaysAndPassesThroughUs() {
    Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> seen.add("own"));
    UncaughtExceptions installed = UncaughtExceptions.install(error -> seen.add("ours"));
    Thread.UncaughtExceptionHandler later =
        (thread, exception) -> installed.uncaughtException(thread, exception);
    Thread.setDefaultUncaughtExceptionHandler(later);
    installed.uninstall();
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(later);
    end();
    assertThat(seen).containsExactly("own");
  }

  @Test
  void severalAreUndoneInAnyOrder() {
    Thread.UncaughtExceptionHandler own = (thread, exception) -> seen.add("own");
    Thread.setDefaultUncaughtExceptionHandler(own);
    UncaughtExceptions first = UncaughtExceptions.install(error -> seen.add("first"));
    UncaughtExceptions second = UncaughtExceptions.install(error -> seen.add("second"));
    first.uninstall();
    end();
    assertThat(seen).containsExactly("second", "own");
    second.uninstall();
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(own);
  }

  private static void end() {
    Thread.UncaughtExceptionHandler current = Thread.getDefaultUncaughtExceptionHandler();
    assertThat(current).isNotNull();
    current.uncaughtException(Thread.currentThread(), new IllegalStateException("deliberate"));
  }
}
