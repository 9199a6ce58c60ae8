package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import java.io.IOException;
import java.util.Map;

/**
 * The outgoing calls of one event in a row.
 *
 * @param count calls
 * @param totalMs their times added up
 * @param errors those that failed
 * @param hosts what each host has to do with it, the slowest first, {@link Use#MAX_NAMES} at most
 * @param calls the same by method, host and template, as many
 */
@Internal
public record CallSummary(
    long count, double totalMs, long errors, Map<String, Use> hosts, Map<String, Use> calls)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("count", count);
    json.writeNumberField("total_ms", totalMs);
    json.writeNumberField("errors", errors);
    JsonMembers.objects(json, "hosts", hosts);
    JsonMembers.objects(json, "calls", calls);
  }

  static CallSummary of(OutgoingCalls made) {
    long count = 0;
    long nanos = 0;
    long errors = 0;
    Use.Sums hosts = new Use.Sums();
    Use.Sums calls = new Use.Sums();
    for (ExternalCall call : made.entries()) {
      count += call.count();
      nanos += call.totalNanos();
      errors += call.errors();
      hosts.add(call.host(), call.count(), call.totalNanos(), call.errors());
      calls.add(nameOf(call), call.count(), call.totalNanos(), call.errors());
    }
    return new CallSummary(
        count, JsonFormat.millis(nanos), errors, hosts.slowest(), calls.slowest());
  }

  private static String nameOf(ExternalCall call) {
    String name = call.method() + " " + call.host();
    return call.pathTemplate() == null ? name : name + " " + call.pathTemplate();
  }
}
