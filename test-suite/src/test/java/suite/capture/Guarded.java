package suite.capture;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Open to administrators only; whoever names themselves in a header is a user without a role. */
@Requires(property = "spec.name", value = Capturing.SPEC)
@Requires(property = "micronaut.security.enabled", value = "true")
@Secured("ADMIN")
@Controller("/guarded")
class Guarded {

  static final String USER = "X-User";

  @Get("/{id}")
  String show(String id) {
    throw new AssertionError("not reached");
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Requires(property = "micronaut.security.enabled", value = "true")
  @Singleton
  static class Users implements AuthenticationFetcher<HttpRequest<?>> {
    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
      return Mono.justOrEmpty(request.getHeaders().findFirst(USER)).map(Authentication::build);
    }
  }
}
