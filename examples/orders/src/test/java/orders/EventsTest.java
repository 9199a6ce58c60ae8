package orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventsTest {

  private static Shop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/orders,       /account,  /api/orders,          OrderController.list,     200",
    "GET,    /api/orders/1,     /checkout, /api/orders/{id},     OrderController.show,     200",
    "GET,    /api/orders/99999, /account,  /api/orders/{id},     OrderController.show,     404",
    "POST,   /api/orders/2/pay, /checkout, /api/orders/{id}/pay, OrderController.pay,      200",
    "DELETE, /api/orders/3,     /account,  /api/orders/{id},     OrderController.cancel,   204",
    "GET,    /api/products,     /catalog,  /api/products,        ProductController.list,   200",
    "GET,    /api/slow,         /catalog,  /api/slow,            TroubleController.slow,   200",
    "GET,    /api/broken,       /checkout, /api/broken,          TroubleController.broken, 500",
    "GET,    /api/wishlist,     /account,  __unmatched__,        __unmatched__,            404",
  })
  void aCallFromAPageArrivesAsAnEventThatNamesPageTemplateAndHandler(
      String method, String path, String page, String template, String handler, int status) {
    String traceId = UUID.randomUUID().toString();

    assertThat(shop.call(method, path, page, traceId).statusCode()).isEqualTo(status);

    JsonNode event = shop.awaitEvent(traceId);
    assertThat(event.path("frontend_route").asText()).isEqualTo(page);
    assertThat(event.path("method").asText()).isEqualTo(method);
    assertThat(event.path("path").asText()).isEqualTo(template);
    assertThat(event.path("handler").asText()).isEqualTo(handler);
    assertThat(event.path("status_code").asInt()).isEqualTo(status);
  }

  @Test
  void theHistoryThatAsksOrderByOrderIsReportedAsAnNPlusOne() {
    JsonNode sql = sqlOf("/api/customers/1/history");

    JsonNode repeated = statement(sql, "OrderLineRepository.findItems");
    assertThat(repeated.path("n_plus_one").asBoolean()).isTrue();
    assertThat(repeated.path("count").asInt()).isGreaterThan(10);
    assertThat(statement(sql, "OrderRepository.findByCustomer").path("n_plus_one").asBoolean())
        .isFalse();
    assertThat(sql.path("count").asInt()).isEqualTo(repeated.path("count").asInt() + 1);
  }

  @Test
  void theHistoryThatAsksForAllOrdersAtOnceIsNot() {
    JsonNode sql = sqlOf("/api/customers/1/history-batched");

    assertThat(sql.path("count").asInt()).isEqualTo(2);
    assertThat(sql.path("statements")).hasSize(2);
    assertThat(sql.path("statements")).noneMatch(it -> it.path("n_plus_one").asBoolean());
    assertThat(statement(sql, "OrderLineRepository.findItemsOfAll").path("statement").asText())
        .endsWith("WHERE l.order_id IN (?)");
  }

  @Test
  void aPaymentNamesTheSlowCallAndTheOneThatFailed() {
    String traceId = UUID.randomUUID().toString();

    assertThat(shop.call("POST", "/api/orders/4/pay", "/checkout", traceId).statusCode())
        .isEqualTo(200);

    JsonNode calls = shop.awaitEvent(traceId).path("external_calls");
    assertThat(calls).hasSize(2).allMatch(call -> call.path("service_id").asText().equals("cards"));
    JsonNode charge = calls.get(0);
    assertThat(charge.path("path_template").asText()).isEqualTo("/charges/{order}");
    assertThat(charge.path("status_code").asInt()).isEqualTo(201);
    assertThat(charge.path("latency_ms").asDouble()).isGreaterThanOrEqualTo(60);
    JsonNode points = calls.get(1);
    assertThat(points.path("path_template").asText()).isEqualTo("/points/{order}");
    assertThat(points.path("status_code").asInt()).isEqualTo(503);
    assertThat(points.path("errors").asInt()).isEqualTo(1);
  }

  @Test
  void theShopSaysOfRouteflowOnlyItsOneBlockAndWhatToIgnore() throws Exception {
    assertThat(linesAboutRouteflow("src/main/java")).containsExactly("@RouteflowIgnore");
    // the page is the frontend, and sends its headers
    assertThat(linesAboutRouteflow("src/main/resources/application.yml"))
        .containsExactly("routeflow:");
    try (Stream<Path> resources = Files.list(Path.of("src/main/resources"))) {
      assertThat(resources.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("application.yml", "logback.xml", "public");
    }
    assertThat(linesAboutRouteflow("src/main/resources/logback.xml")).isEmpty();
  }

  @Test
  void whatIsIgnoredAndWhatThePageAsksForItselfAreNoEvents() {
    String before = UUID.randomUUID().toString();
    String after = UUID.randomUUID().toString();

    assertThat(shop.call("GET", "/api/internal/ping", "/catalog", before).body()).isEqualTo("pong");
    assertThat(shop.call("GET", "/routeflow-console/api/delivery", "/catalog", before).statusCode())
        .isEqualTo(200);
    assertThat(shop.call("GET", "/live/batches", "/catalog", before).statusCode()).isEqualTo(200);
    assertThat(shop.call("GET", "/assets/call.js", "/catalog", before).statusCode()).isEqualTo(200);
    shop.call("GET", "/api/orders", "/account", after);

    shop.awaitEvent(after);
    assertThat(shop.find(before)).isEmpty();
    assertThat(shop.arrived())
        .noneMatch(event -> event.path("handler").asText().startsWith("IngestController"));
  }

  @Test
  void theStatisticsBalance() {
    String traceId = UUID.randomUUID().toString();
    shop.call("GET", "/api/orders", "/account", traceId);
    shop.awaitEvent(traceId);

    JsonNode statistics = await().until(shop::statistics, s -> s.path("waiting").asLong() == 0);

    assertThat(statistics.path("captured").asLong()).isPositive();
    assertThat(statistics.path("captured").asLong())
        .isEqualTo(statistics.path("sent").asLong() + dropped(statistics));
  }

  /** Comments and imports left out. */
  private static List<String> linesAboutRouteflow(String below) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(below))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> line.toLowerCase(Locale.ROOT).contains("routeflow"))
            .filter(line -> Stream.of("*", "/**", "//", "#", "import ").noneMatch(line::startsWith))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private static JsonNode sqlOf(String path) {
    String traceId = UUID.randomUUID().toString();
    assertThat(shop.call("GET", path, "/account", traceId).statusCode()).isEqualTo(200);
    return shop.awaitEvent(traceId).path("sql");
  }

  private static JsonNode statement(JsonNode sql, String repositoryMethod) {
    for (JsonNode statement : sql.path("statements")) {
      if (statement.path("repository_method").asText().equals(repositoryMethod)) {
        return statement;
      }
    }
    throw new AssertionError("no statement of " + repositoryMethod + " in " + sql);
  }

  private static long dropped(JsonNode statistics) {
    long sum = 0;
    for (var field : statistics.properties()) {
      sum += field.getKey().startsWith("dropped_") ? field.getValue().asLong() : 0;
    }
    return sum;
  }
}
