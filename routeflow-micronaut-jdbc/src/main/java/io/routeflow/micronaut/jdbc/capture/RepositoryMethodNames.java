package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.annotation.Internal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names repository methods, and remembers the names. Thread-safe.
 *
 * @since 0.1.0
 */
@Internal
public final class RepositoryMethodNames {

  /** More methods than applications have; those beyond are named each time. */
  static final int MAX_REMEMBERED = 4_096;

  private static final int MAX_LENGTH = 256;
  private static final String GENERATED = "$Intercepted";

  private final Map<Class<?>, Map<String, RepositoryCall>> known = new ConcurrentHashMap<>();
  private final AtomicInteger remembered = new AtomicInteger();

  /** Creates an empty memory. */
  public RepositoryMethodNames() {}

  /**
   * The call of a method.
   *
   * @param repository the class of the bean: generated, but named after the application's type
   * @param method the name of the method
   * @return the same instance for the same method as long as there is room to remember it
   */
  public RepositoryCall of(Class<?> repository, String method) {
    Map<String, RepositoryCall> methods = known.get(repository);
    RepositoryCall call = methods == null ? null : methods.get(method);
    return call != null ? call : learn(repository, method);
  }

  private RepositoryCall learn(Class<?> repository, String method) {
    RepositoryCall call = new RepositoryCall(name(repository.getName(), method));
    if (remembered.getAndIncrement() < MAX_REMEMBERED) {
      known.computeIfAbsent(repository, type -> new ConcurrentHashMap<>()).put(method, call);
    }
    return call;
  }

  /** {@code shop.$Orders$Intercepted} and {@code shop.Outer$Orders} are both Orders. */
  static String name(String className, String method) {
    String own =
        className.endsWith(GENERATED)
            ? className.substring(0, className.length() - GENERATED.length())
            : className;
    int start = Math.max(own.lastIndexOf('.'), own.lastIndexOf('$')) + 1;
    String name = own.substring(start) + '.' + method;
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
  }
}
