package suite.payloads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowIgnore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import suite.support.FakeIngest;

/** Filters of the application that put another request in the place of the one that came. */
final class RewrittenRequestTest {

  private static final String SWITCH = "suite.rewritten";
  private static final byte[] DIAGNOSIS = "{\"diagnosis\":\"canary\"}".getBytes(UTF_8);

  private static Map<String, Mirrored> byVersion = Map.of();

  @BeforeAll
  static void start() {
    Map<String, Object> settings =
        Map.of(
            SWITCH,
            true,
            Mirrored.BODIES,
            true,
            Mirrored.ANSWERS,
            true,
            "routeflow.log-correlation",
            true);
    byVersion =
        Map.of(
            "1.1", Mirrored.start("1.1", settings),
            "2.0", Mirrored.start("2.0", settings));
  }

  @AfterAll
  static void stop() {
    byVersion.values().forEach(Mirrored::close);
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, ''", "1.1, /mutated", "1.1, /wrapped", "1.1, /replaced",
    "2.0, ''", "2.0, /mutated", "2.0, /wrapped", "2.0, /replaced"
  })
  void isTheRequestThatCameUnderItsNewRoute(String version, String prefix) {
    Mirrored.Seen seen = mirrored(version).get(prefix + "/target/seen");
    assertThat(seen.response().statusCode()).isEqualTo(200);
    JsonNode event = seen.event();
    assertThat(event.path("path").asText()).isEqualTo("/target/seen");
    assertThat(event.path("handler").asText()).isEqualTo("Target.seen");
    assertThat(event.at("/breadcrumbs/0/message").asText()).isEqualTo("in the handler");
    assertThat(seen.answer().at("/body/trace").asText())
        .as("in the log")
        .isEqualTo(event.path("trace_id").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, /mutated", "1.1, /wrapped", "1.1, /replaced",
    "2.0, /mutated", "2.0, /wrapped", "2.0, /replaced"
  })
  void hasTheExceptionThatFailedIt(String version, String prefix) {
    JsonNode event = mirrored(version).get(prefix + "/target/failing").event();
    assertThat(event.path("path").asText()).isEqualTo("/target/failing");
    assertThat(event.path("status_code").asInt()).isEqualTo(500);
    assertThat(event.at("/exception/name").asText()).isEqualTo("java.lang.IllegalStateException");
  }

  @ParameterizedTest
  @CsvSource({"1.1, /mutated", "1.1, /wrapped", "2.0, /mutated", "2.0, /wrapped"})
  void isNoEventWhereTheRouteIsIgnored(String version, String prefix) {
    Mirrored mirrored = mirrored(version);
    long before = captured(mirrored);
    var response =
        mirrored.sendIgnored(
            "POST",
            prefix + "/target/ignored",
            DIAGNOSIS,
            "Content-Type",
            MediaType.APPLICATION_JSON);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).asString(UTF_8).contains("canary");
    mirrored.get("/target/seen");
    assertThat(captured(mirrored) - before).isEqualTo(1);
    assertThat(mirrored.ingest().events().toString()).doesNotContain("canary");
  }

  /** What the filter answers may be meant for a route that is ignored. */
  @ParameterizedTest
  @CsvSource({"1.1", "2.0"})
  void hasNoBodiesWhereItIsAnsweredBeforeItsRouteIsKnown(String version) {
    Mirrored.Seen seen =
        mirrored(version).post("/refused/target/ignored", MediaType.APPLICATION_JSON, DIAGNOSIS);
    assertThat(seen.response().statusCode()).isEqualTo(401);
    assertThat(seen.event().path("path").asText()).isEqualTo("__unmatched__");
    assertThat(seen.event().path("status_code").asInt()).isEqualTo(401);
    assertThat(seen.answer().isMissingNode()).as("%s", seen.event()).isFalse();
    for (JsonNode payload : List.of(seen.request(), seen.answer())) {
      // over HTTP/2 the answer may come before the body, of which nothing is said then
      if (!payload.isMissingNode()) {
        assertThat(payload.path("omitted").asText()).as("%s", payload).isEqualTo("redaction");
        assertThat(payload.path("size_bytes").asInt()).isEqualTo(DIAGNOSIS.length);
        assertThat(payload.has("body")).isFalse();
      }
    }
  }

  private static long captured(Mirrored mirrored) {
    Routeflow routeflow = mirrored.application().context().getBean(Routeflow.class);
    assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
    return routeflow.stats().captured();
  }

  private static Mirrored mirrored(String version) {
    return java.util.Objects.requireNonNull(byVersion.get(version));
  }

  @Requires(property = SWITCH)
  @Controller("/target")
  static class Target {

    private final Routeflow routeflow;

    Target(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/seen")
    Map<String, String> seen() {
      routeflow.addBreadcrumb("in the handler");
      return Map.of("trace", String.valueOf(MDC.get("trace_id")));
    }

    @Get("/failing")
    String failing() {
      throw new IllegalStateException("deliberate");
    }

    @RouteflowIgnore
    @Consumes(MediaType.ALL)
    @Post("/ignored")
    Map<String, Object> ignored() {
      return Map.of("diagnosis", "canary");
    }
  }

  private static URI target(HttpRequest<?> request) {
    return URI.create(request.getPath().substring(request.getPath().indexOf('/', 1)));
  }

  @Requires(property = SWITCH)
  @ServerFilter("/mutated/**")
  static class Mutating {
    @PreMatching
    @RequestFilter
    HttpRequest<?> mutate(HttpRequest<?> request) {
      return request.mutate().uri(target(request));
    }
  }

  @Requires(property = SWITCH)
  @ServerFilter("/wrapped/**")
  static class Wrapping {
    @PreMatching
    @RequestFilter
    HttpRequest<?> wrap(HttpRequest<?> request) {
      return new Moved<>(request, target(request));
    }
  }

  static final class Moved<B> extends HttpRequestWrapper<B> {

    private final URI target;

    Moved(HttpRequest<B> delegate, URI target) {
      super(delegate);
      this.target = target;
    }

    @Override
    public URI getUri() {
      return target;
    }

    @Override
    public String getPath() {
      return target.getPath();
    }
  }

  /** With which no attribute of the request that came goes along. */
  @Requires(property = SWITCH)
  @ServerFilter("/replaced/**")
  static class Replacing {
    @PreMatching
    @RequestFilter
    HttpRequest<?> replace(HttpRequest<?> request) {
      return HttpRequest.GET(target(request));
    }
  }

  @Requires(property = SWITCH)
  @ServerFilter("/refused/**")
  static class Refusing {
    @PreMatching
    @RequestFilter
    HttpResponse<?> refuse(HttpRequest<?> request) {
      return HttpResponse.unauthorized()
          .body(DIAGNOSIS)
          .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
  }
}
