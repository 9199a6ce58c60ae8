package suite.capture;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.validation.Validated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an application usually answers. */
@Validated
@Requires(property = "spec.name", value = Capturing.SPEC)
@Controller("/shop")
class Shop {

  @Get("/sentinel")
  String sentinel() {
    return "sentinel";
  }

  @Get("/ok/{id}")
  String ok(String id) {
    return "order " + id;
  }

  /** The server closes the connection after it. */
  @Get("/last")
  HttpResponse<String> last() {
    return HttpResponse.ok("bye").header(HttpHeaders.CONNECTION, "close");
  }

  @Post("/created")
  HttpResponse<String> created() {
    return HttpResponse.<String>created(URI.create("/shop/ok/1")).body("order 1");
  }

  @Delete("/gone/{id}")
  HttpResponse<?> gone(String id) {
    return HttpResponse.noContent();
  }

  @Get("/moved")
  HttpResponse<?> moved() {
    return HttpResponse.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, "/shop/ok/1");
  }

  @Get("/nothing/{id}")
  @Nullable
  String nothing(String id) {
    return null;
  }

  @Get("/absent")
  HttpResponse<?> absent() {
    return HttpResponse.notFound();
  }

  @Post("/json")
  String json(@Valid @Body Order order) {
    return order.name();
  }

  @Get("/typed/{number}")
  String typed(int number) {
    return "" + number;
  }

  @Get("/search{?q,page}")
  String search(@Nullable String q, @Nullable Integer page) {
    return "found";
  }

  @Get("/mono")
  Mono<String> mono() {
    return Mono.just("mono");
  }

  @Get("/empty")
  Mono<String> empty() {
    return Mono.empty();
  }

  @Get(value = "/flux", produces = MediaType.TEXT_PLAIN)
  Flux<String> flux() {
    return Flux.just("a", "b");
  }

  @Get("/future")
  CompletableFuture<String> future() {
    return CompletableFuture.supplyAsync(() -> "future");
  }

  @ExecuteOn(TaskExecutors.BLOCKING)
  @Get("/blocking")
  String blocking() {
    return Thread.currentThread().getName();
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Requires(sdk = Requires.Sdk.JAVA, version = "21")
  @Controller("/virtual")
  static class Virtual {
    @ExecuteOn(TaskExecutors.VIRTUAL)
    @Get
    String run() {
      return "virtual";
    }
  }

  /** A body that must be valid. */
  @Serdeable
  record Order(@NotBlank String name) {}
}
