package io.routeflow.micronaut.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.Breadcrumb;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the ingest contract, version 1, has them: the one place that knows the members'
 * names. Whatever carries whole events uses it: ingest batches, the spool, Kafka, the console.
 *
 * <p>By hand and straight to the generator, since this is done for every request: with the
 * generator's recycled buffers and one for text, an event leaves nothing behind. For one thread at
 * a time.
 */
@Internal
public final class EventJson {

  private final TextBuffer text = new TextBuffer();

  /** Made once and used for many events. */
  public EventJson() {}

  /** The buffer for ids, times and numbers, for who writes around the events. */
  public TextBuffer text() {
    return text;
  }

  /** Writes one event as an object. */
  public void write(JsonGenerator json, Event event) throws IOException {
    json.writeStartObject();
    writeMembers(json, event);
    json.writeEndObject();
  }

  /** The members of one event, for who has more to say of it. */
  public void writeMembers(JsonGenerator json, Event event) throws IOException {
    Member.TYPE.write(json, event.type().wireName());
    writeIdentity(json, event.identity());
    if (event instanceof RequestEvent request) {
      writeRequest(json, request);
    } else if (event instanceof WorkEvent work) {
      Member.NAME.write(json, work.name());
    } else if (event instanceof ExceptionEvent exception) {
      writeOrigin(json, exception);
    }
    Member.STATUS.write(json, event.status().wireName());
    if (event.latencyNanos() >= 0) {
      writeMillis(json, Member.LATENCY_MS, event.latencyNanos());
    }
    if (!event.parts().isEmpty()) {
      writeParts(json, event.parts());
    }
    writeScalars(json, "attributes", event.attributes());
  }

  private void writeIdentity(JsonGenerator json, EventIdentity identity) throws IOException {
    Member.EVENT_ID.start(json);
    text.writeUuid(json, identity.eventId());
    Member.TIMESTAMP.start(json);
    text.writeInstant(json, identity.timestamp());
    Member.TRACE_ID.write(json, identity.traceId());
    Member.SPAN_ID.start(json);
    text.writeSpanId(json, identity.spanId());
    if (identity.parentSpanId() != 0) {
      Member.PARENT_SPAN_ID.start(json);
      text.writeSpanId(json, identity.parentSpanId());
    }
  }

  private static void writeRequest(JsonGenerator json, RequestEvent event) throws IOException {
    Member.FRONTEND_ROUTE.write(json, event.frontendRoute());
    Member.METHOD.write(json, event.method());
    Member.PATH.write(json, event.path());
    Member.HANDLER.write(json, event.handler());
    Member.STATUS_CODE.write(json, event.statusCode());
  }

  private static void writeOrigin(JsonGenerator json, ExceptionEvent event) throws IOException {
    writeText(json, "name", event.name());
    ExceptionEvent.Origin origin = event.origin();
    if (origin != null) {
      json.writeStringField("frontend_route", origin.frontendRoute());
      json.writeStringField("method", origin.method());
      json.writeStringField("path", origin.path());
      json.writeStringField("handler", origin.handler());
    }
  }

  private void writeParts(JsonGenerator json, EventParts parts) throws IOException {
    if (parts.sql() != null) {
      writeSql(json, parts.sql());
    }
    if (parts.externalCalls() != null) {
      writeCalls(json, parts.externalCalls());
    }
    if (parts.exception() != null) {
      writeException(json, "exception", parts.exception());
    }
    writeBreadcrumbs(json, parts.breadcrumbs());
    writePayload(json, "request", parts.request());
    writePayload(json, "response", parts.response());
    AuthDetails auth = parts.auth();
    if (auth != null) {
      json.writeObjectFieldStart("auth");
      json.writeStringField("mode", auth.mode());
      writeText(json, "scheme", auth.scheme());
      json.writeEndObject();
    }
  }

  private void writeSql(JsonGenerator json, SqlUsage usage) throws IOException {
    Member.SQL.start(json);
    json.writeStartObject();
    Member.COUNT.write(json, usage.count());
    writeMillis(json, Member.TOTAL_MS, usage.totalNanos());
    Member.TRUNCATED.write(json, usage.truncated());
    Member.STATEMENTS.start(json);
    json.writeStartArray();
    for (SqlUsage.Statement statement : usage.statements()) {
      writeStatement(json, statement);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeStatement(JsonGenerator json, SqlUsage.Statement statement) throws IOException {
    json.writeStartObject();
    Member.STATEMENT.write(json, statement.statement());
    Member.OPERATION.write(json, statement.operation());
    Member.TABLES.start(json);
    json.writeStartArray();
    for (String table : statement.tables()) {
      json.writeString(table);
    }
    json.writeEndArray();
    Member.REPOSITORY_METHOD.writeText(json, statement.repositoryMethod());
    Member.DATASOURCE.write(json, statement.datasource());
    Member.DB_SYSTEM.write(json, statement.dbSystem());
    Member.COUNT.write(json, statement.count());
    if (statement.rows() >= 0) {
      Member.ROWS.write(json, statement.rows());
    }
    if (statement.batchSize() >= 0) {
      Member.BATCH_SIZE.write(json, statement.batchSize());
    }
    writeMillis(json, Member.TOTAL_MS, statement.totalNanos());
    writeMillis(json, Member.MAX_MS, statement.maxNanos());
    Member.ERRORS.write(json, statement.errors());
    Member.SQL_STATE.writeText(json, statement.sqlState());
    Member.EXCEPTION.writeText(json, statement.exception());
    Member.N_PLUS_ONE.write(json, statement.nPlusOne());
    json.writeEndObject();
  }

  private void writeCalls(JsonGenerator json, OutgoingCalls calls) throws IOException {
    if (calls.entries().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("external_calls");
    for (ExternalCall call : calls.entries()) {
      writeCall(json, call);
    }
    json.writeEndArray();
    if (calls.truncated()) {
      json.writeBooleanField("external_calls_truncated", true);
    }
  }

  private void writeCall(JsonGenerator json, ExternalCall call) throws IOException {
    json.writeStartObject();
    Member.HOST.write(json, call.host());
    Member.METHOD.write(json, call.method());
    Member.PATH_TEMPLATE.writeText(json, call.pathTemplate());
    Member.SERVICE_ID.writeText(json, call.serviceId());
    Member.COUNT.write(json, call.count());
    writeMillis(json, Member.LATENCY_MS, call.totalNanos());
    writeMillis(json, Member.MAX_MS, call.maxNanos());
    Member.ERRORS.write(json, call.errors());
    if (call.statusCode() > 0) {
      Member.STATUS_CODE.write(json, call.statusCode());
    }
    Member.ERROR.writeText(json, call.error());
    if (call.spanId() != 0) {
      Member.SPAN_ID.start(json);
      text.writeSpanId(json, call.spanId());
    }
    writePayload(json, "request", call.request());
    writePayload(json, "response", call.response());
    json.writeEndObject();
  }

  /**
   * Writes an exception as a member of the object that is being written.
   *
   * @param member its name
   */
  public static void writeException(JsonGenerator json, String member, ExceptionDetails exception)
      throws IOException {
    json.writeObjectFieldStart(member);
    json.writeStringField("name", exception.name());
    writeText(json, "message", exception.message());
    writeText(json, "stack_trace", exception.stackTrace());
    writeFrames(json, exception.frames());
    if (!exception.causes().isEmpty()) {
      json.writeArrayFieldStart("causes");
      for (ExceptionDetails.Cause cause : exception.causes()) {
        json.writeStartObject();
        json.writeStringField("name", cause.name());
        writeText(json, "message", cause.message());
        writeFrames(json, cause.frames());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeFrames(JsonGenerator json, List<ExceptionDetails.Frame> frames)
      throws IOException {
    if (frames.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("frames");
    for (ExceptionDetails.Frame frame : frames) {
      json.writeStartObject();
      json.writeStringField("function", frame.function());
      json.writeStringField("class", frame.type());
      writeText(json, "file", frame.file());
      if (frame.line() >= 0) {
        json.writeNumberField("line", frame.line());
      }
      json.writeBooleanField("in_app", frame.inApp());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes breadcrumbs as the member {@code breadcrumbs}, unless there are none. */
  public void writeBreadcrumbs(JsonGenerator json, List<Breadcrumb> breadcrumbs)
      throws IOException {
    if (breadcrumbs.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("breadcrumbs");
    for (Breadcrumb breadcrumb : breadcrumbs) {
      json.writeStartObject();
      json.writeFieldName("timestamp");
      text.writeInstant(json, breadcrumb.timestamp());
      json.writeStringField("message", breadcrumb.message());
      writeText(json, "category", breadcrumb.category());
      if (breadcrumb.level() != null) {
        json.writeStringField("level", breadcrumb.level().wireName());
      }
      writeScalars(json, "data", breadcrumb.data());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writePayload(JsonGenerator json, String name, @Nullable Payload payload)
      throws IOException {
    if (payload == null) {
      return;
    }
    json.writeObjectFieldStart(name);
    writeText(json, "url", payload.url());
    writeHeaders(json, "headers", payload.headers());
    writeText(json, "content_type", payload.contentType());
    if (payload.sizeBytes() >= 0) {
      json.writeNumberField("size_bytes", payload.sizeBytes());
    }
    if (payload.body() != null) {
      json.writeFieldName("body");
      if (payload.truncated()) {
        json.writeString(payload.body());
      } else {
        json.writeRawValue(payload.body());
      }
    }
    if (payload.truncated()) {
      json.writeBooleanField("truncated", true);
    }
    if (payload.omitted() != null) {
      json.writeStringField("omitted", payload.omitted().wireName());
    }
    json.writeEndObject();
  }

  /** Writes headers as a member, unless there are none: a text each, or a list of texts. */
  public static void writeHeaders(JsonGenerator json, String name, Map<String, Object> headers)
      throws IOException {
    if (headers.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Object> header : headers.entrySet()) {
      json.writeFieldName(header.getKey());
      if (header.getValue() instanceof List<?> values) {
        json.writeStartArray();
        for (Object value : values) {
          json.writeString(String.valueOf(value));
        }
        json.writeEndArray();
      } else {
        json.writeString(String.valueOf(header.getValue()));
      }
    }
    json.writeEndObject();
  }

  /** Writes texts, numbers and booleans by name as a member, unless there are none. */
  public static void writeScalars(JsonGenerator json, String name, Map<String, Object> values)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      json.writeFieldName(entry.getKey());
      Object value = entry.getValue();
      if (value instanceof Boolean flag) {
        json.writeBoolean(flag);
      } else if (value instanceof Integer number) {
        json.writeNumber(number);
      } else if (value instanceof Number number) {
        json.writeNumber(number.toString());
      } else {
        json.writeString(String.valueOf(value));
      }
    }
    json.writeEndObject();
  }

  private void writeMillis(JsonGenerator json, Member member, long nanos) throws IOException {
    member.start(json);
    text.writeMillis(json, nanos);
  }

  /** Writes a text as a member, unless there is none. */
  public static void writeText(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
