package orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ShopTest {

  private static Shop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void anOrderIsCreatedPaidShownAndCancelled() {
    HttpResponse<String> created =
        shop.post("/api/orders", "{\"item\":\"Stoneware cup\",\"quantity\":2}");
    assertThat(created.statusCode()).isEqualTo(201);
    String location = created.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith("/api/orders/");

    assertThat(Shop.json(shop.post(location + "/pay", "")).path("paid").asBoolean()).isTrue();
    assertThat(Shop.json(shop.get(location)).at("/items/0/item").asText())
        .isEqualTo("Stoneware cup");
    assertThat(shop.call("DELETE", location, "/account", "trace-delete").statusCode())
        .isEqualTo(204);
    assertThat(shop.get(location).statusCode()).isEqualTo(404);
  }

  @Test
  void anOrderWithoutItemOrQuantityIsRefused() {
    assertThat(shop.post("/api/orders", "{\"item\":\"\",\"quantity\":0}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void anOrderOfWhatTheShopDoesNotHaveIsRefused() {
    assertThat(shop.post("/api/orders", "{\"item\":\"Sofa\",\"quantity\":1}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void bothHistoriesGiveTheSameAnswer() {
    String history = shop.get("/api/customers/1/history").body();

    assertThat(Shop.json(shop.get("/api/customers/1/history"))).hasSizeGreaterThan(10);
    assertThat(shop.get("/api/customers/1/history-batched").body()).isEqualTo(history);
  }

  @Test
  void nobodySignsUpTwice() {
    String customer = "{\"name\":\"Lea\",\"email\":\"lea@example.com\"}";

    assertThat(shop.post("/api/customers", customer).statusCode()).isEqualTo(201);
    assertThat(shop.post("/api/customers", customer).statusCode()).isEqualTo(409);
  }

  @Test
  void thePageMayUseItsOwnFilesOnly() {
    HttpResponse<String> page = shop.get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Events that arrived").doesNotContain("http:", "https:");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
  }
}
