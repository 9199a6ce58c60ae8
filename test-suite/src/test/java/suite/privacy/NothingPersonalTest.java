package suite.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.rules.SecurityRule;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import suite.support.ApplicationExtension;
import suite.support.FakeIngest;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.ReceivedBatch;

/** Nothing of a request but its names leaves the process by default, nor gets into the log. */
final class NothingPersonalTest {

  private static final String SPEC = "NothingPersonalTest";
  private static final String CANARY = "canary";

  @RegisterExtension
  static final ApplicationExtension people =
      ApplicationExtension.of(
          SPEC, Map.of("routeflow.debug", true, "micronaut.security.enabled", true));

  @AutoClose private static final LogCapture log = LogCapture.of("io.routeflow", Level.TRACE);

  static Stream<String> requests() {
    return Stream.of(
        RawHttp.get("/people/canary-id"),
        RawHttp.get("/people/canary-id;canary=matrix?canary=query#canary"),
        RawHttp.get("/people/7", "Cookie: session=canary", "Authorization: Bearer canary"),
        RawHttp.get("/people/7", "X-Canary: canary", "Referer: https://canary", "Via: canary"),
        RawHttp.get("http://canary:canary@127.0.0.1/people/canary"),
        RawHttp.post("/people", "application/json", "{\"canary\":\"canary\"}"),
        RawHttp.post("/people", "application/canary", "canary"),
        RawHttp.get("/failing/canary-id"),
        RawHttp.get("/closed/canary-id"),
        RawHttp.get("/canary/unmatched?canary"),
        RawHttp.request("CANARY", "/people/canary"),
        "canary canary canary\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void leavesTheProcess(String request) {
    int before = people.ingest().events().size();
    RawHttp.exchange(people.port(), request);
    assertThat(people.routeflow().flush(FakeIngest.PATIENCE)).isTrue();
    people.ingest().awaitEvents(before + 1);

    for (ReceivedBatch batch : people.ingest().attempts()) {
      assertThat(new String(batch.raw(), ISO_8859_1)).doesNotContainIgnoringCase(CANARY);
      assertThat(batch.headers().toString()).doesNotContainIgnoringCase(CANARY);
    }
    assertThat(log.messages())
        .isNotEmpty()
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(CANARY));
  }

  @Requires(property = "spec.name", value = SPEC)
  @Secured(SecurityRule.IS_ANONYMOUS)
  @Controller
  static class People {
    @Get("/people/{id}")
    HttpResponse<String> show(String id) {
      return HttpResponse.ok(CANARY).header("X-Answer", CANARY).cookie(Cookie.of("c", CANARY));
    }

    @Post("/people")
    Map<String, String> create(@Body Map<String, String> person) {
      return person;
    }

    @Get("/failing/{id}")
    String failing(String id) {
      throw new IllegalStateException("canary message", new RuntimeException("canary cause"));
    }

    @Secured(SecurityRule.DENY_ALL)
    @Get("/closed/{id}")
    String closed(String id) {
      return CANARY;
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Users implements AuthenticationFetcher<HttpRequest<?>> {
    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
      return Mono.just(Authentication.build("canary", Map.of("email", "canary@example.org")));
    }
  }
}
