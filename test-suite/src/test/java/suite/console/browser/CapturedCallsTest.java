package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** Calls that an application really makes to another one, as the console shows them. */
@InChromium
final class CapturedCallsTest {

  private final Browser browser;
  private final FakeIngest ingest = FakeIngest.start();
  private final TestApplication stock =
      TestApplication.start(ingest, Stock.SPEC, Map.of("micronaut.application.name", "stock"));
  private final TestApplication shop =
      TestApplication.start(
          ingest,
          Shop.SPEC,
          Map.of(
              "micronaut.http.services.stock.url",
              stock.url("").toString(),
              "routeflow.external-calls.path-template",
              true,
              "routeflow.flush-interval-ms",
              20));

  CapturedCallsTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void visit() {
    for (int number = 1; number <= 3; number++) {
      RawHttp.exchange(shop.port(), RawHttp.get("/shop/" + number));
    }
    RawHttp.exchange(shop.port(), RawHttp.get("/shop/0"));
  }

  @AfterEach
  void stop() {
    shop.close();
    stock.close();
    ingest.close();
  }

  private String url(String query) {
    return "http://localhost:" + shop.port() + "/routeflow-console/" + query;
  }

  @Test
  void theViewOfCallsHasEachWithItsRequestsAndItsErrors() {
    browser.open(url("?view=calls"));
    browser.waitForCount("tbody tr", 2);
    String all = browser.texts("tbody").toString();
    assertThat(all).contains("GET", "/stock/{id}", "/stock/broken", "GET /shop/{number}", "100%");
    browser.run(
        "[...document.querySelectorAll('tbody tr')].find(row =>"
            + " row.textContent.includes('/stock/{id}')).querySelector('[data-label=requests]"
            + " a').click()");
    browser.waitForCount(".list tbody tr", 3);
    assertThat(browser.texts("td.c-ext")).anyMatch(text -> text.matches("1 · [\\d.,]+ (µs|ms|s)"));
    assertThat(browser.messages()).as("what the browser complains of").isEmpty();
  }

  @Test
  void aCallIsAStepOnTheTimeLineAndLeadsToTheOtherConsole() {
    browser.open(url("?q=status:200"));
    browser.waitForCount(".list tbody tr", 3);
    browser.click(".c-route a");
    browser.waitForText("tr.step.external", "GET stock /stock/{id}");
    browser.click("tr.step.external .lane");
    assertThat(browser.find("tr.full .out-link").getDomAttribute("href"))
        .startsWith("http://localhost:" + stock.port() + "/routeflow-console/?q=trace%3A");
  }

  @Requires(property = "spec.name", value = Shop.SPEC)
  @Controller("/shop")
  static class Shop {

    static final String SPEC = "CapturedCallsTest.Shop";

    private final StockClient stock;

    Shop(StockClient stock) {
      this.stock = stock;
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/{number}")
    HttpResponse<String> show(int number) {
      try {
        return HttpResponse.ok(number == 0 ? stock.broken() : stock.item(number));
      } catch (HttpClientResponseException e) {
        return HttpResponse.serverError("no stock");
      }
    }
  }

  @Requires(property = "spec.name", value = Shop.SPEC)
  @Client(id = "stock", path = "/stock")
  interface StockClient {

    @Get(uri = "/{id}", consumes = MediaType.TEXT_PLAIN)
    String item(int id);

    @Get(uri = "/broken", consumes = MediaType.TEXT_PLAIN)
    String broken();
  }

  @Requires(property = "spec.name", value = Stock.SPEC)
  @Controller("/stock")
  static class Stock {

    static final String SPEC = "CapturedCallsTest.Stock";

    @Get(uri = "/{id}", produces = MediaType.TEXT_PLAIN)
    String item(int id) {
      return "item " + id;
    }

    @Get(uri = "/broken", produces = MediaType.TEXT_PLAIN)
    HttpResponse<?> broken() {
      return HttpResponse.serverError();
    }
  }
}
