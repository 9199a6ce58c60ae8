package io.routeflow.micronaut.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.routeflow.micronaut.console.flows.BatchOutcome;
import io.routeflow.micronaut.console.flows.LastError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How delivery is doing, and what the module costs.
 *
 * @param stats the statistics
 * @param queueMax events that may wait
 * @param batches the latest with an outcome, newest first
 * @param lastError the latest attempt that failed
 * @param cost what the module itself takes
 */
@Serdeable.Serializable
record DeliveryReport(
    Map<String, Object> stats,
    @JsonProperty("queue_max") int queueMax,
    List<BatchOutcome> batches,
    @JsonProperty("last_error") @Nullable LastError lastError,
    Cost cost) {

  /**
   * What the module itself takes. A figure that cannot be had is absent.
   *
   * @param requestsMeasured requests that were looked at
   * @param requestMedianUs of a request's threads, usually
   * @param requestP95Us of a request's threads, seldom more
   * @param deliveryUsPerEvent CPU time of the delivery thread
   * @param ringRequests requests that the console keeps
   * @param ringBytes what they take of the heap
   * @param bytesSent bodies to the endpoint
   * @param listeners pages that are open
   */
  @Serdeable.Serializable
  record Cost(
      @JsonProperty("requests_measured") long requestsMeasured,
      @JsonProperty("request_median_us") @Nullable Double requestMedianUs,
      @JsonProperty("request_p95_us") @Nullable Double requestP95Us,
      @JsonProperty("delivery_us_per_event") @Nullable Double deliveryUsPerEvent,
      @JsonProperty("ring_requests") int ringRequests,
      @JsonProperty("ring_bytes") long ringBytes,
      @JsonProperty("bytes_sent") long bytesSent,
      int listeners) {}
}
