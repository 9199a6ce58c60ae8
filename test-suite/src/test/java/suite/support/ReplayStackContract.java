package suite.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import suite.contract.BatchSchema;

/**
 * ReplayStack's ingest contract as the document of its SDKs has it: the payload by a schema, and
 * the headers beside it. {@link #receiver()} holds everything that it receives against it.
 */
public final class ReplayStackContract {

  private static final JsonSchema EVENT = BatchSchema.read("/suite/replaystack-event.schema.json");

  private ReplayStackContract() {}

  /** A receiver that answers by script, as {@link FakeIngest} does; an event is a call. */
  public static FakeIngest receiver() {
    return FakeIngest.start(ReplayStackContract::check);
  }

  /** Everything wrong with a payload; empty where it keeps the contract. */
  public static List<String> check(JsonNode payload) {
    return payload.isMissingNode()
        ? List.of("the payload is not JSON")
        : EVENT.validate(payload).stream().map(Object::toString).toList();
  }

  static List<String> check(List<ReceivedBatch> attempts) {
    var violations = new ArrayList<String>();
    Map<String, String> payloadOfId = new HashMap<>();
    for (ReceivedBatch attempt : attempts) {
      violations.addAll(check(attempt.json()));
      violations.addAll(checkHeaders(attempt));
      String payload = new String(attempt.raw(), StandardCharsets.UTF_8);
      String before = payloadOfId.putIfAbsent(attempt.batchId(), payload);
      if (before != null && !before.equals(payload)) {
        violations.add("event " + attempt.batchId() + " came again with another payload");
      }
    }
    return violations;
  }

  private static List<String> checkHeaders(ReceivedBatch attempt) {
    var violations = new ArrayList<String>();
    if (!attempt.method().equals("POST")) {
      violations.add("the method is " + attempt.method());
    }
    IngestContract.expect(violations, attempt, "Content-Type", "application/json");
    IngestContract.expect(violations, attempt, "x-tracereplay-api-key", "[!-~]+");
    IngestContract.expect(violations, attempt, "x-replaystack-api-key", "[!-~]+");
    IngestContract.expect(violations, attempt, "x-replaystack-sdk", "micronaut");
    IngestContract.expect(violations, attempt, "x-replaystack-sdk-version", "[0-9][!-~]*");
    IngestContract.expect(violations, attempt, "Idempotency-Key", "[0-9a-f-]{36}");
    if (attempt.headers().contains("Authorization")) {
      violations.add("there is an Authorization header");
    }
    return violations;
  }
}
