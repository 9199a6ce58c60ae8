package suite.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import suite.contract.BatchSchema;

/**
 * Holds what arrived against the published contract: the schema of the body, and the headers beside
 * it.
 */
public final class IngestContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private IngestContract() {}

  static JsonNode parse(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything wrong with a body; empty where it keeps the contract. */
  public static List<String> check(JsonNode body) {
    return BatchSchema.check(body);
  }

  static List<String> check(List<ReceivedBatch> attempts) {
    var violations = new ArrayList<String>();
    Map<String, List<String>> eventsOfBatch = new HashMap<>();
    for (ReceivedBatch attempt : attempts) {
      violations.addAll(check(attempt.json()));
      violations.addAll(checkHeaders(attempt));
      List<String> ids =
          attempt.events().stream().map(event -> event.path("event_id").asText()).toList();
      List<String> before = eventsOfBatch.putIfAbsent(attempt.batchId(), ids);
      if (before != null && !before.equals(ids)) {
        violations.add("batch " + attempt.batchId() + " came again with other events");
      }
    }
    return violations;
  }

  private static List<String> checkHeaders(ReceivedBatch attempt) {
    var violations = new ArrayList<String>();
    if (!attempt.method().equals("POST")) {
      violations.add("the method is " + attempt.method());
    }
    expect(violations, attempt, "Authorization", "Bearer [!-~]+");
    expect(violations, attempt, "Content-Type", "application/json");
    expect(violations, attempt, "User-Agent", "routeflow-micronaut/[!-~]+");
    if (!attempt.headers().all("Idempotency-Key").equals(List.of(attempt.batchId()))) {
      violations.add("Idempotency-Key is not the batch_id");
    }
    return violations;
  }

  static void expect(
      List<String> violations, ReceivedBatch attempt, String header, String pattern) {
    List<String> values = attempt.headers().all(header);
    if (values.size() != 1 || !values.get(0).matches(pattern)) {
      violations.add(header + " is " + values + ", expected one " + pattern);
    }
  }
}
