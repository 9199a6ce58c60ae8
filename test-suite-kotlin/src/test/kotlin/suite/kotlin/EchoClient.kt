package suite.kotlin

import io.micronaut.context.annotation.Requires
import io.micronaut.http.MediaType
import io.micronaut.http.annotation.Controller
import io.micronaut.http.annotation.Get
import io.micronaut.http.annotation.Header
import io.micronaut.http.client.annotation.Client

/** An application without the module that says in which trace it was called. */
@Client(id = "echo")
@Requires(property = "micronaut.http.services.echo.url")
interface EchoClient {

  @Get("/echo", consumes = [MediaType.TEXT_PLAIN]) suspend fun trace(): String
}

/** Of the other application. */
@Controller("/echo")
@Requires(property = "suite.echo")
class EchoController {

  @Get(produces = [MediaType.TEXT_PLAIN])
  fun trace(@Header("x-routeflow-trace-id") id: String) = id
}
