package suite.kotlin

import io.micronaut.context.annotation.Requires
import io.routeflow.micronaut.Routeflow
import jakarta.inject.Singleton
import javax.sql.DataSource

/** Leaves everything on an event that says for which request it was done. */
@Singleton
@Requires(property = "spec.name")
class Work(
    private val routeflow: Routeflow,
    private val dataSource: DataSource,
    private val echo: EchoClient
) {

  fun done(id: String) {
    routeflow.addBreadcrumb(id)
    routeflow.attribute("request", id)
    dataSource.connection.use { connection ->
      connection.createStatement().use { it.execute("SELECT 1") }
    }
  }

  /** Calls another application, which has to see the trace of this very request. */
  suspend fun called(id: String) {
    check(echo.trace() == id) { "a call in the trace of another request" }
  }

  /** Only what needs no database, for threads that must not block. */
  fun noted(id: String) {
    routeflow.addBreadcrumb(id)
    routeflow.attribute("request", id)
  }
}
