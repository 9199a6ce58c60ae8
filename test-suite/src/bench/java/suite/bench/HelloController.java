package suite.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** What is measured with and without. */
@Requires(property = "spec.name", value = "bench")
@Controller("/hello")
final class HelloController {

  @Get(uri = "/{name}", produces = MediaType.TEXT_PLAIN)
  String hello(String name) {
    return name;
  }
}
