package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.EventExporter;
import io.routeflow.micronaut.queue.InternalErrors;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The destinations: the first by order is the primary one, whose answer counts. */
@Singleton
final class Exporters {

  private final @Nullable EventExporter primary;
  private final List<EventExporter> others;
  private final InternalErrors errors;

  Exporters(List<EventExporter> exporters, InternalErrors errors) {
    this.primary = exporters.isEmpty() ? null : exporters.get(0);
    this.others = exporters.stream().skip(1).toList();
    this.errors = errors;
  }

  @Nullable EventExporter primary() {
    return primary;
  }

  /** Shows the batch to the others, once. */
  void showOthers(EventBatch batch) {
    for (EventExporter exporter : others) {
      try {
        exporter
            .export(batch)
            .whenComplete(
                (result, error) -> {
                  if (error != null) {
                    errors.report("export", error);
                  }
                });
      } catch (Throwable e) {
        errors.report("export", e);
      }
    }
  }
}
