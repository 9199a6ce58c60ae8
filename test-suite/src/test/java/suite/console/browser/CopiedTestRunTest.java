package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.documentation.Compilation;
import suite.support.ConsoleLinks;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.RawHttp;

/**
 * What "Copy as test" copies is run, with the application that the request was of: it passes as
 * long as the application does what it did, and fails once a status or the number of statements is
 * another, or nothing is known of the statements.
 */
@InChromium
final class CopiedTestRunTest {

  /** As {@code %s} says, it does what it does in the console or has changed since then. */
  private static final String SHOP =
      """
      package shop;

      import io.micronaut.core.annotation.Nullable;
      import io.micronaut.data.connection.annotation.Connectable;
      import io.micronaut.http.HttpResponse;
      import io.micronaut.http.annotation.*;
      import io.micronaut.scheduling.annotation.ExecuteOn;
      import java.net.URI;
      import java.sql.*;
      import java.util.Map;
      import javax.sql.DataSource;

      class Shop {
        static final boolean CHANGED = %s;

        static HttpResponse<?> answer(int status) {
          return HttpResponse.status(CHANGED ? 202 : status, null);
        }
      }

      @Controller("/orders")
      @ExecuteOn("blocking")
      class OrderController {
        private final DataSource dataSource;

        OrderController(DataSource dataSource) {
          this.dataSource = dataSource;
        }

        @Get
        @Connectable
        int all() throws SQLException {
          int sum = 0;
          try (Connection connection = dataSource.getConnection();
              PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS INT)")) {
            for (int i = 0; i < (Shop.CHANGED ? 3 : 2); i++) {
              statement.setInt(1, i);
              try (ResultSet rows = statement.executeQuery()) {
                sum += rows.next() ? rows.getInt(1) : 0;
              }
            }
          }
          return sum;
        }
      }

      @Controller("/customers")
      class CustomerController {
        @Get("/{id}")
        HttpResponse<?> show(int id, @Nullable @QueryValue String part) {
          return id == 7 && "name".equals(part) ? Shop.answer(200) : HttpResponse.notFound();
        }
      }

      @Controller("/payments")
      class PaymentController {
        @Post
        HttpResponse<?> pay(@Body Map<String, Object> payment) {
          return Integer.valueOf(5).equals(payment.get("amount")) ? Shop.answer(201) : HttpResponse.badRequest();
        }
      }

      @Controller(value = "/notes", consumes = "application/x-www-form-urlencoded")
      class NoteController {
        @Post
        HttpResponse<?> note(@Body Map<String, Object> note) {
          return "two words".equals(note.get("text")) ? Shop.answer(200) : HttpResponse.badRequest();
        }
      }

      @Controller("/basket")
      class BasketController {
        @Delete
        HttpResponse<?> empty() {
          return Shop.CHANGED ? Shop.answer(202) : HttpResponse.seeOther(URI.create("/orders"));
        }
      }

      @Controller("/stock")
      class StockController {
        @Get
        HttpResponse<?> none() {
          return HttpResponse.notFound();
        }
      }

      @Controller("/bills")
      class BillController {
        @Get
        HttpResponse<?> broken() {
          if (Shop.CHANGED) {
            return Shop.answer(202);
          }
          throw new IllegalStateException();
        }
      }
      """;

  private static final String SETTINGS =
      """
      micronaut.security.enabled=false
      datasources.default.url=jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1
      datasources.default.driver-class-name=org.h2.Driver
      datasources.default.username=sa
      datasources.default.password=
      datasources.default.dialect=H2
      routeflow.flush-interval-ms=20
      routeflow.capture-request-url=true
      routeflow.capture-request-body=true
      """;

  private static final List<Route> ROUTES =
      List.of(
          new Route("Order.all", "more statements than before"),
          new Route("Customer.show", "expected: <200> but was: <202>"),
          new Route("Payment.pay", "expected: <201> but was: <202>"),
          new Route("Note.note", "expected: <200> but was: <202>"),
          new Route("Basket.empty", "expected: <303> but was: <202>"),
          new Route("Stock.none", "no event of the request has come"),
          new Route("Bill.broken", "expected: <500> but was: <202>"));

  private final Browser browser;
  private final Path before;
  private final Path after;

  CopiedTestRunTest(Browser browser, @TempDir Path before, @TempDir Path after) {
    this.browser = browser;
    this.before = before;
    this.after = after;
  }

  @BeforeEach
  void compile() throws IOException {
    compile("false", before, "");
    compile("true", after, "routeflow.ignored-paths=/stock\n");
  }

  @Test
  void itPassesAndFailsOnceTheApplicationAnswersOrRunsSomethingElse() {
    Map<Route, String> copied = copied();
    assertThat(copied.get(ROUTES.get(0))).contains("assertEquals(200, ", "statements() <= 2,");
    assertThat(run(before, copied.values()))
        .hasSameSizeAs(ROUTES)
        .allSatisfy(line -> assertThat(line).endsWith(LaunchedTests.PASSED));
    assertThat(run(after, copied.values()))
        .hasSameSizeAs(ROUTES)
        .allSatisfy(line -> assertThat(ROUTES).anyMatch(route -> route.hasFailed(line)));
  }

  private static void compile(String changed, Path classes, String settings) throws IOException {
    assertThat(Compilation.errorsOfBeans(SHOP.formatted(changed), classes)).isEmpty();
    Files.writeString(classes.resolve("application.properties"), SETTINGS + settings);
  }

  /** What the console copies of one request to each route of the application in its process. */
  private Map<Route, String> copied() {
    try (JavaProcess process =
        JavaProcess.of(PingProcess.class)
            .classpath(with(before))
            .env("MICRONAUT_ENVIRONMENTS", "dev")
            .start()) {
      int port = PingProcess.portOf(process);
      String line = process.awaitLine(said -> ConsoleLinks.Link.in(said).isPresent());
      String link = ConsoleLinks.Link.in(line).orElseThrow().address();
      visit(port);
      browser.open(link);
      browser.waitForCount(".list a[data-id]", ROUTES.size());
      Map<Route, String> ids = new LinkedHashMap<>();
      ROUTES.forEach(route -> ids.put(route, id(route)));
      ids.replaceAll(
          (route, id) -> CopyButtons.test(browser, link.replaceAll("\\?.*", "?id=" + id)));
      return ids;
    }
  }

  private static void visit(int port) {
    for (String request :
        List.of(
            RawHttp.get("/orders"),
            RawHttp.get("/customers/7?part=name"),
            RawHttp.post("/payments", "application/json", "{\"amount\":5}"),
            RawHttp.post("/notes", "application/x-www-form-urlencoded", "text=two+words"),
            RawHttp.request("DELETE", "/basket"),
            RawHttp.get("/stock"),
            RawHttp.get("/bills"))) {
      RawHttp.exchange(port, request);
    }
  }

  private String id(Route route) {
    return browser
        .run(
            "return [...document.querySelectorAll('.list a[data-id]')]"
                + ".find((a) => a.title.includes(arguments[0])).dataset.id",
            route.handler())
        .toString();
  }

  private static List<String> run(Path classes, Collection<String> tests) {
    // Each test starts its application: what compiles best is of no use to it.
    var launch =
        JavaProcess.of(LaunchedTests.class)
            .classpath(with(classes))
            .option("-XX:TieredStopAtLevel=1");
    tests.forEach(
        test -> {
          String source = "package shop;\n" + test;
          assertThat(Compilation.errorsOfBeans(source, classes)).as(source).isEmpty();
          launch.argument("shop." + source.replaceAll("(?s).*\\nclass (\\w+) .*", "$1"));
        });
    try (JavaProcess process = launch.start()) {
      process.awaitLine(LaunchedTests.DONE::equals);
      return process.output().stream().filter(line -> line.startsWith(LaunchedTests.TEST)).toList();
    }
  }

  private static List<String> with(Path classes) {
    return Stream.concat(
            Stream.of(classes.toString()),
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1)))
        .toList();
  }

  /**
   * @param name its controller and method, in short
   * @param failure of its test once the application has changed
   */
  private record Route(String name, String failure) {

    String handler() {
      return name.replace(".", "Controller.");
    }

    boolean hasFailed(String line) {
      String method = name.substring(name.indexOf('.') + 1);
      return line.startsWith(LaunchedTests.TEST + method + "KeepsItsStatusAndItsStatements()")
          && line.contains(failure);
    }
  }
}
