package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

final class RequestEventTest {

  private static final String SPEC = "RequestEventTest";

  @Test
  void aRequestBecomesOneEventWithItsRouteHandlerStatusAndLatency() throws Exception {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC)) {
      assertThat(RawHttp.exchange(application.port(), RawHttp.get("/orders/42?secret=1")).text())
          .isEqualTo("order 42");

      ingest.awaitEvents(1);
      JsonNode event = ingest.events().get(0);
      assertThat(event.path("type").asText()).isEqualTo("request");
      assertThat(event.path("method").asText()).isEqualTo("GET");
      assertThat(event.path("path").asText()).isEqualTo("/orders/{id}");
      assertThat(event.path("handler").asText()).isEqualTo("Orders.show");
      assertThat(event.path("status_code").asInt()).isEqualTo(200);
      assertThat(event.path("status").asText()).isEqualTo("success");
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/orders")
  static class Orders {
    @Get("/{id}")
    String show(String id) {
      return "order " + id;
    }
  }
}
