package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Executable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.web.router.DefaultRouteBuilder;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowIgnore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** Requests beside the context path of the application are captured like those below it. */
final class OutsideContextPathTest {

  private static final String SWITCH = "suite.outside";

  private static TestApplication start(FakeIngest ingest, String version) {
    return TestApplication.start(
        ingest,
        Capturing.SPEC,
        Map.of(
            SWITCH,
            true,
            "micronaut.server.context-path",
            "/inside",
            "micronaut.server.cors.enabled",
            true,
            "micronaut.server.http-version",
            version,
            "routeflow.trace-id-header",
            "x-trace"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2.0"})
  void eachIsOneEvent(String version) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, version)) {
      List<String> paths =
          List.of("/inside/shop/ok/1", "/nowhere", "/built", "/private", "/early", "/a[b");
      if (version.equals("2.0")) {
        try (RawHttp2 http = RawHttp2.connect(application.port())) {
          for (int i = 0; i < paths.size(); i++) {
            http.get(2 * i + 1, paths.get(i)).awaitEndOf(2 * i + 1);
          }
        }
      } else {
        paths.forEach(path -> RawHttp.exchange(application.port(), RawHttp.get(path)));
      }

      assertThat(application.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE))
          .isTrue();
      assertThat(ingest.events())
          .extracting(OutsideContextPathTest::summary)
          .containsExactlyInAnyOrder(
              "/inside/shop/ok/{id} Shop.ok 200 ",
              "__unmatched__ __unmatched__ 404 ",
              "/built Built.answer 200 in the handler",
              "__unmatched__ __unmatched__ 402 ",
              "__unmatched__ __unmatched__ 400 ");
    }
  }

  private static String summary(JsonNode event) {
    return String.join(
        " ",
        event.path("path").asText(),
        event.path("handler").asText(),
        event.path("status_code").asText(),
        event.at("/breadcrumbs/0/message").asText());
  }

  /** What a filter of the module sees is not the application's to decide by a context path. */
  @Test
  void noFilterOfTheModuleIsBoundToTheContextPath() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = start(ingest, "2.0")) {
      List<BeanDefinition<?>> filters =
          application
              .context()
              .getBeanDefinitions(Qualifiers.byStereotype(ServerFilter.class))
              .stream()
              .filter(filter -> filter.getBeanType().getName().startsWith("io.routeflow."))
              .toList();
      assertThat(filters)
          .extracting(filter -> filter.getBeanType().getSimpleName())
          .contains("RequestCaptureFilter", "RequestNamingFilter", "Http2RequestFilter")
          .contains("EarlyAnswerFilter", "MalformedRequestFilter");
      assertThat(filters)
          .allSatisfy(
              filter ->
                  assertThat(filter.booleanValue(ServerFilter.class, "appendContextPath"))
                      .as("%s", filter.getBeanType())
                      .contains(false));
    }
  }

  @Requires(property = SWITCH)
  @Singleton
  static class Routes extends DefaultRouteBuilder {
    Routes(
        ExecutionHandleLocator locator,
        UriNamingStrategy naming,
        ConversionService conversion,
        Built built,
        Private hidden) {
      super(locator, naming, conversion);
      GET("/built", built.getClass(), "answer");
      GET("/private", hidden.getClass(), "answer");
    }
  }

  @Requires(property = SWITCH)
  @Singleton
  static class Built {

    private final Routeflow routeflow;

    Built(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Executable
    String answer() {
      routeflow.addBreadcrumb("in the handler");
      return "built";
    }
  }

  @Requires(property = SWITCH)
  @Singleton
  @RouteflowIgnore
  static class Private {
    @Executable
    String answer() {
      return "private";
    }
  }

  @Requires(property = SWITCH)
  @ServerFilter(value = "/early", appendContextPath = false)
  static class Early {
    @PreMatching
    @RequestFilter
    HttpResponse<?> answer(HttpRequest<?> request) {
      return HttpResponse.status(HttpStatus.PAYMENT_REQUIRED);
    }
  }
}
