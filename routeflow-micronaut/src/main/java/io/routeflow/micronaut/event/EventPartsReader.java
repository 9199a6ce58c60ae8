package io.routeflow.micronaut.event;

import static io.routeflow.micronaut.event.EventJsonReader.present;

import io.routeflow.micronaut.Breadcrumb;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the optional parts of one event as {@link EventJson} writes them. */
final class EventPartsReader {

  private final JsonCursor cursor;
  private @Nullable SqlUsage sql;
  private List<ExternalCall> calls = List.of();
  private boolean callsTruncated;
  private List<Breadcrumb> breadcrumbs = List.of();
  private @Nullable ExceptionDetails exception;
  private @Nullable Payload request;
  private @Nullable Payload response;
  private @Nullable AuthDetails auth;

  EventPartsReader(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads a member of the event; passes over one that is no part. */
  void member(String member) throws IOException {
    switch (member) {
      case "sql" -> sql = sql();
      case "external_calls" -> calls = cursor.array(() -> new CallDraft().read());
      case "external_calls_truncated" -> callsTruncated = cursor.flag();
      case "breadcrumbs" -> breadcrumbs = cursor.array(() -> new BreadcrumbDraft().read());
      case "exception" -> exception = new ExceptionDraft().read();
      case "request" -> request = new PayloadDraft().read();
      case "response" -> response = new PayloadDraft().read();
      case "auth" -> auth = auth();
      default -> cursor.skip();
    }
  }

  EventParts parts() {
    OutgoingCalls external =
        calls.isEmpty() ? null : new OutgoingCalls(calls, callsTruncated, List.of());
    EventParts parts =
        new EventParts(sql, external, breadcrumbs, exception, request, response, auth);
    return parts.isEmpty() ? EventParts.NONE : parts;
  }

  private AuthDetails auth() throws IOException {
    @Nullable String[] found = new @Nullable String[2];
    cursor.object(
        name -> {
          switch (name) {
            case "mode" -> found[0] = cursor.text();
            case "scheme" -> found[1] = cursor.text();
            default -> cursor.skip();
          }
        });
    return new AuthDetails(present(found[0], "mode"), found[1]);
  }

  private SqlUsage sql() throws IOException {
    SqlDraft draft = new SqlDraft();
    cursor.object(draft::member);
    return new SqlUsage(draft.count, draft.totalNanos, draft.truncated, draft.statements);
  }

  private final class SqlDraft {
    private long count;
    private long totalNanos;
    private boolean truncated;
    private List<SqlUsage.Statement> statements = List.of();

    void member(String name) throws IOException {
      switch (name) {
        case "count" -> count = cursor.number();
        case "total_ms" -> totalNanos = cursor.millis();
        case "truncated" -> truncated = cursor.flag();
        case "statements" -> statements = cursor.array(() -> new StatementDraft().read());
        default -> cursor.skip();
      }
    }
  }

  private final class StatementDraft {
    private @Nullable String statement;
    private @Nullable String operation;
    private List<String> tables = List.of();
    private @Nullable String repositoryMethod;
    private @Nullable String datasource;
    private @Nullable String dbSystem;
    private long count;
    private long rows = -1;
    private long batchSize = -1;
    private long totalNanos;
    private long maxNanos;
    private long errors;
    private @Nullable String sqlState;
    private @Nullable String failure;
    private boolean nPlusOne;

    SqlUsage.Statement read() throws IOException {
      cursor.object(this::member);
      return new SqlUsage.Statement(
          present(statement, "statement"),
          present(operation, "operation"),
          tables,
          repositoryMethod,
          present(datasource, "datasource"),
          present(dbSystem, "db_system"),
          count,
          rows,
          batchSize,
          totalNanos,
          maxNanos,
          errors,
          sqlState,
          failure,
          nPlusOne,
          0);
    }

    private void member(String name) throws IOException {
      switch (name) {
        case "statement" -> statement = cursor.text();
        case "operation" -> operation = cursor.text();
        case "tables" -> tables = cursor.array(cursor::text);
        case "repository_method" -> repositoryMethod = cursor.text();
        case "datasource" -> datasource = cursor.text();
        case "db_system" -> dbSystem = cursor.text();
        case "count" -> count = cursor.number();
        case "rows" -> rows = cursor.number();
        case "batch_size" -> batchSize = cursor.number();
        case "total_ms" -> totalNanos = cursor.millis();
        case "max_ms" -> maxNanos = cursor.millis();
        case "errors" -> errors = cursor.number();
        case "sql_state" -> sqlState = cursor.text();
        case "exception" -> failure = cursor.text();
        case "n_plus_one" -> nPlusOne = cursor.flag();
        default -> cursor.skip();
      }
    }
  }

  private final class CallDraft {
    private @Nullable String host;
    private @Nullable String method;
    private @Nullable String pathTemplate;
    private @Nullable String serviceId;
    private long count;
    private long totalNanos;
    private long maxNanos;
    private long errors;
    private int statusCode;
    private @Nullable String error;
    private long spanId;
    private @Nullable Payload sent;
    private @Nullable Payload received;

    ExternalCall read() throws IOException {
      cursor.object(this::member);
      return new ExternalCall(
          present(host, "host"),
          present(method, "method"),
          pathTemplate,
          serviceId,
          count,
          totalNanos,
          maxNanos,
          errors,
          statusCode,
          error,
          spanId,
          sent,
          received);
    }

    private void member(String name) throws IOException {
      switch (name) {
        case "host" -> host = cursor.text();
        case "method" -> method = cursor.text();
        case "path_template" -> pathTemplate = cursor.text();
        case "service_id" -> serviceId = cursor.text();
        case "count" -> count = cursor.number();
        case "latency_ms" -> totalNanos = cursor.millis();
        case "max_ms" -> maxNanos = cursor.millis();
        case "errors" -> errors = cursor.number();
        case "status_code" -> statusCode = cursor.integer();
        case "error" -> error = cursor.text();
        case "span_id" -> spanId = cursor.spanId();
        case "request" -> sent = new PayloadDraft().read();
        case "response" -> received = new PayloadDraft().read();
        default -> cursor.skip();
      }
    }
  }

  /** An exception, or a cause, which has some of its members. */
  private final class ExceptionDraft {
    private @Nullable String name;
    private @Nullable String message;
    private @Nullable String stackTrace;
    private List<ExceptionDetails.Frame> frames = List.of();
    private List<ExceptionDetails.Cause> causes = List.of();

    ExceptionDetails read() throws IOException {
      cursor.object(this::member);
      return new ExceptionDetails(present(name, "name"), message, stackTrace, frames, causes);
    }

    private ExceptionDetails.Cause cause() throws IOException {
      cursor.object(this::member);
      return new ExceptionDetails.Cause(present(name, "name"), message, frames);
    }

    private void member(String member) throws IOException {
      switch (member) {
        case "name" -> name = cursor.text();
        case "message" -> message = cursor.text();
        case "stack_trace" -> stackTrace = cursor.text();
        case "frames" -> frames = cursor.array(EventPartsReader.this::frame);
        case "causes" -> causes = cursor.array(() -> new ExceptionDraft().cause());
        default -> cursor.skip();
      }
    }
  }

  private ExceptionDetails.Frame frame() throws IOException {
    @Nullable String[] texts = new @Nullable String[3];
    int[] line = {-1};
    boolean[] inApp = new boolean[1];
    cursor.object(
        name -> {
          switch (name) {
            case "function" -> texts[0] = cursor.text();
            case "class" -> texts[1] = cursor.text();
            case "file" -> texts[2] = cursor.text();
            case "line" -> line[0] = cursor.integer();
            case "in_app" -> inApp[0] = cursor.flag();
            default -> cursor.skip();
          }
        });
    return new ExceptionDetails.Frame(
        present(texts[0], "function"), present(texts[1], "class"), texts[2], line[0], inApp[0]);
  }

  private final class BreadcrumbDraft {
    private @Nullable Instant timestamp;
    private @Nullable String message;
    private @Nullable String category;
    private Breadcrumb.@Nullable Level level;
    private Map<String, Object> data = Map.of();

    Breadcrumb read() throws IOException {
      cursor.object(this::member);
      return new Breadcrumb(
          present(timestamp, "timestamp"), present(message, "message"), category, level, data);
    }

    private void member(String name) throws IOException {
      switch (name) {
        case "timestamp" -> timestamp = cursor.instant();
        case "message" -> message = cursor.text();
        case "category" -> category = cursor.text();
        case "level" -> level = Breadcrumb.Level.valueOf(cursor.text().toUpperCase(Locale.ROOT));
        case "data" -> data = cursor.scalars();
        default -> cursor.skip();
      }
    }
  }

  private final class PayloadDraft {
    private @Nullable String url;
    private Map<String, Object> headers = Map.of();
    private @Nullable String contentType;
    private long sizeBytes = -1;
    private @Nullable String bodyText;
    private @Nullable String bodyJson;
    private boolean truncated;
    private Payload.@Nullable Omitted omitted;

    Payload read() throws IOException {
      cursor.object(this::member);
      return new Payload(
          url,
          headers,
          contentType,
          sizeBytes,
          truncated ? bodyText : bodyJson,
          truncated,
          omitted);
    }

    private void member(String name) throws IOException {
      switch (name) {
        case "url" -> url = cursor.text();
        case "headers" -> headers = cursor.texts();
        case "content_type" -> contentType = cursor.text();
        case "size_bytes" -> sizeBytes = cursor.number();
        case "body" -> {
          bodyText = cursor.textOrNull();
          bodyJson = cursor.raw();
        }
        case "truncated" -> truncated = cursor.flag();
        case "omitted" -> omitted = Payload.Omitted.valueOf(cursor.text().toUpperCase(Locale.ROOT));
        default -> cursor.skip();
      }
    }
  }
}
