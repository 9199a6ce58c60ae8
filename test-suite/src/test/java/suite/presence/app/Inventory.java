package suite.presence.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.convert.TypeConverterRegistrar;
import io.micronaut.core.naming.Named;
import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.inject.BeanDefinition;
import java.io.Closeable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.EventListener;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

/** What an application consists of, a line each: kind, then name. */
final class Inventory {

  private static final String OURS = "io.routeflow.";

  private static final Set<Class<?>> NOT_ASKED_FOR =
      Set.of(Object.class, Record.class, AutoCloseable.class, Closeable.class, EventListener.class);

  private final ApplicationContext context;
  private final Set<String> lines = new TreeSet<>();

  Inventory(ApplicationContext context) {
    this.context = context;
  }

  Set<String> lines() {
    beans();
    converters();
    properties();
    hooks(Hooks.class);
    hooks(Schedulers.class);
    System.getProperties().stringPropertyNames().forEach(key -> lines.add("system " + key));
    shutdownHooks();
    lines.add("handler " + Thread.getDefaultUncaughtExceptionHandler());
    return lines;
  }

  private void beans() {
    for (BeanDefinition<?> definition : context.getAllBeanDefinitions()) {
      String by = definition.getDeclaringType().map(Class::getName).orElse("");
      boolean own = by.equals(definition.getName());
      String primary = definition.isPrimary() ? " primary" : "";
      lines.add("bean " + definition.getName() + (own ? "" : " by " + by) + primary);
      if (definition.getName().startsWith(OURS) || by.startsWith(OURS)) {
        types(definition, own ? definition.getName() : by);
      }
    }
  }

  /** What is not our own type may be asked for by the application, which then gets ours. */
  private void types(BeanDefinition<?> definition, String of) {
    String name = definition.getDeclaredQualifier() instanceof Named named ? named.getName() : "";
    for (Class<?> type : exposed(definition)) {
      if (!type.getName().startsWith(OURS) && !NOT_ASKED_FOR.contains(type)) {
        lines.add(
            "type " + type.getName() + (name.isEmpty() ? "" : " named " + name) + " of " + of);
      }
    }
  }

  private static Collection<Class<?>> exposed(BeanDefinition<?> definition) {
    Set<Class<?>> declared = definition.getExposedTypes();
    return declared.isEmpty() ? ClassUtils.resolveHierarchy(definition.getBeanType()) : declared;
  }

  private void converters() {
    for (TypeConverterRegistrar registrar : context.getBeansOfType(TypeConverterRegistrar.class)) {
      lines.add("converter " + registrar.getClass().getName());
    }
    for (TypeConverterRegistrar registrar : ServiceLoader.load(TypeConverterRegistrar.class)) {
      lines.add("converter " + registrar.getClass().getName());
    }
  }

  private void properties() {
    for (PropertySource source : context.getEnvironment().getPropertySources()) {
      boolean ofProcess = source.getName().equals("system") || source.getName().equals("env");
      if (!ofProcess) {
        source.forEach(key -> lines.add("property " + key + " of " + source.getName()));
      }
    }
  }

  /** What Reactor calls for each operator or task, or where it drops something. */
  private void hooks(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      boolean isHook = field.getName().matches(".*Hooks?|factory|DECORATORS");
      if (Modifier.isStatic(field.getModifiers()) && isHook) {
        lines.add("hook " + field.getName() + " " + value(field));
      }
    }
  }

  /** The JVM shows its list of them to no one. */
  private void shutdownHooks() {
    try {
      Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
      hooks.setAccessible(true);
      Map<?, ?> threads = (Map<?, ?>) Objects.requireNonNull(hooks.get(null));
      threads.keySet().forEach(thread -> lines.add("shutdown hook " + thread.getClass().getName()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String value(Field field) {
    try {
      field.setAccessible(true);
      Object hook = field.get(null);
      if (hook instanceof Map<?, ?> several) {
        return several.keySet().toString();
      }
      return hook == null ? "none" : hook.getClass().getName();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
