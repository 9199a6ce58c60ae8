package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.EventExporter;
import io.routeflow.micronaut.configuration.Sdk;
import io.routeflow.micronaut.queue.InternalErrors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The destinations. The primary one, whose answer counts, is the ingest endpoint where there is
 * one, whatever order the application gives to its own; else the first of those.
 */
@Singleton
final class Exporters {

  private final @Nullable EventExporter primary;
  private final List<EventExporter> others;
  private final InternalErrors errors;

  Exporters(
      @Named(Sdk.INGEST_EXPORTER) @Nullable EventExporter ingest,
      List<EventExporter> all,
      InternalErrors errors) {
    EventExporter first = ingest != null || all.isEmpty() ? ingest : all.get(0);
    this.primary = first;
    this.others = all.stream().filter(exporter -> exporter != first).toList();
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
