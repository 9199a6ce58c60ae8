package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;

/**
 * The classes that the framework generates beside those of the application: {@code
 * $Shop$Definition$Intercepted} where {@code Shop} has interceptors, {@code Orders$Intercepted}
 * where the interface {@code Orders} is implemented by them. Pure.
 */
@Internal
public final class GeneratedClass {

  private static final String DEFINITION = "$Definition";
  private static final String INTRODUCED = "$Intercepted";
  private static final String INTERCEPTED = DEFINITION + INTRODUCED;

  private GeneratedClass() {}

  /**
   * The name of the application's class that a class was generated for; that of any other class as
   * it is.
   *
   * @param type its name, with its package or without
   */
  public static String origin(String type) {
    if (!type.endsWith(INTRODUCED)) {
      return type;
    }
    String suffix = type.endsWith(INTERCEPTED) ? INTERCEPTED : INTRODUCED;
    String own = type.substring(0, type.length() - suffix.length());
    int simple = own.lastIndexOf('.') + 1;
    return own.startsWith("$", simple) ? own.substring(0, simple) + own.substring(simple + 1) : own;
  }

  /** Whether a class of this name was generated. */
  public static boolean is(String type) {
    return type.contains(INTRODUCED) || type.contains(DEFINITION);
  }
}
