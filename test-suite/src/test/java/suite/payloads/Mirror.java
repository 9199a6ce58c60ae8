package suite.payloads;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.sse.Event;
import io.routeflow.micronaut.RouteflowIgnore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers with the bytes that came, or with bodies of every kind. */
@Requires(property = "suite.mirror")
@Controller("/mirror")
class Mirror {

  static final String JSON = "{\"name\":\"Anna\",\"password\":\"hunter2\",\"n\":1.50}";

  /** The same bytes, of the same type. */
  @Consumes(MediaType.ALL)
  @Post("/bytes")
  HttpResponse<byte[]> bytes(@Body byte[] body, @Nullable @Header("X-Answer-Type") String type) {
    return type == null
        ? HttpResponse.ok(body)
        : HttpResponse.ok(body).header("Content-Type", type);
  }

  @Post("/map")
  Map<String, Object> map(@Body Map<String, Object> body) {
    return body;
  }

  @Get("/json")
  Mono<Map<String, Object>> json() {
    return Mono.just(Map.of("password", "hunter2"));
  }

  @Get("/flux")
  Flux<Map<String, Object>> flux() {
    return Flux.range(0, 3).map(n -> Map.of("n", n));
  }

  @Get(value = "/sse", produces = MediaType.TEXT_EVENT_STREAM)
  Flux<Event<String>> sse() {
    return Flux.just(Event.of(JSON), Event.of(JSON));
  }

  @Get("/file")
  StreamedFile file() {
    return new StreamedFile(stream(), MediaType.APPLICATION_JSON_TYPE);
  }

  @Get("/sized")
  StreamedFile sized() {
    return new StreamedFile(stream(), MediaType.APPLICATION_JSON_TYPE, 0, JSON.length());
  }

  @Get(value = "/input", produces = MediaType.APPLICATION_JSON)
  InputStream input() {
    return stream();
  }

  @Get("/none")
  HttpResponse<?> none() {
    return HttpResponse.noContent();
  }

  @Get("/thrown")
  String thrown() {
    throw new IllegalStateException("deliberate");
  }

  @Get(value = "/text", produces = MediaType.TEXT_PLAIN)
  String text() {
    return "password=hunter2";
  }

  @RouteflowIgnore
  @Consumes(MediaType.ALL)
  @Post("/ignored")
  byte[] ignored(@Body byte[] body) {
    return body;
  }

  private static InputStream stream() {
    return new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8));
  }
}
