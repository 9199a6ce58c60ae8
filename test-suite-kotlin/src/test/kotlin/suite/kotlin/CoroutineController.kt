package suite.kotlin

import io.micronaut.context.annotation.Requires
import io.micronaut.http.annotation.Controller
import io.micronaut.http.annotation.Get
import io.micronaut.http.annotation.Header
import io.routeflow.micronaut.RouteflowCapture
import io.routeflow.micronaut.event.EventType
import jakarta.inject.Singleton
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withContext

/** Each way in which a coroutine may leave its thread. */
@Controller("/coroutine")
@Requires(property = "spec.name")
open class CoroutineController(private val work: Work, private val jobs: CoroutineJobs) {

  @Get("/suspended")
  suspend fun suspended(@Header("x-routeflow-trace-id") id: String): String {
    work.noted(id)
    delay(1)
    work.called(id)
    work.noted(id)
    return id
  }

  @Get("/io")
  suspend fun io(@Header("x-routeflow-trace-id") id: String): String {
    withContext(Dispatchers.IO) {
      work.done(id)
      delay(1)
      work.called(id)
      work.called(id)
      work.done(id)
    }
    return id
  }

  @Get("/async")
  suspend fun async(@Header("x-routeflow-trace-id") id: String): String = coroutineScope {
    (1..3)
        .map {
          async(Dispatchers.IO) {
            delay(1)
            work.called(id)
            work.done(id)
          }
        }
        .awaitAll()
    id
  }

  @Get("/default")
  suspend fun onDefault(@Header("x-routeflow-trace-id") id: String): String {
    withContext(Dispatchers.Default) {
      delay(1)
      work.called(id)
      work.done(id)
    }
    return id
  }

  @Get("/failing")
  suspend fun failing(@Header("x-routeflow-trace-id") id: String): String {
    delay(1)
    work.noted(id)
    throw IllegalStateException(id)
  }

  /** The caller waits for the job no longer than it takes to begin. */
  @Get("/left")
  suspend fun left(@Header("x-routeflow-trace-id") id: String): String = coroutineScope {
    val job = async(start = CoroutineStart.UNDISPATCHED) { jobs.endless(id) }
    job.cancelAndJoin()
    id
  }

  /** Without the request's scope there is no context either. */
  @OptIn(DelicateCoroutinesApi::class)
  @Get("/detached")
  suspend fun detached(@Header("x-routeflow-trace-id") id: String): String {
    work.noted(id)
    GlobalScope.async(Dispatchers.IO) {
          delay(1)
          work.done("detached $id")
        }
        .await()
    return id
  }

  @Get("/broken")
  suspend fun broken(@Header("x-routeflow-trace-id") id: String): String {
    runCatching { jobs.broken(id) }
    return id
  }

  @Get("/job")
  suspend fun job(@Header("x-routeflow-trace-id") id: String): String {
    jobs.nightly(id)
    return id
  }

  @Get("/flow", produces = ["text/plain"])
  fun streamed(@Header("x-routeflow-trace-id") id: String): Flow<String> = flow {
    work.noted(id)
    emit("a")
    delay(1)
    work.noted(id)
    emit("b")
  }
}

/** Work inside of a request, with an event of its own. */
@Singleton
@Requires(property = "spec.name")
open class CoroutineJobs(private val work: Work) {

  @RouteflowCapture(type = EventType.JOB, name = "nightly")
  open suspend fun nightly(id: String): String {
    delay(1)
    withContext(Dispatchers.IO) {
      work.called(id)
      work.done(id)
    }
    return id
  }

  @RouteflowCapture(type = EventType.JOB, name = "broken")
  open suspend fun broken(id: String): String {
    delay(1)
    work.noted(id)
    throw IllegalStateException(id)
  }

  @RouteflowCapture(type = EventType.JOB, name = "endless")
  open suspend fun endless(id: String): String {
    work.noted(id)
    awaitCancellation()
  }
}
