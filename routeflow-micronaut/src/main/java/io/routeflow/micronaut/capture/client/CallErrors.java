package io.routeflow.micronaut.capture.client;

import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.ResponseClosedException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** What is recorded of a call that got no complete answer: a class, never a message. */
final class CallErrors {

  /** The caller has given up, or the client has at its time limit. */
  static final String CANCELLED = CancellationException.class.getName();

  /** The connection ended before the answer did. */
  static final String CLOSED = ResponseClosedException.class.getName();

  private static final String UNREADABLE = Throwable.class.getName();
  private static final int MAX_CAUSES = 8;

  /** The flag of a public class, as the class file format has it. */
  private static final int PUBLIC = 0x0001;

  private CallErrors() {}

  /**
   * The class of an exception. One that only wraps another says nothing, so the one inside counts;
   * of a class that is hidden in another one, its superclass does. Never throws, whatever the
   * exception's own methods do: it is on its way to the application.
   */
  static String nameOf(Throwable thrown) {
    try {
      return name(thrown);
    } catch (Throwable e) {
      return UNREADABLE;
    }
  }

  private static String name(Throwable thrown) {
    Throwable error = thrown;
    for (int i = 0; i < MAX_CAUSES && isWrapper(error) && error.getCause() != null; i++) {
      error = error.getCause();
    }
    Class<?> type = error.getClass();
    while (isHidden(type)
        && type.getSuperclass() != Object.class
        && type.getSuperclass() != null
        && !isOneOfMany(type.getSuperclass())) {
      type = type.getSuperclass();
    }
    return type.getName();
  }

  /** A public one within another class is as good a name as any. */
  private static boolean isHidden(Class<?> type) {
    return type.getEnclosingClass() != null
        && ((type.getModifiers() & PUBLIC) == 0 || !type.isMemberClass());
  }

  private static boolean isWrapper(Throwable error) {
    return error.getClass() == HttpClientException.class || error instanceof CompletionException;
  }

  private static boolean isOneOfMany(Class<?> type) {
    return type == Exception.class || type == RuntimeException.class || type == Error.class;
  }
}
