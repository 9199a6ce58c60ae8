package io.routeflow.micronaut.jdbc;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanContext;
import io.micronaut.jdbc.DataSourceResolver;
import io.routeflow.micronaut.diagnostics.SafeLog;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Makes the factory of a pool once more, with a resolver that sees through our wrapper. The factory
 * is the framework's own: an application that has put another one in its place keeps that.
 *
 * <p>Its constructor is looked up by a method handle, because it depends on the version that the
 * application has: up to 6.1 it takes the resolver, from 6.2 also the context. Code can be compiled
 * against one of the two only.
 */
final class PoolFactory {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.jdbc"));

  private static final MethodType WITH_RESOLVER =
      MethodType.methodType(void.class, DataSourceResolver.class);

  private static final MethodType WITH_CONTEXT =
      MethodType.methodType(void.class, DataSourceResolver.class, ApplicationContext.class);

  private PoolFactory() {}

  /**
   * The factory to use in place of the framework's.
   *
   * @param <T> the framework's class of it
   * @param factory as it was made
   * @return the same where it is not the framework's own, or cannot be made again
   */
  static <T> T resolving(
      DataSourceResolver resolver, T factory, Class<T> type, BeanContext context) {
    if (factory.getClass() != type) {
      return factory;
    }
    try {
      MethodHandle constructor = constructor(type, WITH_CONTEXT);
      if (constructor != null) {
        return type.cast(constructor.invoke(resolver, (ApplicationContext) context));
      }
      constructor = constructor(type, WITH_RESOLVER);
      if (constructor != null) {
        return type.cast(constructor.invoke(resolver));
      }
      LOG.warn("The figures of the pools of {} are not available", type.getName());
    } catch (Throwable e) {
      LOG.warn("The figures of the pools of {} are not available", type.getName());
      LOG.debug("Why the factory of the pool could not be made again", e);
    }
    return factory;
  }

  private static @Nullable MethodHandle constructor(Class<?> type, MethodType parameters)
      throws IllegalAccessException {
    try {
      return MethodHandles.publicLookup().findConstructor(type, parameters);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }
}
