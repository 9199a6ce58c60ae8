package suite.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.RouteflowIgnore;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import suite.documentation.Block;
import suite.documentation.Proof;
import suite.documentation.ShownEvent;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.RawHttp;

/**
 * What the page about the console's interface shows is what an application answers that has had a
 * failed request with SQL and a call, one that has been rejected, and one that lasts: the same
 * members, of the same types. What else is in an answer has its name in the text.
 */
final class InterfacePageTest {

  private static final String PAGE = "docs/console-interface.md";

  /** A row of the table of requests; the live events never end and are those of LiveTest. */
  private static final Pattern REQUEST =
      Pattern.compile("(?m)^\\| `(GET|POST) (api/(?!live)[^`]*)`");

  /** Objects whose names are data. */
  private static final Set<String> BY_NAME =
      Set.of("tables", "statements", "hosts", "calls", "classes", "destinations");

  /** The name of a member that stands for further ones. */
  private static final String FURTHER = "…";

  private static final FakeIngest INGEST = FakeIngest.start();
  private static Console console;
  private static RawHttp lasting;

  @BeforeAll
  static void visit() {
    Map<String, Object> settings = new HashMap<>(ConsoleDatabase.SETTINGS);
    settings.remove("suite.console-database");
    settings.put("datasources.default.url", "jdbc:h2:mem:console-interface;DB_CLOSE_DELAY=-1");
    settings.put("suite.console-interface", true);
    settings.put("routeflow.service-version", "1.2");
    settings.put("routeflow.code-version", "a7f91c");
    settings.put("routeflow.in-app-packages", "suite.console");
    INGEST.answer(Answer.status(400));
    console = Console.start(INGEST, settings);
    console.visit("/orders/4711", "x-routeflow-frontend-route: /checkout");
    await().atMost(FakeIngest.PATIENCE).until(InterfacePageTest::isRejected);
    lasting = RawHttp.connect(console.port()).send(RawHttp.get("/orders/report"));
    await()
        .atMost(FakeIngest.PATIENCE)
        .until(() -> console.json("/api/running").path("running").size() == 1);
  }

  private static boolean isRejected() {
    JsonNode delivery = console.json("/api/delivery");
    return console.json("/api/requests").at("/requests/0/reason").isTextual()
        && delivery.at("/batches/0/reason").isTextual()
        && delivery.at("/stats/last_error_at").isTextual()
        && delivery.has("last_error");
  }

  @AfterAll
  static void leave() {
    Orders.DONE.countDown();
    lasting.close();
    console.close();
    INGEST.close();
  }

  @Test
  void eachBlockIsLookedAt() {
    assertThat(Proof.INTERFACE.blocks()).hasSize(9);
  }

  @Test
  void eachQuestionOfTheTableIsAnswered() {
    String id = console.json("/api/requests").at("/requests/0/event_id").asText();
    List<String> paths = table("GET");
    assertThat(paths).hasSizeGreaterThan(8);
    for (String path : paths) {
      assertThat(console.get("/" + path.replaceAll("…|\\{event_id}", id)).status())
          .as(path)
          .isEqualTo(200);
    }
  }

  @Test
  void bothOrdersOfTheTableAreCarriedOut() {
    List<String> paths = table("POST");
    assertThat(paths).hasSize(2);
    try (Console other = Console.start(Map.of())) {
      for (String path : paths) {
        assertThat(other.post("/" + path).status()).as(path).isEqualTo(204);
      }
    }
  }

  @Test
  void aRefusalHasAMessageAndAReason() {
    JsonNode shown = shown("message");
    String cookie = "Cookie: routeflow_console=old";
    JsonNode refusal = Console.parse(console.getWithout("/api/state", cookie).text());
    assertAlike(refusal, shown);
    assertThat(refusal.path("reason")).isEqualTo(shown.path("reason"));
    assertThat(refusal.path("message").asText())
        .startsWith(shown.path("message").asText().replace(FURTHER, ""));
  }

  @Test
  void theStateIsAsDocumented() {
    assertAlike(console.json("/api/state"), shown("service"));
  }

  @Test
  void aRowIsAsDocumented() {
    assertAlike(console.json("/api/requests").at("/requests/0"), shown("seq"));
  }

  @Test
  void oneEventIsAsDocumented() {
    JsonNode row = console.json("/api/requests").at("/requests/0");
    ObjectNode whole = (ObjectNode) console.json("/api/requests/" + row.path("event_id").asText());
    row.fieldNames().forEachRemaining(name -> assertThat(whole.remove(name)).isNotNull());
    ObjectNode shown = (ObjectNode) shown("timeline");
    // the client throws for the status, so nothing is known of its wait: see ConnectionWaitTest
    ((ObjectNode) shown.at("/timeline/1")).remove("wait_ms");
    if (!whole.has("connection_waits")) {
      // a connection that was free at once; see ExhaustedPoolTest
      shown.remove("connection_waits");
    }
    assertAlike(whole, shown);
  }

  @Test
  void theRoutesAreAsDocumented() {
    assertAlike(console.json("/api/routes"), shown("bucket_ms"));
  }

  @Test
  void theStatementsAreAsDocumented() {
    assertAlike(console.json("/api/sql"), shown("statements"));
  }

  @Test
  void whatIsRunning() {
    assertAlike(console.json("/api/running"), shown("running"));
  }

  @Test
  void theClassesAreAsDocumented() {
    assertAlike(console.json("/api/classes"), shown("classes"));
  }

  @Test
  void theDeliveryIsAsDocumented() {
    assertAlike(console.json("/api/delivery"), shown("stats"));
  }

  /** The block of an object that has such a member and no other block has. */
  private static JsonNode shown(String member) {
    List<ObjectNode> found =
        Proof.INTERFACE.blocks().stream()
            .map(ShownEvent::of)
            .filter(block -> block.has(member))
            .toList();
    assertThat(found).as(member).hasSize(1);
    return found.get(0);
  }

  private static void assertAlike(JsonNode answered, JsonNode shown) {
    Map<String, String> page = members(shown);
    Map<String, String> real = members(answered);
    Predicate<String> further =
        path ->
            page.keySet().stream()
                .filter(open -> open.endsWith(FURTHER))
                .anyMatch(open -> path.startsWith(open.replace(FURTHER, "")));
    Map<String, String> expected = new TreeMap<>(page);
    expected.keySet().removeIf(path -> path.contains(FURTHER));
    assertThat(real).as("%s", answered).containsAllEntriesOf(expected);
    assertThat(real.keySet())
        .filteredOn(path -> !page.containsKey(path) && !further.test(path))
        .as("what the page does not say")
        .allMatch(InterfacePageTest::isInTheText);
  }

  private static boolean isInTheText(String path) {
    return text().contains("`" + path.substring(path.lastIndexOf('.') + 1) + "`");
  }

  /** The paths of a method in the table of requests. */
  private static List<String> table(String method) {
    return REQUEST
        .matcher(text())
        .results()
        .filter(row -> row.group(1).equals(method))
        .map(row -> row.group(2))
        .toList();
  }

  private static String text() {
    try {
      return Files.readString(Block.PROJECT.resolve(PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The types of all values by their paths, whatever the names of data and the places of lists. */
  private static Map<String, String> members(JsonNode node) {
    Map<String, String> members = new TreeMap<>();
    collect("", "", node, members);
    return members;
  }

  private static void collect(String path, String name, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              member -> {
                String next = BY_NAME.contains(name) ? "*" : member.getKey();
                collect(path + "." + next, next, member.getValue(), into);
              });
    } else if (node.isArray()) {
      node.forEach(element -> collect(path + "[]", "", element, into));
    } else {
      into.merge(
          path,
          node.getNodeType().toString(),
          (one, other) -> one.equals(other) ? one : one + " or " + other);
    }
  }

  @MappedEntity("orders")
  record Order(@Id long id) {}

  @Requires(property = "suite.console-interface")
  @JdbcRepository(dialect = Dialect.H2)
  interface OrderRepository extends GenericRepository<Order, Long> {
    @Query("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = :name")
    long findByName(String name);
  }

  @Requires(property = "suite.console-interface")
  @Controller("/orders")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Orders {

    static final CountDownLatch DONE = new CountDownLatch(1);

    private final OrderRepository orders;
    private final HttpClient client;
    private final Provider<EmbeddedServer> server;

    Orders(OrderRepository orders, HttpClient client, Provider<EmbeddedServer> server) {
      this.orders = orders;
      this.client = client;
      this.server = server;
    }

    @Get("/{id}")
    String show(long id) {
      orders.findByName("ORDERS");
      String payments = server.get().getURI() + "/orders/payments";
      try {
        return client.toBlocking().retrieve(HttpRequest.POST(payments, ""));
      } catch (HttpClientException e) {
        throw new IllegalStateException("not paid", e);
      }
    }

    @Get("/report")
    String report() throws InterruptedException {
      DONE.await();
      return "done";
    }

    @RouteflowIgnore
    @Post("/payments")
    HttpResponse<?> pay() {
      return HttpResponse.serverError();
    }
  }
}
