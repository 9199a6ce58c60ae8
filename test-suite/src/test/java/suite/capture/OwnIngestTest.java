package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.routeflow.micronaut.Routeflow;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.PlainProxy;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** An application that is its own ingest endpoint does not measure the deliveries. */
final class OwnIngestTest {

  private static final String SPEC = "OwnIngestTest";

  @Test
  void deliveriesMakeNoEvents() throws IOException {
    try (PlainProxy entrance = PlainProxy.open(InetAddress.getLoopbackAddress());
        TestApplication application = TestApplication.startBare(SPEC, to(entrance))) {
      int port = application.port();
      entrance.leadTo(port);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Ingest ingest = application.context().getBean(Ingest.class);

      RawHttp.exchange(port, RawHttp.get("/work"));
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      RawHttp.exchange(port, RawHttp.get("/work"));
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(ingest.bodies).hasSize(2).allMatch(body -> body.contains("\"path\":\"/work\""));
      assertThat(routeflow.stats().captured()).isEqualTo(2);

      // What others post to it is as good as any request.
      RawHttp.exchange(port, RawHttp.post("/v1/events", "application/json", "{}"));
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(routeflow.stats().captured()).isEqualTo(3);

      // Also where they pass themselves off as the module.
      RawHttp.exchange(
          port,
          RawHttp.request(
              "POST",
              "/v1/events",
              "User-Agent: routeflow-micronaut/0.1.0",
              "Idempotency-Key: 0199f0c2-7d1e-7c3a-9a55-0c2f6a1be001",
              "Content-Length: 0"));
      assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(routeflow.stats().captured()).isEqualTo(4);
    }
  }

  private static Map<String, ?> to(PlainProxy entrance) {
    return Map.of(
        "routeflow.endpoint",
        "http://127.0.0.1:" + entrance.port(),
        "routeflow.ingest-key",
        "key",
        "routeflow.timeout-ms",
        20_000);
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller
  static class Ingest {
    final List<String> bodies = new CopyOnWriteArrayList<>();

    @Get("/work")
    String work() {
      return "done";
    }

    @Post("/v1/events")
    HttpResponse<?> accept(@Body String body) {
      bodies.add(body);
      return HttpResponse.accepted();
    }
  }
}
