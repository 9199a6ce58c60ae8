package io.routeflow.micronaut.delivery;

import io.micronaut.context.Qualifier;
import io.micronaut.core.naming.Named;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ConstructorInjectionPoint;
import io.micronaut.inject.FieldInjectionPoint;
import io.micronaut.inject.MethodInjectionPoint;
import io.routeflow.micronaut.configuration.IngestSettings;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.GeneratedClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of destinations: what an exporter calls itself, with a number where another one is
 * called so. The same at each start, since settings and batches on disk are found by them. Confined
 * to the dispatcher's thread.
 */
final class ExporterNames {

  private static final int MAX_NAME = 64;

  private static final String UNNAMED = "exporter";

  private final InternalErrors errors;
  private final Set<String> names = new HashSet<>();

  /** Those of exporters that could not be made yet, by what they will probably call themselves. */
  private final Map<BeanDefinition<?>, Reserved> reserved = new HashMap<>();

  ExporterNames(InternalErrors errors) {
    this.errors = errors;
  }

  /** The ingest endpoint is a destination, whatever the application's exporters call themselves. */
  void takeIngest() {
    names.add(IngestSettings.NAME);
  }

  /** Whether it is the ingest endpoint's. */
  static boolean isIngest(BeanDefinition<EventExporter> definition) {
    return ModuleInfo.INGEST_EXPORTER.equals(qualifier(definition));
  }

  /** Keeps the name of an exporter that could not be made: the next one alike must not get it. */
  void reserve(BeanDefinition<EventExporter> definition) {
    if (!reserved.containsKey(definition)) {
      String expected = clean(expected(definition));
      reserved.put(definition, new Reserved(expected, unique(expected)));
    }
  }

  /** The name of an exporter, for itself alone. */
  String take(BeanDefinition<EventExporter> definition, EventExporter exporter) {
    String own = clean(own(definition, exporter));
    Reserved before = reserved.remove(definition);
    if (before == null) {
      return unique(own);
    }
    if (before.expected().equals(own)) {
      return before.name();
    }
    names.remove(before.name());
    return unique(own);
  }

  private String own(BeanDefinition<EventExporter> definition, EventExporter exporter) {
    String name = null;
    try {
      name = exporter.name();
    } catch (Throwable e) {
      errors.report(Stage.EXPORT, e);
    }
    Class<?> type = exporter.getClass();
    if (name == null) {
      name = type.getSimpleName();
    }
    return name.equals(type.getSimpleName()) && isWithoutName(type) ? bean(definition) : name;
  }

  /** The class of a lambda has another name in each process, and an anonymous one has none. */
  private static boolean isWithoutName(Class<?> type) {
    return type.isHidden() || type.isAnonymousClass() || type.getName().contains("$$Lambda");
  }

  /** What an exporter calls itself that says nothing else, as far as that is known without it. */
  private static String expected(BeanDefinition<EventExporter> definition) {
    if (isIngest(definition)) {
      return IngestSettings.NAME;
    }
    Class<?> type = definition.getBeanType();
    return type.isInterface() ? bean(definition) : type.getSimpleName();
  }

  /** The name of the bean, or of the method or field of the factory that it comes from. */
  private static String bean(BeanDefinition<EventExporter> definition) {
    String name = qualifier(definition);
    return name == null ? factoryMember(definition) : name;
  }

  private static @Nullable String qualifier(BeanDefinition<EventExporter> definition) {
    Qualifier<EventExporter> qualifier = definition.getDeclaredQualifier();
    return qualifier instanceof Named named ? named.getName() : null;
  }

  private static String factoryMember(BeanDefinition<EventExporter> definition) {
    ConstructorInjectionPoint<EventExporter> constructor = definition.getConstructor();
    if (constructor instanceof MethodInjectionPoint<?, ?> method) {
      return method.getName();
    }
    return constructor instanceof FieldInjectionPoint<?, ?> field ? field.getName() : UNNAMED;
  }

  /** What may stand in keys, tags and thread names; a class made by the framework is its own. */
  static String clean(String name) {
    String own = name;
    if (name.startsWith("$")) {
      own = GeneratedClass.origin(name);
      // of a nested class without advice the simple name has no outer class either
      own = own.substring(own.lastIndexOf('$') + 1);
    }
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < own.length() && clean.length() < MAX_NAME; i++) {
      char c = own.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-".indexOf(c) >= 0;
      if (allowed) {
        clean.append(c);
      }
    }
    return clean.isEmpty() ? UNNAMED : clean.toString();
  }

  private String unique(String name) {
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + "-" + i;
    }
    return unique;
  }

  /**
   * A name that no other exporter gets.
   *
   * @param expected without the number
   */
  private record Reserved(String expected, String name) {}
}
