package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.policy.masking.TextMasker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an exception what the settings let leave the process: its class always, its message and
 * its stack where they are asked for. Suppressed exceptions are left out. Immutable.
 */
@Internal
public final class ExceptionReader {

  /**
   * Looked at of one stack at most, so that a deep recursion costs no more than another failure.
   */
  private static final int MAX_LINES = 1000;

  private final boolean messages;
  private final boolean stacks;
  private final List<String> inAppPackages;
  private final TextMasker masker;

  /**
   * A reader.
   *
   * @param messages whether messages are kept, masked
   * @param stacks whether stacks are kept
   * @param inAppPackages the packages of the application's own code; the blank one has the classes
   *     without a package, and no others
   * @param masker masks messages
   */
  public ExceptionReader(
      boolean messages, boolean stacks, List<String> inAppPackages, TextMasker masker) {
    this.messages = messages;
    this.stacks = stacks;
    this.inAppPackages = List.copyOf(inAppPackages);
    this.masker = masker;
  }

  /** Whether an event has no more than the exception's class. */
  public boolean readsNamesOnly() {
    return !messages && !stacks;
  }

  /** What may leave the process. An exception whose own methods fail has its class only. */
  public ExceptionDetails read(Throwable exception) {
    String name = exception.getClass().getName();
    if (readsNamesOnly()) {
      return ExceptionDetails.named(name);
    }
    try {
      return new ExceptionDetails(
          name,
          message(exception),
          stacks ? trace(exception) : null,
          stacks ? frames(exception) : List.of(),
          stacks ? causes(exception) : List.of());
    } catch (Throwable e) {
      return ExceptionDetails.named(name);
    }
  }

  private @Nullable String message(Throwable exception) {
    String message = messages ? exception.getMessage() : null;
    return message == null ? null : masker.mask(message, ExceptionDetails.MAX_MESSAGE);
  }

  private List<ExceptionDetails.Frame> frames(Throwable exception) {
    StackTraceElement[] stack = exception.getStackTrace();
    int count = Math.min(stack.length, ExceptionDetails.MAX_FRAMES);
    List<ExceptionDetails.Frame> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StackTraceElement element = stack[i];
      frames.add(
          new ExceptionDetails.Frame(
              element.getMethodName(),
              element.getClassName(),
              element.getFileName(),
              Math.max(-1, element.getLineNumber()),
              isInApp(element.getClassName())));
    }
    return frames;
  }

  private boolean isInApp(String type) {
    for (String name : inAppPackages) {
      if (name.isEmpty() ? type.indexOf('.') < 0 : isBelow(name, type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBelow(String name, String type) {
    return type.startsWith(name)
        && (type.length() == name.length() || type.charAt(name.length()) == '.');
  }

  private List<ExceptionDetails.Cause> causes(Throwable exception) {
    List<ExceptionDetails.Cause> causes = new ArrayList<>();
    for (Throwable cause : chain(exception)) {
      causes.add(
          new ExceptionDetails.Cause(cause.getClass().getName(), message(cause), frames(cause)));
    }
    return causes;
  }

  /** The causes, the nearest first; one that was met before ends the chain. */
  private static List<Throwable> chain(Throwable exception) {
    Set<Throwable> met = Collections.newSetFromMap(new IdentityHashMap<>());
    met.add(exception);
    List<Throwable> chain = new ArrayList<>();
    Throwable cause = exception.getCause();
    while (cause != null && chain.size() < ExceptionDetails.MAX_CAUSES && met.add(cause)) {
      chain.add(cause);
      cause = cause.getCause();
    }
    return chain;
  }

  private String trace(Throwable exception) {
    StringBuilder text = new StringBuilder();
    append(text, "", exception);
    for (Throwable cause : chain(exception)) {
      append(text, "Caused by: ", cause);
    }
    return cut(text);
  }

  private void append(StringBuilder text, String prefix, Throwable exception) {
    text.append(prefix).append(exception.getClass().getName());
    String message = message(exception);
    if (message != null) {
      text.append(": ").append(message);
    }
    text.append('\n');
    StackTraceElement[] stack = exception.getStackTrace();
    for (int i = 0; i < Math.min(stack.length, MAX_LINES); i++) {
      if (text.length() > ExceptionDetails.MAX_STACK_TRACE) {
        return;
      }
      text.append("\tat ").append(stack[i]).append('\n');
    }
  }

  /** At most so many bytes of UTF-8, cut between characters. */
  private static String cut(StringBuilder text) {
    int bytes = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > ExceptionDetails.MAX_STACK_TRACE) {
        break;
      }
      i += Character.charCount(c);
    }
    return text.substring(0, i);
  }
}
