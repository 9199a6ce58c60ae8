package suite.presence.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.convert.TypeConverterRegistrar;
import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.inject.BeanDefinition;
import java.io.Closeable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.EventListener;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import reactor.core.publisher.Hooks;

/** What an application consists of, a line each: kind, then name. */
final class Inventory {

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
    hooks();
    lines.add("handler " + Thread.getDefaultUncaughtExceptionHandler());
    return lines;
  }

  private void beans() {
    for (BeanDefinition<?> definition : context.getAllBeanDefinitions()) {
      String by = definition.getDeclaringType().map(Class::getName).orElse("");
      boolean own = by.equals(definition.getName());
      String primary = definition.isPrimary() ? " primary" : "";
      lines.add("bean " + definition.getName() + (own ? "" : " by " + by) + primary);
      if (definition.getName().startsWith("io.routeflow.")) {
        types(definition);
      }
    }
  }

  /** What is not our own type may be asked for by the application, which then gets ours. */
  private void types(BeanDefinition<?> definition) {
    for (Class<?> type : ClassUtils.resolveHierarchy(definition.getBeanType())) {
      if (type.getName().startsWith("java.") && !NOT_ASKED_FOR.contains(type)) {
        lines.add("type " + type.getName() + " of " + definition.getName());
      }
    }
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

  /** What Reactor calls for each operator, or where it drops something. */
  private void hooks() {
    for (Field field : Hooks.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getName().endsWith("Hook")) {
        lines.add("hook " + field.getName() + " " + value(field));
      }
    }
  }

  private static String value(Field field) {
    try {
      field.setAccessible(true);
      Object hook = field.get(null);
      return hook == null ? "none" : hook.getClass().getName();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
