package suite.kotlin

import io.micronaut.context.annotation.Requires
import io.routeflow.micronaut.event.Event
import io.routeflow.micronaut.event.EventBatch
import io.routeflow.micronaut.spi.EventExporter
import io.routeflow.micronaut.spi.ExportResult
import jakarta.inject.Singleton
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentLinkedQueue

/** A destination that keeps what it gets. */
@Singleton
@Requires(property = "spec.name")
class CollectedEvents : EventExporter {
  private val events = ConcurrentLinkedQueue<Event>()

  override fun name() = "collected"

  override fun export(batch: EventBatch): CompletionStage<ExportResult> {
    events.addAll(batch.events())
    return CompletableFuture.completedFuture(ExportResult.accepted())
  }

  fun all(): List<Event> = events.toList()

  /** So that a long run holds no more than one round. */
  fun forget() = events.clear()
}
