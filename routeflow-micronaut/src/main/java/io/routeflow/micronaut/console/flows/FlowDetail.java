package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventJson;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.SqlUsage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event whole.
 *
 * @param row what the list shows of it; its fields stand beside the others
 * @param event the event, written as it is delivered
 * @param localException message and stack that only this console has, where it has more than the
 *     event
 * @param thrownMs when its exception was seen, from its start
 * @param timeline what happened when, in the order of the start, {@link Timeline#MAX_ENTRIES} at
 *     most
 * @param waits for connections to a database, in the order of the start
 * @param timelineTruncated whether more happened than the time line shows
 */
@Internal
public record FlowDetail(
    FlowRow row,
    Event event,
    @Nullable ExceptionDetails localException,
    @Nullable Double thrownMs,
    List<Timeline.Entry> timeline,
    List<Timeline.Wait> waits,
    boolean timelineTruncated)
    implements JsonObject {

  /** Copies the lists, so that the detail cannot change any more. */
  public FlowDetail {
    timeline = List.copyOf(timeline);
    waits = List.copyOf(waits);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    row.writeMembers(json);
    json.writeFieldName("event");
    new EventJson().write(json, event);
    SqlUsage sql = event.sql();
    if (sql != null) {
      // Beside the event, which is written as it is delivered: no destination gets them.
      JsonMembers.texts(
          json, "statement_ids", sql.statements().stream().map(StatementId::of).toList());
    }
    if (localException != null) {
      EventJson.writeException(json, "local_exception", localException);
    }
    JsonMembers.number(json, "thrown_ms", thrownMs);
    JsonMembers.list(json, "timeline", timeline);
    if (!waits.isEmpty()) {
      JsonMembers.list(json, "connection_waits", waits);
    }
    json.writeBooleanField("timeline_truncated", timelineTruncated);
  }
}
