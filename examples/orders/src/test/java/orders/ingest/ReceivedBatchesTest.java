package orders.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReceivedBatchesTest {

  private final ReceivedBatches received = new ReceivedBatches();

  @Test
  void onlyTheNewestBatchesAreKept() {
    for (int i = 0; i < ReceivedBatches.MAX_BATCHES + 10; i++) {
      received.add(batch("batch-" + i));
    }

    List<Batch> kept = received.newestFirst(Integer.MAX_VALUE);
    assertThat(kept).hasSize(ReceivedBatches.MAX_BATCHES);
    assertThat(kept.get(0).id()).isEqualTo("batch-" + (ReceivedBatches.MAX_BATCHES + 9));
  }

  @Test
  void aBatchThatComesAgainIsKeptOnce() {
    received.add(batch("batch-1"));
    received.add(batch("batch-1"));

    assertThat(received.newestFirst(Integer.MAX_VALUE)).hasSize(1);
  }

  private static Batch batch(String id) {
    return new Batch(id, "2026-11-20T09:30:01.250Z", "demo", List.of(Map.of("type", "request")));
  }
}
