package io.routeflow.micronaut.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception. Everything beyond the class is there only where a setting asks for it. Immutable.
 *
 * @param name the fully qualified class
 * @param message its message, masked, at most {@link #MAX_MESSAGE} characters
 * @param stackTrace the whole trace as text, at most {@link #MAX_STACK_TRACE} bytes
 * @param frames the frames of its stack, the innermost first, at most {@link #MAX_FRAMES}
 * @param causes what caused it, the nearest first, at most {@link #MAX_CAUSES}
 * @since 0.1.0
 */
public record ExceptionDetails(
    String name,
    @Nullable String message,
    @Nullable String stackTrace,
    List<Frame> frames,
    List<Cause> causes) {

  /** Characters of a message. */
  public static final int MAX_MESSAGE = 1024;

  /** Bytes of a stack trace's text. */
  public static final int MAX_STACK_TRACE = 32 * 1024;

  /** Frames of one exception. */
  public static final int MAX_FRAMES = 100;

  /** Causes that are followed. */
  public static final int MAX_CAUSES = 8;

  /**
   * Copies the lists, so that the details cannot change any more, and replaces what is no
   * character.
   */
  public ExceptionDetails {
    name = WellFormed.text(name);
    message = WellFormed.orNull(message);
    stackTrace = WellFormed.orNull(stackTrace);
    frames = List.copyOf(frames);
    causes = List.copyOf(causes);
  }

  /** An exception of which only the class is known. */
  public static ExceptionDetails named(String name) {
    return new ExceptionDetails(name, null, null, List.of(), List.of());
  }

  long variableBytes() {
    long bytes = TextSize.of(message) + TextSize.of(stackTrace) + size(frames);
    for (Cause cause : causes) {
      bytes += TextSize.of(cause.name()) + TextSize.of(cause.message()) + size(cause.frames());
    }
    return bytes;
  }

  private static long size(List<Frame> frames) {
    long bytes = 0;
    for (Frame frame : frames) {
      bytes +=
          TextSize.of(frame.type()) + TextSize.of(frame.function()) + TextSize.of(frame.file());
    }
    return bytes;
  }

  /**
   * One frame of a stack.
   *
   * @param function the method
   * @param type the fully qualified class; {@code class} on the wire
   * @param file the source file, where known
   * @param line the line, or -1 where it is not known
   * @param inApp whether it belongs to the application's own code
   * @since 0.1.0
   */
  public record Frame(
      String function, String type, @Nullable String file, int line, boolean inApp) {

    /** Replaces what is no character. */
    public Frame {
      function = WellFormed.text(function);
      type = WellFormed.text(type);
      file = WellFormed.orNull(file);
    }
  }

  /**
   * One cause.
   *
   * @param name the fully qualified class
   * @param message its message, masked
   * @param frames the frames of its stack, the innermost first
   * @since 0.1.0
   */
  public record Cause(String name, @Nullable String message, List<Frame> frames) {

    /** Copies the list, so that the cause cannot change any more. */
    public Cause {
      name = WellFormed.text(name);
      message = WellFormed.orNull(message);
      frames = List.copyOf(frames);
    }
  }
}
