package io.routeflow.micronaut.export.replaystack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.routeflow.micronaut.event.AuthDetails;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventJson;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.export.http.BodyBuffers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as ReplayStack's ingest contract has it. A member without a value is absent. For
 * one thread at a time.
 */
final class PayloadEncoder {

  private static final int FIRST_BUFFER = 1024;

  private final JsonFactory factory = new JsonFactory();
  private final EventJson events = new EventJson();
  private final ServiceNames service;
  private final ServerOrigin server;
  private final BodyBuffers buffers;

  PayloadEncoder(ServiceNames service, ServerOrigin server, int maxInFlight) {
    this.service = service;
    this.server = server;
    this.buffers = new BodyBuffers(maxInFlight);
  }

  /**
   * The event as bytes; the caller must see that the buffer is released.
   *
   * @param origin which deployment it is of, {@code null} where it is this process
   */
  ByteBuf encode(Event event, @Nullable BatchOrigin origin) throws IOException {
    ByteBuf buffer = buffers.buffer(FIRST_BUFFER);
    try (OutputStream out = new ByteBufOutputStream(buffer);
        JsonGenerator json = factory.createGenerator(out)) {
      write(json, event, origin == null ? service.origin() : origin);
    } catch (IOException | RuntimeException | Error e) {
      buffer.release();
      throw e;
    }
    return buffer;
  }

  private void write(JsonGenerator json, Event event, BatchOrigin origin) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", event.traceId());
    json.writeStringField("eventType", type(event.type()));
    writePlace(json, event);
    AuthDetails auth = event.parts().auth();
    if (auth != null) {
      json.writeStringField("authMode", auth.mode());
      EventJson.writeText(json, "authScheme", auth.scheme());
    }
    json.writeStringField("status", event.status().wireName());
    if (event instanceof RequestEvent request) {
      json.writeNumberField("statusCode", request.statusCode());
    }
    if (event.latencyNanos() >= 0) {
      json.writeNumberField("executionTimeMs", millis(event.latencyNanos()));
    }
    writeException(json, event.parts().exception());
    json.writeStringField("serviceName", service.name());
    json.writeStringField("environment", service.environment());
    EventJson.writeText(json, "appVersion", origin.version());
    EventJson.writeText(json, "commitHash", origin.codeVersion());
    writePayload(json, "request", event.parts().request());
    writePayload(json, "response", event.parts().response());
    events.writeBreadcrumbs(json, event.parts().breadcrumbs());
    Metadata.write(json, event);
    json.writeEndObject();
  }

  private static String type(EventType type) {
    return switch (type) {
      case REQUEST -> "api";
      case JOB, QUEUE, WORKER -> type.wireName();
      case CUSTOM, EXCEPTION -> EventType.CUSTOM.wireName();
    };
  }

  /** Where it happened: method, route template or name, address. */
  private void writePlace(JsonGenerator json, Event event) throws IOException {
    if (event instanceof RequestEvent request) {
      json.writeStringField("method", request.method());
      json.writeStringField("endpoint", request.path());
      EventJson.writeText(json, "requestUrl", url(request.path(), request.parts().request()));
    } else if (event instanceof ExceptionEvent exception) {
      writePlace(json, exception);
    } else {
      json.writeStringField("endpoint", event.label());
    }
  }

  private void writePlace(JsonGenerator json, ExceptionEvent exception) throws IOException {
    ExceptionEvent.Origin origin = exception.origin();
    if (origin != null) {
      json.writeStringField("method", origin.method());
    }
    String name = exception.name();
    EventJson.writeText(json, "endpoint", name != null || origin == null ? name : origin.path());
    if (origin != null) {
      EventJson.writeText(json, "requestUrl", url(origin.path(), exception.parts().request()));
    }
  }

  /** As captured, else the server's own address with the template, where there is one. */
  private @Nullable String url(String template, @Nullable Payload request) {
    if (request != null && request.url() != null) {
      return request.url();
    }
    String origin = template.startsWith("/") ? server.find() : null;
    return origin == null ? null : origin + template;
  }

  private static void writeException(JsonGenerator json, @Nullable ExceptionDetails exception)
      throws IOException {
    if (exception == null) {
      return;
    }
    json.writeStringField("errorName", exception.name());
    EventJson.writeText(json, "errorMessage", exception.message());
    EventJson.writeText(json, "stackTrace", exception.stackTrace());
    if (exception.frames().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("stackFrames");
    for (ExceptionDetails.Frame frame : exception.frames()) {
      json.writeStartObject();
      json.writeStringField("functionName", frame.type() + "." + frame.function());
      EventJson.writeText(json, "fileName", frame.file());
      if (frame.line() >= 0) {
        json.writeNumberField("lineNumber", frame.line());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** In the place of a body that is left out stands why, as the SDKs do. */
  private static void writePayload(JsonGenerator json, String side, @Nullable Payload payload)
      throws IOException {
    if (payload == null) {
      return;
    }
    String body = payload.body();
    if (body != null) {
      json.writeFieldName(side + "Payload");
      if (payload.truncated()) {
        json.writeString(body);
      } else {
        json.writeRawValue(body);
      }
    } else if (payload.omitted() != null) {
      json.writeObjectFieldStart(side + "Payload");
      json.writeStringField("omitted", payload.omitted().wireName());
      json.writeEndObject();
    }
    EventJson.writeHeaders(json, side + "Headers", payload.headers());
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) / 2);
  }
}
