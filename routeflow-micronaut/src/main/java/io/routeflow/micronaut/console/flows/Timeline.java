package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.spi.ConnectionWait;
import java.io.IOException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the work of an event did when.
 *
 * @param entries in the order of their start
 * @param truncated whether more happened than they show
 */
@Internal
public record Timeline(List<Entry> entries, boolean truncated) {

  /** Entries of one event at most. */
  static final int MAX_ENTRIES = 500;

  /** What the event does not list has nothing to point to. */
  static Timeline of(EventParts parts) {
    SqlUsage sql = parts.sql();
    OutgoingCalls calls = parts.externalCalls();
    List<Entry> entries =
        Stream.concat(
                sql == null ? Stream.empty() : statements(sql),
                calls == null ? Stream.empty() : calls(calls))
            .sorted(Comparator.comparingDouble(Entry::startMs))
            .limit(MAX_ENTRIES)
            .toList();
    long happened = sql == null ? 0 : sql.count();
    if (calls != null) {
      for (ExternalCall call : calls.entries()) {
        happened += call.count();
      }
    }
    return new Timeline(entries, entries.size() < happened);
  }

  private static Stream<Entry> statements(SqlUsage usage) {
    int statements = usage.statements().size();
    return usage.executions().stream()
        .filter(execution -> execution.statement() >= 0 && execution.statement() < statements)
        .map(
            execution ->
                new Entry(
                    "sql",
                    execution.statement(),
                    JsonFormat.millis(execution.startNanos()),
                    JsonFormat.millis(execution.nanos()),
                    execution.failed(),
                    null,
                    null,
                    null));
  }

  private static Stream<Entry> calls(OutgoingCalls calls) {
    int entries = calls.entries().size();
    return calls.executions().stream()
        .filter(execution -> execution.entry() >= 0 && execution.entry() < entries)
        .map(
            execution ->
                new Entry(
                    "external",
                    execution.entry(),
                    JsonFormat.millis(execution.startNanos()),
                    JsonFormat.millis(execution.nanos()),
                    execution.failed(),
                    execution.statusCode() == 0 ? null : execution.statusCode(),
                    execution.spanId() == 0 ? null : HexFormat.of().toHexDigits(execution.spanId()),
                    execution.waitNanos() < ConnectionWait.SHORTEST_NANOS
                        ? null
                        : JsonFormat.millis(execution.waitNanos())));
  }

  /** The waits of an event, where it has any. */
  static List<Wait> waits(List<ConnectionWait> waits) {
    return waits.stream()
        .map(
            wait ->
                new Wait(
                    JsonFormat.millis(wait.startNanos()),
                    JsonFormat.millis(wait.nanos()),
                    wait.failed()))
        .toList();
  }

  /**
   * A wait for a connection to a database.
   *
   * @param startMs from the start of the event
   * @param durationMs how long it took
   * @param error whether there was none in the end
   */
  @Internal
  public record Wait(double startMs, double durationMs, boolean error) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeNumberField("start_ms", startMs);
      json.writeNumberField("duration_ms", durationMs);
      json.writeBooleanField("error", error);
    }
  }

  /**
   * One step.
   *
   * @param kind {@code sql} or {@code external}
   * @param index of its statement or call in the event
   * @param startMs from the start of the event
   * @param durationMs how long it took
   * @param error whether it failed
   * @param statusCode of a call that was answered
   * @param spanId the id that a call was sent with
   * @param waitMs how much of the duration a call waited for its connection, where that is known
   */
  @Internal
  public record Entry(
      String kind,
      int index,
      double startMs,
      double durationMs,
      boolean error,
      @Nullable Integer statusCode,
      @Nullable String spanId,
      @Nullable Double waitMs)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("kind", kind);
      json.writeNumberField("index", index);
      json.writeNumberField("start_ms", startMs);
      json.writeNumberField("duration_ms", durationMs);
      json.writeBooleanField("error", error);
      JsonMembers.number(json, "status_code", statusCode);
      JsonMembers.text(json, "span_id", spanId);
      JsonMembers.number(json, "wait_ms", waitMs);
    }
  }
}
