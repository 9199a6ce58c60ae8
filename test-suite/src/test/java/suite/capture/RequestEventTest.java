package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.Latches;
import suite.support.RawHttp;
import suite.support.TestApplication;

final class RequestEventTest {

  private static final String SPEC = "RequestEventTest";
  private static final double NANOS_A_MILLI = 1e6;

  /** More than one, since the event's time is cut to whole ones. */
  private static final int HELD_MILLIS = 3;

  @Test
  void aRequestBecomesOneEventWithItsRouteHandlerStatus() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC)) {
      assertThat(RawHttp.exchange(application.port(), RawHttp.get("/orders/42?secret=1")).text())
          .isEqualTo("order 42");

      JsonNode event = ingest.awaitEvents(1).get(0);
      assertThat(event.path("type").asText()).isEqualTo("request");
      assertThat(event.path("method").asText()).isEqualTo("GET");
      assertThat(event.path("path").asText()).isEqualTo("/orders/{id}");
      assertThat(event.path("handler").asText()).isEqualTo("Orders.show");
      assertThat(event.path("status_code").asInt()).isEqualTo(200);
      assertThat(event.path("status").asText()).isEqualTo("success");
    }
  }

  @Test
  void itsTimeIsTheStartOfTheRequestAndItsLatencyTheTimeFromThereToTheAnswer() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = TestApplication.start(ingest, SPEC);
        RawHttp http = RawHttp.connect(application.port())) {
      Orders orders = application.context().getBean(Orders.class);

      long sentAt = System.currentTimeMillis();
      long sent = System.nanoTime();
      http.send(RawHttp.get("/orders/held/42"));
      Latches.await(orders.entry);
      long enteredAt = System.currentTimeMillis();
      long entered = System.nanoTime();
      do {
        // so that an end of the request could not be taken for its start
        RawHttp.exchange(application.port(), RawHttp.get("/health"));
      } while (System.currentTimeMillis() < enteredAt + HELD_MILLIS);
      double held = (System.nanoTime() - entered) / NANOS_A_MILLI;
      orders.gate.countDown();
      assertThat(http.read().text()).isEqualTo("held 42");
      double seen = (System.nanoTime() - sent) / NANOS_A_MILLI;

      JsonNode event = ingest.awaitEvents(1).get(0);
      assertThat(event.path("path").asText()).isEqualTo("/orders/held/{id}");
      assertThat(event.path("latency_ms").asDouble()).isBetween(held, seen);
      assertThat(Instant.parse(event.path("timestamp").asText()).toEpochMilli())
          .isBetween(sentAt, enteredAt);
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/orders")
  static class Orders {
    final CountDownLatch entry = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    @Get("/{id}")
    String show(String id) {
      return "order " + id;
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/held/{id}")
    String hold(String id) {
      entry.countDown();
      Latches.await(gate);
      return "held " + id;
    }
  }
}
