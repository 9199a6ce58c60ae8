package orders;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.routeflow.micronaut.RouteflowIgnore;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** What every real application has too: something slow, something broken, something internal. */
@Controller("/api")
class TroubleController {

  private static final Duration SLOW = Duration.ofMillis(750);

  @Get(value = "/slow", produces = MediaType.TEXT_PLAIN)
  Mono<String> slow() {
    return Mono.delay(SLOW).thenReturn("Delivered in two to three days");
  }

  @Get("/broken")
  String broken() {
    throw new IllegalStateException("The printer is out of paper");
  }

  /** Called by machines all day long, and of no interest to anybody. */
  @RouteflowIgnore
  @Get(value = "/internal/ping", produces = MediaType.TEXT_PLAIN)
  String ping() {
    return "pong";
  }
}
