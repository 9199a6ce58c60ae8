package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.LedgerLaw;

/** A request with an N+1 is kept although its trace is not. */
final class KeptNPlusOneTest {

  @Test
  void anNPlusOneIsKeptAtARateOfZeroAndARequestWithoutOneIsNot() {
    try (DatabaseApplication app =
        DatabaseApplication.onH2(
                "KeptNPlusOneTest",
                Map.of(
                    "suite.plain",
                    true,
                    "suite.books",
                    "no",
                    "routeflow.sample-rate",
                    0,
                    "routeflow.tail-sampling.enabled",
                    true,
                    "routeflow.tail-sampling.slower-than-ms",
                    3_600_000))
            .run(Book.TABLE, Book.ROWS)) {
      assertThat(app.get("/plain/literal").status()).isEqualTo(200);
      JsonNode kept = app.eventOf("/plain/repeated");

      assertThat(kept.path("attributes").path("routeflow.kept_because").asText())
          .isEqualTo("n_plus_one");
      LedgerLaw.holdsAtRestWithTailSampling(app.application, 2);
      assertThat(app.ingest.events()).hasSize(1);
    }
  }
}
