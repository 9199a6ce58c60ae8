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

  public String batchId() {
    return json.path("batch_id").asText();
  }

  public List<JsonNode> events() {
    var events = new ArrayList<JsonNode>();
    json.path("events").forEach(events::add);
    return events;
  }
}
