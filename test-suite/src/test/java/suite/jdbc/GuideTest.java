package suite.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import suite.documentation.Proof;
import suite.documentation.ShownEvent;

/** The batch that the contract shows is one that an application sends. */
final class GuideTest {

  private static final String SPEC = "jdbc.GuideTest";

  @Test
  void theBatchOfTheContractIsThatOfARequestWithTwoReads() {
    ObjectNode shown = ShownEvent.of(Proof.BATCH.block());
    JsonNode event = shown.at("/events/0");
    try (DatabaseApplication shop = DatabaseApplication.onH2(SPEC, settings(shown))) {
      shop.run("CREATE TABLE orders (id BIGINT PRIMARY KEY)", "INSERT INTO orders VALUES (4711)");

      shop.get(
          event.path("path").asText().replace("{id}", "4711"),
          "x-routeflow-frontend-route: " + event.path("frontend_route").asText(),
          "x-routeflow-trace-id: " + event.path("trace_id").asText());

      ObjectNode sent = (ObjectNode) shop.ingest.awaitBatches(1).get(0).json();
      ObjectNode sdk = (ObjectNode) sent.path("sdk");
      sdk.put("version", sdk.path("version").asText().replace("-SNAPSHOT", ""));
      ShownEvent.assertAlike(sent, shown);
    }
  }

  private static Map<String, Object> settings(JsonNode shown) {
    return Map.of(
        "suite.books", "none",
        "routeflow.service-name", shown.at("/service/name").asText(),
        "routeflow.env", shown.path("environment").asText(),
        "routeflow.code-version", shown.path("code_version").asText());
  }

  @MappedEntity("orders")
  record Order(@Id long id) {}

  @Requires(property = "spec.name", value = SPEC)
  @JdbcRepository(dialect = Dialect.H2)
  interface OrderRepository extends GenericRepository<Order, Long> {
    @Query("SELECT * FROM orders WHERE id = :id")
    Optional<Order> findById(long id);
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/orders")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class OrderController {

    private final OrderRepository orders;

    OrderController(OrderRepository orders) {
      this.orders = orders;
    }

    @Get("/{id}")
    boolean show(long id) {
      return orders.findById(id).equals(orders.findById(id));
    }
  }
}
