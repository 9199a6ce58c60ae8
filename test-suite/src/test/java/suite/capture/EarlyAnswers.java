package suite.capture;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import org.jspecify.annotations.Nullable;

/** Filters of the application that do not let requests through to the controller. */
@Requires(property = "spec.name", value = Capturing.SPEC)
@Controller
class EarlyAnswers {

  @Get("/early/{what}")
  String early(String what) {
    throw new AssertionError("not reached");
  }

  @Get("/prematched/{what}")
  String prematched(String what) {
    throw new AssertionError("not reached");
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @ServerFilter("/early/**")
  static class Inner {
    @RequestFilter
    @Nullable HttpResponse<?> answer(HttpRequest<?> request) {
      return answered(request, HttpStatus.TOO_MANY_REQUESTS);
    }
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @ServerFilter("/prematched/**")
  static class BeforeMatching {
    @PreMatching
    @RequestFilter
    @Nullable HttpResponse<?> answer(HttpRequest<?> request) {
      return answered(request, HttpStatus.UNAUTHORIZED);
    }
  }

  private static HttpResponse<?> answered(HttpRequest<?> request, HttpStatus status) {
    if (request.getPath().endsWith("/thrown")) {
      throw new IllegalStateException("canary-message");
    }
    return HttpResponse.status(status);
  }
}
