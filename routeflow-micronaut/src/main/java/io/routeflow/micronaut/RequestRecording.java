package io.routeflow.micronaut;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.context.ServerHttpRequestContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recording of a request while it is handled: where other modules add what they see. Safe for
 * use by the several threads that may work on one request.
 *
 * @since 0.1.0
 */
public interface RequestRecording {

  /** The request attribute under which the recording is found. */
  String ATTRIBUTE = "io.routeflow.recording";

  /**
   * The recording of the request that the calling code is working for, wherever Micronaut's
   * propagated context reaches: event loop, executors, Reactor chains, {@code @Async}.
   *
   * @return {@code null} outside a request, and where the request is ignored or already answered
   */
  static @Nullable RequestRecording current() {
    ServerHttpRequestContext context =
        PropagatedContext.getOrEmpty().find(ServerHttpRequestContext.class).orElse(null);
    if (context == null) {
      return null;
    }
    // the plain value: asking for a typed one would make a conversion context each time
    Object recording = context.httpRequest().getAttributes().getValue(ATTRIBUTE);
    return recording instanceof RequestRecording open && open.isOpen() ? open : null;
  }

  /** Whether the request is still being handled; what is added later is lost. */
  boolean isOpen();

  /** When the request's head arrived, on the clock of {@link System#nanoTime()}. */
  long startedNanos();

  /**
   * Whether the times of single executions are of use to anybody, which they are while the console
   * is on. They never leave the process.
   */
  boolean keepsTimeline();

  /**
   * The SQL part of the recording.
   *
   * @param factory makes it when the request runs its first statement
   * @return the same one for the same request
   */
  SqlRecording sql(Supplier<? extends SqlRecording> factory);
}
