package suite.calls;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.sse.Event;
import io.micronaut.retry.annotation.Retryable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Declarative clients of the application that calls. */
final class Clients {

  private Clients() {}

  /** Of the other application. */
  @Requires(property = "spec.name", value = Calling.SPEC)
  @Client(id = "far", path = "/far")
  interface FarClient {

    @Get(uri = "/items/{id}{?secret}", consumes = MediaType.TEXT_PLAIN)
    String item(int id, @Nullable @QueryValue String secret);

    @Get(uri = "/items/{id}", consumes = MediaType.TEXT_PLAIN)
    Mono<String> later(int id);

    @Get(uri = "/items/{id}", consumes = MediaType.TEXT_PLAIN)
    CompletableFuture<String> future(int id);

    @Post(uri = "/items", produces = MediaType.TEXT_PLAIN, consumes = MediaType.TEXT_PLAIN)
    String add(@Body String item);

    @Get("/missing")
    HttpResponse<String> missing();

    @Get("/broken")
    HttpResponse<String> broken();

    @Get(uri = "/moved", consumes = MediaType.TEXT_PLAIN)
    String moved();

    @Get(uri = "/rows", consumes = MediaType.APPLICATION_JSON_STREAM)
    Flux<Map<String, Object>> rows();

    @Get(uri = "/events", consumes = MediaType.TEXT_EVENT_STREAM)
    Flux<Event<String>> events();
  }

  /** Of the raw server. */
  @Requires(property = "spec.name", value = Calling.SPEC)
  @Client(id = "remote")
  interface RemoteClient {

    @Retryable(attempts = "2", delay = "1ms")
    @Get(uri = "/flaky", consumes = MediaType.TEXT_PLAIN)
    String flaky();

    @Get(uri = "/slow", consumes = MediaType.TEXT_PLAIN)
    Mono<String> slow();
  }
}
