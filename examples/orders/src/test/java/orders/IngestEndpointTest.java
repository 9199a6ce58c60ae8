package orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IngestEndpointTest {

  private static final String BATCH =
      """
      {"batch_id": "%s", "sent_at": "2026-11-20T09:30:01.250Z", "environment": "demo",
       "events": [{"type": "request", "trace_id": "from-elsewhere"}]}
      """;

  @Test
  void onlyBatchesWithTheRightKeyAreTaken() throws Exception {
    try (Shop shop = Shop.open()) {
      assertThat(shop.post("/v1/events", BATCH.formatted("none")).statusCode()).isEqualTo(401);
      assertThat(send(shop, "wrong", "Bearer wrong-key")).isEqualTo(401);
      assertThat(send(shop, "right", "Bearer demo-key")).isEqualTo(202);

      assertThat(shop.get("/live/batches").body()).contains("\"right\"");
      assertThat(shop.get("/live/batches").body()).doesNotContain("\"wrong\"", "\"none\"");
    }
  }

  private static int send(Shop shop, String id, String authorization) {
    return shop.post("/v1/events", BATCH.formatted(id), "Authorization", authorization)
        .statusCode();
  }
}
