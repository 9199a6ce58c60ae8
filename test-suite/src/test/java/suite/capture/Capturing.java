package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.TestApplication;

/** An application of the {@link Shop} whose events are looked at one request at a time. */
final class Capturing implements AutoCloseable {

  static final String SPEC = "capture";
  static final String UNMATCHED = "__unmatched__";
  private static final String SENTINEL = "/shop/sentinel";
  private static final String LIMIT = "4096";

  private final FakeIngest ingest = FakeIngest.start();
  private final TestApplication application;

  private Capturing(Map<String, ?> properties) {
    application = TestApplication.start(ingest, SPEC, properties);
  }

  static Capturing start(Map<String, ?> properties) {
    var all = new LinkedHashMap<String, Object>();
    all.put("micronaut.server.cors.enabled", true);
    all.put("micronaut.server.cors.configurations.web.allowed-origins", "https://shop.example");
    all.put("micronaut.router.static-resources.files.paths", "classpath:suite/static");
    all.put("micronaut.router.static-resources.files.mapping", "/static/**");
    all.put("micronaut.server.max-request-size", LIMIT);
    all.put("micronaut.server.netty.max-initial-line-length", "2048");
    all.putAll(properties);
    return new Capturing(all);
  }

  int port() {
    return application.port();
  }

  TestApplication application() {
    return application;
  }

  FakeIngest ingest() {
    return ingest;
  }

  /** The one event that a request makes. */
  JsonNode eventOf(String request) {
    return eventOf(() -> RawHttp.exchange(port(), request));
  }

  /** The one event that something makes, shown by a further request whose event must be next. */
  JsonNode eventOf(Runnable something) {
    List<JsonNode> events = eventsOf(1, something);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  /**
   * The events that something makes, in the order of their requests: batches may arrive in another
   * one. It waits for so many, and finds out whether more come.
   */
  List<JsonNode> eventsOf(int expected, Runnable something) {
    int before = ingest.events().size();
    something.run();
    RawResponse sentinel = RawHttp.exchange(port(), RawHttp.get(SENTINEL));
    assertThat(sentinel.status()).isEqualTo(200);
    flush();
    ingest.awaitEvents(before + expected + 1);
    flush();
    List<JsonNode> events = ingest.events();
    List<JsonNode> made =
        events.subList(before, events.size()).stream()
            .filter(event -> !event.path("path").asText().equals(SENTINEL))
            .sorted(Comparator.comparing(event -> Instant.parse(event.path("timestamp").asText())))
            .toList();
    assertThat(events.size() - before - made.size()).as("sentinels").isEqualTo(1);
    return made;
  }

  private void flush() {
    Routeflow routeflow = application.context().getBean(Routeflow.class);
    assertThat(routeflow.flush(FakeIngest.PATIENCE)).isTrue();
  }

  @Override
  public void close() {
    application.close();
    ingest.close();
  }
}
