package io.routeflow.micronaut.spi;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.context.ServerHttpRequestContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recording of a request, or of another piece of work, while it lasts: where other modules add
 * what they see. Safe for use by the several threads that may work on it.
 *
 * @since 0.1.0
 */
public interface Recording {

  /** The request attribute under which the recording of a request is found. */
  String ATTRIBUTE = "io.routeflow.recording";

  /**
   * The recording of the innermost work that the calling code belongs to, wherever Micronaut's
   * propagated context reaches: event loop, executors, Reactor chains, {@code @Async}.
   *
   * @return {@code null} outside any work, and where it is ignored or has ended
   */
  static @Nullable Recording current() {
    PropagatedContext context = PropagatedContext.getOrEmpty();
    ScopeContext scope = context.find(ScopeContext.class).orElse(null);
    if (scope != null) {
      Recording open = innermostOpen(scope.recording());
      if (open != null) {
        return open;
      }
    }
    ServerHttpRequestContext request = context.find(ServerHttpRequestContext.class).orElse(null);
    if (request == null) {
      return null;
    }
    // the plain value: asking for a typed one would make a conversion context each time
    Object recording = request.httpRequest().getAttributes().getValue(ATTRIBUTE);
    return recording instanceof Recording open && open.isOpen() ? open : null;
  }

  /** Where a scope has ended although its context lives on, what it was opened in counts. */
  private static @Nullable Recording innermostOpen(Recording innermost) {
    Recording recording = innermost;
    while (recording != null && !recording.isOpen()) {
      recording = recording.enclosing();
    }
    return recording;
  }

  /** Whether the work still goes on; what is added later is lost. */
  boolean isOpen();

  /** The recording that this one was opened in, or {@code null}. */
  default @Nullable Recording enclosing() {
    return null;
  }

  /**
   * The trace that the work belongs to, in the form of W3C Trace Context: 32 hexadecimal digits;
   * {@code null} where it is not known.
   */
  default @Nullable String w3cTraceId() {
    return null;
  }

  /** The work's own span id, or 0 where it has none. */
  default long spanId() {
    return 0;
  }

  /** When the work started, on the clock of {@link System#nanoTime()}. */
  long startedNanos();

  /**
   * Whether the times of single executions are needed, which they are while the console is on or
   * traces are exported.
   */
  boolean keepsTimeline();

  /**
   * The SQL part of the recording.
   *
   * @param factory makes it when the work runs its first statement
   * @return the same one for the same recording
   */
  SqlRecording sql(Supplier<? extends SqlRecording> factory);
}
