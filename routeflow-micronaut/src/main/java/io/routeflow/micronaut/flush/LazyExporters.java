package io.routeflow.micronaut.flush;

import io.micronaut.context.BeanProvider;
import io.routeflow.micronaut.queue.InternalErrors;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exporters when they are needed, because an HTTP client and what it needs would hold up
 * the start of the application. Confined to the delivery thread, but for what is asked before it
 * runs.
 */
@Singleton
final class LazyExporters {

  private final BeanProvider<Exporters> provider;
  private final InternalErrors errors;
  private volatile @Nullable Exporters made;

  LazyExporters(BeanProvider<Exporters> provider, InternalErrors errors) {
    this.provider = provider;
    this.errors = errors;
  }

  /** The exporters; none where one of them cannot be made. */
  Exporters get() {
    Exporters known = made;
    if (known == null) {
      known = make();
      made = known;
    }
    return known;
  }

  private Exporters make() {
    try {
      return provider.get();
    } catch (Throwable e) {
      errors.report("export", e);
      return new Exporters(null, List.of(), errors);
    }
  }
}
