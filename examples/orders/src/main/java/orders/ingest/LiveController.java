package orders.ingest;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/** What the page shows of the batches that arrived. */
@Controller("/live")
final class LiveController {

  private static final int EVENTS_ON_THE_PAGE = 60;

  private final ReceivedBatches received;

  LiveController(ReceivedBatches received) {
    this.received = received;
  }

  @Get("/batches")
  List<Batch> batches() {
    return received.newestFirst(EVENTS_ON_THE_PAGE);
  }
}
