package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpResponseWrapper;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.TraceIdResolver;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.ConsoleLinks;
import suite.support.FakeIngest;
import suite.support.TestApplication;

/** The application's own filters do what they do without the module. */
final class OwnFiltersTest {

  private static final String SPEC = "OwnFiltersTest";
  private static final String RESOLVER = "suite.own-filters.resolver";
  private static final Map<String, Object> HTTP_2 = Map.of("micronaut.server.http-version", "2.0");
  private static final Map<String, Object> NAMED =
      Map.of("routeflow.response-trace-header", "x-trace", "routeflow.server-timing", true);

  private final java.net.http.HttpClient client =
      java.net.http.HttpClient.newBuilder().version(Version.HTTP_2).build();

  static Stream<Arguments> servers() {
    return Stream.of(Map.<String, Object>of(), HTTP_2)
        .flatMap(
            version ->
                Stream.of(Map.<String, Object>of(), NAMED, Map.<String, Object>of(RESOLVER, true))
                    .map(more -> Arguments.of(merged(version, more))));
  }

  private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> all = new LinkedHashMap<>(one);
    all.putAll(other);
    return all;
  }

  @ParameterizedTest
  @MethodSource("servers")
  void anAnswerThatCannotBeChangedIsTheClients(Map<String, Object> settings) throws Exception {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC, settings)) {
      // over HTTP/2, the connection speaks it from the second request on
      assertThat(get(application, "/own/plain").body()).isEqualTo("plain");
      for (String path : new String[] {"/own/wrapped", "/own/forwarded"}) {
        var answer = get(application, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).isEqualTo("plain");
        assertThat(answer.headers().firstValue("x-own")).as(path).contains("yes");
        assertThat(answer.version())
            .isEqualTo(settings.containsKey(version()) ? Version.HTTP_2 : Version.HTTP_1_1);
      }
      // the gateway has called the application itself
      assertThat(ingest.awaitEvents(4))
          .extracting(event -> event.path("handler").asText() + " " + event.path("status_code"))
          .containsExactlyInAnyOrder(
              "Own.plain 200", "Own.plain 200", "Own.wrapped 200", "Own.forwarded 200");
    }
  }

  private static String version() {
    return "micronaut.server.http-version";
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aConditionalFilterRunsForTheRequestsOnlyThatItIsFor(Map<String, Object> settings)
      throws Exception {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC, settings)) {
      Tenants tenants = application.context().getBean(Tenants.class);
      for (int i = 0; i < 3; i++) {
        assertThat(get(application, "/own/plain").statusCode()).isEqualTo(200);
      }
      assertThat(get(application, "/nowhere").statusCode()).isEqualTo(404);
      assertThat(tenants.asked).as("control").hasPositiveValue();
      assertThat(tenants.calls).hasValue(0);

      assertThat(get(application, "/own/plain", "x-tenant", "acme").statusCode()).isEqualTo(200);
      assertThat(tenants.calls).hasValue(1);
      assertThat(ingest.awaitEvents(5)).hasSize(5);
    }
  }

  @Test
  void aFilterOfTheApplicationBeforeTheRouteIsMatchedIsSeenOverHttp2() throws Exception {
    Map<String, Object> settings = merged(HTTP_2, Map.of("suite.own-filters.early", true));
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC, settings)) {
      assertThat(get(application, "/own/plain").statusCode()).isEqualTo(200);
      assertThat(get(application, "/early").statusCode()).isEqualTo(402);
      assertThat(ingest.awaitEvents(2))
          .extracting(event -> event.path("status_code").asInt())
          .containsExactlyInAnyOrder(200, 402);
    }
  }

  @Test
  void aResolverFindsTheCurrentRequestWhereCodeOfTheApplicationLooksForIt() throws Exception {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            TestApplication.start(ingest, SPEC, merged(HTTP_2, Map.of(RESOLVER, true)))) {
      assertThat(get(application, "/own/plain?trace=named-by-the-query-1").statusCode())
          .isEqualTo(200);
      assertThat(ingest.awaitEvents(1).get(0).path("trace_id").asText())
          .isEqualTo("named-by-the-query-1");
    }
  }

  @Test
  void anAnswerOfTheConsoleThatCannotBeChangedHasItsHeaders() throws Exception {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            TestApplication.start(ingest, SPEC, Map.of("routeflow.console.enabled", true))) {
      var answer =
          get(
              application,
              "/routeflow-console/api/state",
              "X-Routeflow-Console-Token",
              ConsoleLinks.of(application.port()).code());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"started_at\"");
      assertThat(answer.headers().map())
          .contains(entry("x-content-type-options", List.of("nosniff")))
          .contains(entry("cache-control", List.of("no-store")));
    }
  }

  /**
   * The framework hands a filter's method whatever response there is, without a look at its type:
   * one that cannot be changed would end in an exception before our code, and in a 500.
   */
  @Test
  void noFilterOfTheModuleExpectsThatAResponseCanBeChanged() {
    Map<String, Object> all = merged(HTTP_2, NAMED);
    all.put("routeflow.console.enabled", true);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC, all)) {
      List<ExecutableMethod<?, ?>> methods = new ArrayList<>();
      for (BeanDefinition<?> filter :
          application.context().getBeanDefinitions(Qualifiers.byStereotype(ServerFilter.class))) {
        if (filter.getBeanType().getName().startsWith("io.routeflow.micronaut.")) {
          filter.getExecutableMethods().stream()
              .filter(method -> method.hasAnnotation(ResponseFilter.class))
              .forEach(methods::add);
        }
      }
      assertThat(methods)
          .extracting(ExecutableMethod::getMethodName)
          .contains("noteOutcome", "note", "record", "secure");
      assertThat(methods)
          .allSatisfy(
              method ->
                  assertThat(method.getArgumentTypes())
                      .as("%s", method)
                      .doesNotContain(MutableHttpResponse.class));
    }
  }

  private java.net.http.HttpResponse<String> get(
      TestApplication application, String path, String... headers)
      throws IOException, InterruptedException {
    var request =
        java.net.http.HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + application.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/own")
  static class Own {

    @Get("/plain")
    HttpResponse<String> plain() {
      return HttpResponse.ok("plain").header("x-own", "yes");
    }

    @Get("/wrapped")
    HttpResponse<String> wrapped() {
      return plain();
    }

    @Get("/forwarded")
    String forwarded() {
      throw new AssertionError("not reached");
    }
  }

  /** As an application that adds something to what it got. */
  @Requires(property = "spec.name", value = SPEC)
  @ServerFilter({"/own/wrapped", "/routeflow-console/**"})
  static class Wrapping {
    @ResponseFilter
    HttpResponse<?> wrap(HttpResponse<?> response) {
      return new HttpResponseWrapper<>(response);
    }
  }

  /** As a gateway, which answers with what its client got. */
  @Requires(property = "spec.name", value = SPEC)
  @ServerFilter("/own/forwarded")
  static class Gateway {

    private final HttpClient client;

    Gateway(@Client HttpClient client) {
      this.client = client;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> forward(HttpRequest<?> request) {
      String host = request.getHeaders().get(HttpHeaders.HOST);
      return client
          .toBlocking()
          .exchange(HttpRequest.GET("http://" + host + "/own/plain"), byte[].class);
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Tenants {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
  }

  @Requires(property = "spec.name", value = SPEC)
  @ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
  static class Tenant implements ConditionalFilter, Ordered {

    private final Tenants tenants;

    Tenant(Tenants tenants) {
      this.tenants = tenants;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
      tenants.asked.incrementAndGet();
      return request.getHeaders().contains("x-tenant");
    }

    @RequestFilter
    void note(HttpRequest<?> request) {
      tenants.calls.incrementAndGet();
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Requires(property = "suite.own-filters.early")
  @ServerFilter("/early")
  static class Early {
    @io.micronaut.http.server.annotation.PreMatching
    @RequestFilter
    HttpResponse<?> answer() {
      return HttpResponse.status(io.micronaut.http.HttpStatus.PAYMENT_REQUIRED);
    }
  }

  @Requires(property = RESOLVER)
  @Singleton
  static class FromTheQuery implements TraceIdResolver {
    @Override
    public @Nullable String resolve(HttpRequest<?> request) {
      return ServerRequestContext.currentRequest()
          .flatMap(current -> current.getParameters().getFirst("trace"))
          .orElse(null);
    }
  }
}
