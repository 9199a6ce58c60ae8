package orders.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;

/**
 * A batch as it came over the wire, as far as the page shows it.
 *
 * @param id the same on every attempt to deliver the batch
 * @param sentAt when, in ISO-8601
 * @param environment such as {@code production}
 * @param events at least one, each as it came
 */
@Serdeable
record Batch(
    @JsonProperty("batch_id") String id,
    @JsonProperty("sent_at") String sentAt,
    String environment,
    List<Map<String, Object>> events) {}
