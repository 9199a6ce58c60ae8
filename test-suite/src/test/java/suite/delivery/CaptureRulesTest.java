package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.RequestEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import suite.support.ApplicationExtension;
import suite.support.FakeIngest;
import suite.support.Latches;
import suite.support.LedgerLaw;
import suite.support.RawHttp;

/** A rule of the application decides by whatever the event of a real request tells. */
final class CaptureRulesTest {

  private static final String SPEC = "CaptureRulesTest";

  /** With an interval of an hour no event is decided on before the rule is there. */
  @RegisterExtension
  final ApplicationExtension shop =
      ApplicationExtension.of(SPEC, Map.of("routeflow.flush-interval-ms", 3_600_000));

  @Test
  void byTheMethod() {
    send(RawHttp.get("/ruled/open/1"), 200);
    send(RawHttp.request("POST", "/ruled/open/2", "Content-Length: 0"), 200);

    assertThat(sentBy(event -> event.method().equals("POST")))
        .containsExactly("POST /ruled/open/{id} 200");
  }

  @Test
  void byTheRoute() {
    send(RawHttp.get("/ruled/open/1"), 200);
    send(RawHttp.get("/ruled/refused/1"), 409);
    send(RawHttp.get("/ruled/open/2"), 200);

    assertThat(sentBy(event -> !event.path().equals("/ruled/open/{id}")))
        .containsExactly("GET /ruled/refused/{id} 409");
  }

  @Test
  void byTheHandler() {
    send(RawHttp.get("/ruled/open/1"), 200);
    send(RawHttp.request("POST", "/ruled/open/2", "Content-Length: 0"), 200);

    assertThat(sentBy(event -> event.handler().equals("Ruled.open")))
        .containsExactly("GET /ruled/open/{id} 200");
  }

  @Test
  void byTheStatus() {
    send(RawHttp.get("/ruled/open/1"), 200);
    send(RawHttp.get("/ruled/refused/1"), 409);
    send(RawHttp.get("/ruled/nowhere"), 404);

    assertThat(sentBy(event -> event.statusCode() == 409))
        .containsExactly("GET /ruled/refused/{id} 409");
  }

  @Test
  void byTheLatency() {
    long start = System.nanoTime();
    send(RawHttp.get("/ruled/open/1"), 200);
    long quick = System.nanoTime() - start;
    holdForLongerThan(quick);

    assertThat(sentBy(event -> event.latencyNanos() > quick))
        .containsExactly("GET /ruled/held/{id} 200");
  }

  /** Holds a request back until it has taken longer than that, however fast the machine is. */
  private void holdForLongerThan(long nanos) {
    Ruled ruled = shop.application().context().getBean(Ruled.class);
    try (RawHttp http = RawHttp.connect(shop.port())) {
      http.send(RawHttp.get("/ruled/held/1"));
      Latches.await(ruled.entry);
      long entered = System.nanoTime();
      do {
        RawHttp.exchange(shop.port(), RawHttp.get("/health"));
      } while (System.nanoTime() - entered <= nanos);
      ruled.gate.countDown();
      assertThat(http.read().status()).isEqualTo(200);
    }
  }

  private void send(String request, int status) {
    assertThat(RawHttp.exchange(shop.port(), request).status()).isEqualTo(status);
  }

  /** The one event that a rule keeps of those that wait; all others must be counted as its own. */
  private List<String> sentBy(Predicate<RequestEvent> rule) {
    Routeflow routeflow = shop.application().context().getBean(Routeflow.class);
    long captured = routeflow.stats().captured();
    assertThat(LedgerLaw.holds(shop.application(), captured).waiting())
        .isEqualTo(captured)
        .isPositive();
    shop.application().context().getBean(Rule.class).keeps = rule;
    assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();

    assertThat(LedgerLaw.holdsAtRest(shop.application(), captured).dropped(DropReason.FILTERED))
        .isEqualTo(captured - 1);
    return shop.ingest().events().stream().map(CaptureRulesTest::summary).toList();
  }

  private static String summary(JsonNode event) {
    return event.path("method").asText()
        + " "
        + event.path("path").asText()
        + " "
        + event.path("status_code").asText();
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Rule implements ShouldCapture {
    volatile Predicate<RequestEvent> keeps =
        event -> {
          throw new AssertionError("decided too early");
        };

    @Override
    public boolean shouldCapture(Event event) {
      return keeps.test((RequestEvent) event);
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/ruled")
  static class Ruled {
    final CountDownLatch entry = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    @Get("/open/{id}")
    String open(String id) {
      return "open " + id;
    }

    @Post("/open/{id}")
    String change(String id) {
      return "changed " + id;
    }

    @Get("/refused/{id}")
    HttpResponse<?> refuse(String id) {
      return HttpResponse.status(HttpStatus.CONFLICT);
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
