package suite.tracing.bench;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** What is asked for. */
@Controller("/hello")
final class HelloController {

  @Get(uri = "/{name}", produces = MediaType.TEXT_PLAIN)
  String hello(String name) {
    return name;
  }
}
