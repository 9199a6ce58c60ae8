package suite.presence.app;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;

/** What needs no JSON. */
@Controller("/text")
@Produces(MediaType.TEXT_PLAIN)
@Consumes(MediaType.TEXT_PLAIN)
final class TextController {

  @Get
  String text() {
    return "by hand";
  }

  @Post
  String text(@Body String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }

  @Get("/number/{number}")
  String number(int number) {
    return "number " + number;
  }

  @Get("/failure")
  String failure() {
    throw new IllegalStateException("no text today");
  }
}
