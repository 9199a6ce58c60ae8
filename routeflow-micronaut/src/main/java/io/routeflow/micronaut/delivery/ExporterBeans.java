package io.routeflow.micronaut.delivery;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.BeanRegistration;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.order.OrderUtil;
import io.micronaut.inject.BeanDefinition;
import io.routeflow.micronaut.configuration.IngestSettings;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.spi.EventExporter;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exporters by the names of their destinations: the ingest endpoint first, where there is one,
 * then those of the application by their order. One that cannot be made does not keep the others
 * from being made.
 */
@Singleton
final class ExporterBeans implements LateExporters.Source {

  private final BeanContext context;
  private final BeanProvider<EventExporter> ingest;
  private final InternalErrors errors;
  private final ExporterNames names;

  /** Those that could not be made yet. Confined to the dispatcher's thread, as all of this. */
  private final List<BeanDefinition<EventExporter>> failed = new ArrayList<>();

  ExporterBeans(
      BeanContext context,
      @Named(ModuleInfo.INGEST_EXPORTER) BeanProvider<EventExporter> ingest,
      InternalErrors errors) {
    this.context = context;
    this.ingest = ingest;
    this.errors = errors;
    this.names = new ExporterNames(errors);
  }

  /** Makes them; never throws. */
  Map<String, EventExporter> byName() {
    Map<String, EventExporter> named = new LinkedHashMap<>();
    EventExporter first = ingest();
    if (first != null) {
      names.takeIngest();
      named.put(IngestSettings.NAME, first);
    }
    for (Found found : all()) {
      if (found.exporter() == null) {
        names.reserve(found.definition());
      } else if (found.exporter() != first) {
        named.put(names.take(found.definition(), found.exporter()), found.exporter());
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
        named.put(names.take(definition, exporter), exporter);
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
      errors.report(Stage.EXPORT, e, definition.getBeanType().getSimpleName());
    }
    return made;
  }

  private @Nullable EventExporter ingest() {
    try {
      return ingest.isPresent() ? ingest.get() : null;
    } catch (DisabledBeanException e) {
      return null;
    } catch (Throwable e) {
      errors.report(Stage.EXPORT, e, IngestSettings.NAME);
      return null;
    }
  }

  /** In an order that is the same at each start, as the numbers of names follow it. */
  private List<Found> all() {
    List<Found> all = new ArrayList<>();
    try {
      for (BeanRegistration<EventExporter> made :
          context.getBeanRegistrations(EventExporter.class)) {
        all.add(Found.of(made.definition(), made.bean()));
      }
    } catch (Throwable e) {
      // one of them failed, and is reported below
      all = each();
    }
    all.sort(Found.ORDER);
    return all;
  }

  /** Each that can be made or not, and those that the application has registered as objects. */
  private List<Found> each() {
    List<Found> all = new ArrayList<>();
    for (BeanDefinition<EventExporter> definition :
        context.getBeanDefinitions(EventExporter.class)) {
      EventExporter exporter = make(definition);
      if (exporter != null || failed.contains(definition)) {
        all.add(Found.of(definition, exporter));
      }
    }
    for (BeanRegistration<EventExporter> registered :
        context.getActiveBeanRegistrations(EventExporter.class)) {
      if (all.stream().noneMatch(known -> known.exporter() == registered.bean())) {
        all.add(Found.of(registered.definition(), registered.bean()));
      }
    }
    return all;
  }

  /** Where there is no exporter, it could not be made. */
  private record Found(
      int order, BeanDefinition<EventExporter> definition, @Nullable EventExporter exporter) {

    static final Comparator<Found> ORDER =
        Comparator.comparing((Found found) -> !ExporterNames.isIngest(found.definition()))
            .thenComparingInt(Found::order)
            .thenComparing(found -> found.definition().getClass().getName())
            .thenComparing(found -> String.valueOf(found.definition().getDeclaredQualifier()));

    static Found of(BeanDefinition<EventExporter> definition, @Nullable EventExporter exporter) {
      return new Found(
          exporter == null
              ? OrderUtil.getOrder(definition.getAnnotationMetadata())
              : OrderUtil.getOrder(definition.getAnnotationMetadata(), exporter),
          definition,
          exporter);
    }
  }
}
