package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.console.flows.BatchOutcome;
import io.routeflow.micronaut.console.flows.LastError;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How delivery is doing, and what the module costs.
 *
 * @param stats the statistics
 * @param destinations the statistics of each destination by its name
 * @param queueMax events that may wait
 * @param batches the latest with an outcome, newest first
 * @param lastError the latest attempt that failed
 * @param cost what the module itself takes
 */
record DeliveryReport(
    Map<String, Object> stats,
    Map<String, Map<String, Object>> destinations,
    int queueMax,
    List<BatchOutcome> batches,
    @Nullable LastError lastError,
    Cost cost)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    JsonMembers.plain(json, "stats", stats);
    json.writeObjectFieldStart("destinations");
    for (Map.Entry<String, Map<String, Object>> destination : destinations.entrySet()) {
      JsonMembers.plain(json, destination.getKey(), destination.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("queue_max", queueMax);
    JsonMembers.list(json, "batches", batches);
    JsonMembers.object(json, "last_error", lastError);
    JsonMembers.object(json, "cost", cost);
  }

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
  record Cost(
      long requestsMeasured,
      @Nullable Double requestMedianUs,
      @Nullable Double requestP95Us,
      @Nullable Double deliveryUsPerEvent,
      int ringRequests,
      long ringBytes,
      long bytesSent,
      int listeners)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeNumberField("requests_measured", requestsMeasured);
      JsonMembers.number(json, "request_median_us", requestMedianUs);
      JsonMembers.number(json, "request_p95_us", requestP95Us);
      JsonMembers.number(json, "delivery_us_per_event", deliveryUsPerEvent);
      json.writeNumberField("ring_requests", ringRequests);
      json.writeNumberField("ring_bytes", ringBytes);
      json.writeNumberField("bytes_sent", bytesSent);
      json.writeNumberField("listeners", listeners);
    }
  }
}
