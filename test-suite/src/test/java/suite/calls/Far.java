package suite.calls;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The application that is called. */
@Requires(property = "spec.name", value = Far.SPEC)
@Controller("/far")
class Far {

  static final String SPEC = "calls-far";

  @Get(uri = "/items/{id}", produces = MediaType.TEXT_PLAIN)
  String item(int id, @Nullable @QueryValue String secret) {
    return "item " + id;
  }

  @Post(uri = "/items", consumes = MediaType.TEXT_PLAIN, produces = MediaType.TEXT_PLAIN)
  String add(@Body String item) {
    return item;
  }

  @Get("/missing")
  HttpResponse<?> missing() {
    return HttpResponse.notFound();
  }

  @Get("/broken")
  HttpResponse<?> broken() {
    return HttpResponse.serverError();
  }

  @Get(uri = "/moved", produces = MediaType.TEXT_PLAIN)
  HttpResponse<?> moved() {
    return HttpResponse.status(io.micronaut.http.HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, "/far/items/9");
  }

  @Get(uri = "/rows", produces = MediaType.APPLICATION_JSON_STREAM)
  Publisher<Map<String, Object>> rows() {
    return Flux.range(0, 3).map(number -> Map.of("number", number));
  }

  @Get(uri = "/events", produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> events() {
    return Flux.range(0, 3).map(number -> Event.of("event " + number));
  }
}
