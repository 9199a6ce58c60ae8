package suite.spool.victim;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

@Requires(property = Victim.PROPERTY)
@Controller("/ping")
final class Ping {

  @Get("/{number}")
  String answer(int number) {
    return "pong " + number;
  }
}
