package suite.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One request that reached {@link FakeIngest}: one attempt to deliver a batch.
 *
 * @param raw the body with its content encoding taken off
 * @param json the parsed body; a missing node where it is no JSON
 * @param wireBytes the length of the body as it was sent
 * @param receivedAt {@link System#nanoTime()} when the body was complete
 * @param answer what was done with this attempt
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReceivedBatch(
    String method,
    String path,
    WireHeaders headers,
    byte[] raw,
    JsonNode json,
    int wireBytes,
    long receivedAt,
    Answer answer) {

  /** By the body where the contract has the id there, else by the header. */
  public String batchId() {
    return json.has("batch_id")
        ? json.path("batch_id").asText()
        : String.valueOf(headers.first("Idempotency-Key"));
  }

  /** Those of a batch; where the contract takes one event a call, the body is the event. */
  public List<JsonNode> events() {
    if (!json.has("events")) {
      return List.of(json);
    }
    var events = new ArrayList<JsonNode>();
    json.path("events").forEach(events::add);
    return events;
  }
}
