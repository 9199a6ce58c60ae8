package suite.kotlin

import io.micronaut.context.ApplicationContext
import io.micronaut.runtime.server.EmbeddedServer
import io.routeflow.micronaut.Routeflow
import io.routeflow.micronaut.event.Event
import io.routeflow.micronaut.event.EventStatus
import io.routeflow.micronaut.event.EventType
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.time.Duration
import java.util.UUID
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource

/**
 * What a coroutine does lands on the event of its own request, on whatever thread it goes on. A
 * `flow {}` loses the framework's context at its first suspension: what comes afterwards lands on
 * no request, above all on no wrong one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoroutineTest {

  private val echo: EmbeddedServer =
      ApplicationContext.run(
          EmbeddedServer::class.java,
          mapOf(
              "suite.echo" to true,
              "micronaut.server.host" to "127.0.0.1",
              "micronaut.server.port" to -1,
              "routeflow.enabled" to false))
  private val server: EmbeddedServer =
      ApplicationContext.run(
          EmbeddedServer::class.java,
          mapOf(
              "spec.name" to "CoroutineTest",
              "micronaut.server.host" to "127.0.0.1",
              "micronaut.server.port" to -1,
              "micronaut.http.services.echo.url" to "http://127.0.0.1:${echo.port}",
              "micronaut.http.client.read-timeout" to "60s",
              "routeflow.queue-maxsize" to 200_000,
              "routeflow.destinations.collected.queue-maxsize" to 200_000,
              "datasources.default.url" to "jdbc:h2:mem:coroutines;DB_CLOSE_DELAY=-1",
              "datasources.default.driver-class-name" to "org.h2.Driver",
              "datasources.default.username" to "sa",
              "datasources.default.password" to "",
              "datasources.default.maximum-pool-size" to 16))
  private val client = HttpClient.newHttpClient()
  private val collected = server.applicationContext.getBean(CollectedEvents::class.java)
  private val routeflow = server.applicationContext.getBean(Routeflow::class.java)

  @AfterAll
  fun stop() {
    server.close()
    echo.close()
  }

  @ParameterizedTest
  @CsvSource(
      "suspended, 2, 0, 1", "io, 2, 2, 2", "async, 3, 3, 3", "default, 1, 1, 1", "failing, 1, 0, 0")
  fun `breadcrumbs, attributes, SQL and calls land on the request`(
      path: String,
      breadcrumbs: Int,
      statements: Long,
      calls: Long
  ) {
    val id = newId()
    get(path, id)
    val event = eventsOf(id).single()

    assertThat(event.attributes()["request"]).isEqualTo(id)
    assertThat(event.parts().breadcrumbs().map { it.message() }).hasSize(breadcrumbs).containsOnly(id)
    assertThat(event.sql()?.count() ?: 0).isEqualTo(statements)
    assertThat(callsOf(event)).isEqualTo(calls)
    assertThat(event.label()).isEqualTo("/coroutine/$path")
    assertThat(event.status() == EventStatus.FAILED).isEqualTo(path == "failing")
  }

  @Test
  fun `a suspending method is timed to its end and is an event in the request's trace`() {
    val id = newId()
    get("job", id)
    val events = eventsOf(id, 2)
    val request = events.single { it.type() == EventType.REQUEST }
    val job = events.single { it.type() == EventType.JOB }

    assertThat(job.label()).isEqualTo("nightly")
    assertThat(job.parentSpanId()).isEqualTo(request.spanId())
    assertThat(job.latencyNanos()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1))
    assertThat(job.sql()?.count()).isEqualTo(1)
    assertThat(job.attributes()["request"]).isEqualTo(id)
    assertThat(request.sql()).isNull()
    assertThat(callsOf(job)).isEqualTo(1)
    assertThat(callsOf(request)).isEqualTo(0)
  }

  @Test
  fun `a suspending method that is cancelled is a warning`() {
    val id = newId()
    get("left", id)
    val job = eventsOf(id, 2).single { it.type() == EventType.JOB }

    assertThat(job.label()).isEqualTo("endless")
    assertThat(job.status()).isEqualTo(EventStatus.WARNING)
    assertThat(job.attributes()["request"]).isEqualTo(id)
  }

  @Test
  fun `a suspending method that fails after it was suspended is a failed event`() {
    val id = newId()
    assertThat(get("broken", id)).isEqualTo(id)
    val events = eventsOf(id, 2)
    val job = events.single { it.type() == EventType.JOB }

    assertThat(job.label()).isEqualTo("broken")
    assertThat(job.status()).isEqualTo(EventStatus.FAILED)
    assertThat(job.exceptionName()).isEqualTo(IllegalStateException::class.java.name)
    assertThat(job.attributes()["request"]).isEqualTo(id)
    assertThat(events.single { it.type() == EventType.REQUEST }.status())
        .isEqualTo(EventStatus.SUCCESS)
  }

  @Test
  fun `what is done in the global scope lands on no request`() {
    val id = newId()
    assertThat(get("detached", id)).isEqualTo(id)
    val event = eventsOf(id).single()

    assertThat(event.parts().breadcrumbs().map { it.message() }).containsExactly(id)
    assertThat(event.sql()).isNull()
    assertThat(collected.all().flatMap { it.parts().breadcrumbs() }.map { it.message() })
        .doesNotContain("detached $id")
  }

  @Test
  fun `nothing that a flow does after its first suspension lands on another request`() {
    val id = newId()
    assertThat(get("flow", id)).isEqualTo("ab")
    val event = eventsOf(id).single()

    assertThat(event.parts().breadcrumbs().map { it.message() }).isNotEmpty().containsOnly(id)
  }

  @Test
  fun `of many requests at a time nothing lands on a wrong one`() {
    // as many as the promise names, where the build says so
    val requests = Integer.getInteger("suite.requests", 4_000)
    val clients = Executors.newFixedThreadPool(64)
    try {
      for (round in (1..requests).chunked(ROUND)) {
        val ids = round.map { newId() }
        ids.mapIndexed { i, id -> clients.submit { get(PATHS[i % PATHS.size], id) } }
            .forEach { it.get(2, TimeUnit.MINUTES) }
        assertThat(routeflow.flush(Duration.ofSeconds(60))).isTrue()
        expectOwnOnly(ids)
        collected.forget()
      }
    } finally {
      clients.shutdownNow()
    }
  }

  private fun expectOwnOnly(ids: List<String>) {
    val byTrace = collected.all().filter { it.type() == EventType.REQUEST }.associateBy { it.traceId() }
    ids.forEachIndexed { i, id ->
      val path = PATHS[i % PATHS.size]
      val event = byTrace.getValue(id)
      assertThat(event.label()).isEqualTo("/coroutine/$path")
      assertThat(event.attributes()["request"]).isEqualTo(id)
      assertThat(event.parts().breadcrumbs().map { it.message() }).containsOnly(id)
      if (path != "flow") {
        assertThat(event.parts().breadcrumbs()).hasSize(BREADCRUMBS[path]!!)
        assertThat(event.sql()?.count() ?: 0).isEqualTo(STATEMENTS[path] ?: 0)
        assertThat(callsOf(event)).isEqualTo(CALLS[path])
      }
    }
  }

  private fun callsOf(event: Event): Long =
      event.parts().externalCalls()?.entries()?.sumOf { it.count() } ?: 0

  private companion object {
    const val ROUND = 4_000
    val PATHS = listOf("suspended", "io", "async", "default", "flow", "detached")
    val BREADCRUMBS =
        mapOf("suspended" to 2, "io" to 2, "async" to 3, "default" to 1, "detached" to 1)
    val STATEMENTS = mapOf("io" to 2L, "async" to 3L, "default" to 1L)
    val CALLS =
        mapOf("suspended" to 1L, "io" to 2L, "async" to 3L, "default" to 1L, "detached" to 0L)
  }

  private fun newId() = UUID.randomUUID().toString()

  private fun get(path: String, id: String): String {
    val uri = URI.create("http://127.0.0.1:${server.port}/coroutine/$path")
    val request = HttpRequest.newBuilder(uri).header("x-routeflow-trace-id", id).build()
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body()
  }

  /** A job that is cancelled may end after the request that has left it. */
  private fun eventsOf(id: String, expected: Int = 1): List<Event> {
    val patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20)
    var events: List<Event>
    do {
      assertThat(routeflow.flush(Duration.ofSeconds(20))).isTrue()
      events = collected.all().filter { it.traceId() == id }
    } while (events.size < expected && System.nanoTime() < patience)
    assertThat(events).hasSize(expected)
    return events
  }
}
