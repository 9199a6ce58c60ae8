package suite.opentelemetry.support;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.opentelemetry.api.trace.SpanKind;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The routes of the applications here. */
@Requires(property = "suite.shop")
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
public class Shop {

  /** By which its lines are found. */
  public static final String LOGGER = "shop.Stock";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  private static final int SERVERS = 150;
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private final AtomicInteger hanging = new AtomicInteger();
  private final Routeflow routeflow;
  private final @Nullable DataSource orders;
  private final BeanProvider<SignalsClient> signals;
  private final HttpClient client;

  Shop(
      Routeflow routeflow,
      @Nullable DataSource orders,
      BeanProvider<SignalsClient> signals,
      @Client HttpClient client) {
    this.client = client;
    this.routeflow = routeflow;
    this.orders = orders;
    this.signals = signals;
  }

  /** Calls a route of this very application. */
  @Get("/calling")
  String calling(HttpRequest<?> request) {
    String server = "http://127.0.0.1:" + request.getServerAddress().getPort();
    return client.toBlocking().retrieve(server + "/items/1");
  }

  @Get("/signals")
  String signals() {
    SignalsClient client = signals.get();
    client.endSpan(client.startSpan("check", SpanKind.INTERNAL, Map.of()));
    client.logInfo("checked", Map.of());
    client.recordHistogram("basket.size", 3, "", Map.of());
    return "done";
  }

  /** Logs two lines, one of them about an exception. */
  @Get("/logging")
  String logging() {
    MDC.put("tenant", "acme");
    try {
      LOG.warn("stock of {} is low", "apples");
      LOG.error("no delivery", new IllegalStateException("truck 7 is late"));
    } finally {
      MDC.remove("tenant");
    }
    return "logged";
  }

  /** Calls something by a method that is no word. */
  @Get("/calling/oddly")
  String callingOddly() throws Exception {
    return routeflow.observeCall("no method", "stock:99", null, () -> "called");
  }

  /** Says that something was called, by a method and at an address. */
  @Get("/calling/by/{method}{?server}")
  String callingBy(String method, String server) throws Exception {
    return routeflow.observeCall(method, server, null, () -> "called");
  }

  /** Says that so many calls were made, in turn to 150 servers. */
  @Get("/calling/many/{calls}")
  String callingMany(int calls) throws Exception {
    for (int i = 0; i < calls; i++) {
      String unused = routeflow.observeCall("GET", "stock-" + i % SERVERS, null, () -> "called");
    }
    return "called";
  }

  /** Is never answered. */
  @Get("/hanging")
  CompletableFuture<String> hanging() {
    hanging.incrementAndGet();
    return new CompletableFuture<>();
  }

  /** Fails once the head and the first part of the answer are sent. */
  @Get(value = "/breaking", produces = MediaType.TEXT_PLAIN)
  Publisher<String> breaking() {
    return Flux.concat(
        Mono.just("first"),
        Mono.delay(A_MOMENT).then(Mono.error(new IllegalStateException("secret 4712"))));
  }

  /** How many requests have no answer. */
  public int hangingRequests() {
    return hanging.get();
  }

  @Get("/items/{id}")
  String item(int id) {
    routeflow.attribute("tenant", "acme");
    return "item " + id;
  }

  @Get("/missing/{id}")
  @Nullable String missing(int id) {
    return null;
  }

  @Get("/failing")
  String failing() {
    throw new IllegalStateException("secret 4711");
  }

  @Get("/task/{type}")
  String work(EventType type) {
    try (RouteflowScope scope = routeflow.openScope(type, "nightly")) {
      scope.failed(new IllegalArgumentException("not that one"));
    }
    return "done";
  }

  @Get("/reported")
  String reported() {
    routeflow.captureException(new UnsupportedOperationException("later"));
    return "done";
  }

  /** Runs so many queries, and one that fails. */
  @Get("/orders/{queries}")
  String orders(int queries) throws SQLException {
    if (orders == null) {
      return "no database";
    }
    try (Connection connection = orders.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS orders (id INT PRIMARY KEY, total INT)");
      for (int i = 0; i < queries; i++) {
        statement.executeQuery("SELECT total FROM orders WHERE id = " + i).close();
      }
      try {
        statement.execute("SELECT nothing FROM nowhere");
      } catch (SQLException expected) {
        return "ordered";
      }
    }
    return "not to be reached";
  }
}
