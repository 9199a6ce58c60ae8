package suite.capture;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ways in which a controller fails. */
@Requires(property = "spec.name", value = Capturing.SPEC)
@Controller("/failing")
class Failing {

  @Get("/status")
  String status() {
    throw new HttpStatusException(HttpStatus.PAYMENT_REQUIRED, "canary-message");
  }

  @Get("/local")
  String local() {
    throw new Local();
  }

  @Get("/global")
  String global() {
    throw new Global();
  }

  @Get("/handled")
  String handled() {
    throw new Late();
  }

  @Get("/unhandled/{id}")
  String unhandled(String id) {
    throw new Unexpected("canary-message " + id);
  }

  @Get("/mono")
  Mono<String> mono() {
    return Mono.error(new Unexpected("canary-message"));
  }

  @Get("/future")
  CompletableFuture<String> future() {
    return CompletableFuture.failedFuture(new Unexpected("canary-message"));
  }

  @Get(value = "/flux", produces = MediaType.TEXT_PLAIN)
  Flux<String> fluxBeforeItsFirstElement() {
    return Flux.error(new Unexpected("canary-message"));
  }

  @Get(value = "/unwritable", produces = MediaType.APPLICATION_JSON)
  Object unwritable() {
    return new Unwritable();
  }

  @Error(Local.class)
  HttpResponse<String> onLocal() {
    return HttpResponse.<String>status(HttpStatus.CONFLICT).body("conflict");
  }

  @Error(value = Global.class, global = true)
  HttpResponse<String> onGlobal() {
    return HttpResponse.<String>status(HttpStatus.I_AM_A_TEAPOT).body("teapot");
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Singleton
  static class LateHandler implements ExceptionHandler<Late, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, Late exception) {
      return HttpResponse.status(HttpStatus.GATEWAY_TIMEOUT);
    }
  }

  static final class Local extends RuntimeException {}

  static final class Global extends RuntimeException {}

  static final class Late extends RuntimeException {}

  /** Something for which no serializer exists. */
  static final class Unwritable {
    String value() {
      return "x";
    }
  }

  static final class Unexpected extends RuntimeException {
    Unexpected(String message) {
      super(message);
    }
  }
}
