package io.routeflow.micronaut.delivery;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.BeanRegistration;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.order.OrderUtil;
import io.micronaut.inject.BeanDefinition;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.spi.EventExporter;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exporters by the names of their destinations: the ingest endpoint first, where there is one,
 * then those of the application by their order. One that cannot be made does not keep the others
 * from being made.
 */
@Singleton
final class ExporterBeans implements LateExporters.Source {

  /** The name of the ingest endpoint as a destination. */
  static final String INGEST = "ingest";

  private static final int MAX_NAME = 64;
  private static final String UNNAMED = "exporter";

  private final BeanContext context;
  private final BeanProvider<EventExporter> ingest;
  private final InternalErrors errors;

  /** Those that could not be made yet. Confined to the dispatcher's thread, as all of this. */
  private final List<BeanDefinition<EventExporter>> failed = new ArrayList<>();

  /** The names that are given already. */
  private final Set<String> names = new HashSet<>();

  ExporterBeans(
      BeanContext context,
      @Named(ModuleInfo.INGEST_EXPORTER) BeanProvider<EventExporter> ingest,
      InternalErrors errors) {
    this.context = context;
    this.ingest = ingest;
    this.errors = errors;
  }

  /** Makes them; never throws. */
  Map<String, EventExporter> byName() {
    Map<String, EventExporter> named = new LinkedHashMap<>();
    EventExporter first = ingest();
    if (first != null) {
      names.add(INGEST);
      named.put(INGEST, first);
    }
    for (EventExporter exporter : all()) {
      if (exporter != first) {
        named.put(unique(name(exporter)), exporter);
      }
    }
    return named;
  }

  @Override
  public boolean isIncomplete() {
    return !failed.isEmpty();
  }

  @Override
  public Map<String, EventExporter> makeMissing() {
    Map<String, EventExporter> named = new LinkedHashMap<>();
    for (BeanDefinition<EventExporter> definition : List.copyOf(failed)) {
      EventExporter exporter = make(definition);
      if (exporter != null) {
        named.put(unique(name(exporter)), exporter);
      }
    }
    return named;
  }

  private @Nullable EventExporter make(BeanDefinition<EventExporter> definition) {
    EventExporter made = null;
    failed.remove(definition);
    try {
      made = context.getBean(definition);
    } catch (DisabledBeanException e) {
      // it is not wanted with these settings
    } catch (Throwable e) {
      failed.add(definition);
      errors.report("export", e, definition.getBeanType().getSimpleName());
    }
    return made;
  }

  private @Nullable EventExporter ingest() {
    try {
      return ingest.isPresent() ? ingest.get() : null;
    } catch (DisabledBeanException e) {
      return null;
    } catch (Throwable e) {
      errors.report("export", e, INGEST);
      return null;
    }
  }

  private List<EventExporter> all() {
    try {
      return List.copyOf(context.getBeansOfType(EventExporter.class));
    } catch (Throwable e) {
      // one of them failed, and is reported below
      return each();
    }
  }

  /** Those that can be made, and those that the application has registered as objects. */
  private List<EventExporter> each() {
    List<Ordered> made = new ArrayList<>();
    for (BeanDefinition<EventExporter> definition :
        context.getBeanDefinitions(EventExporter.class)) {
      EventExporter exporter = make(definition);
      if (exporter != null) {
        made.add(Ordered.of(definition, exporter));
      }
    }
    for (BeanRegistration<EventExporter> registered :
        context.getActiveBeanRegistrations(EventExporter.class)) {
      if (made.stream().noneMatch(known -> known.exporter() == registered.bean())) {
        made.add(Ordered.of(registered.definition(), registered.bean()));
      }
    }
    made.sort(Comparator.comparingInt(Ordered::order));
    return made.stream().map(Ordered::exporter).toList();
  }

  private record Ordered(int order, EventExporter exporter) {

    static Ordered of(BeanDefinition<EventExporter> definition, EventExporter exporter) {
      return new Ordered(
          OrderUtil.getOrder(definition.getAnnotationMetadata(), exporter), exporter);
    }
  }

  private String name(EventExporter exporter) {
    String name = null;
    try {
      name = exporter.name();
    } catch (Throwable e) {
      errors.report("export", e);
    }
    return clean(name == null ? exporter.getClass().getSimpleName() : name);
  }

  /** What may stand in keys, tags and thread names; a class made by the framework is its own. */
  static String clean(String name) {
    String own = name;
    int generated = own.indexOf("$Definition");
    if (own.startsWith("$") && generated > 0) {
      own = own.substring(1, generated);
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
}
