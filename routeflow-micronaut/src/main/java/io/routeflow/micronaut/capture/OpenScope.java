package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventIds;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.TraceIds;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.queue.PendingEvent;
import io.routeflow.micronaut.spi.LocalDetails;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.SqlRecording;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work while it lasts, from which an event is made: ids, time, and what others add. One small
 * object for each request or piece of work; it goes into the queue itself once it is closed, and
 * becomes an event on the delivery thread.
 *
 * <p>Different threads write to it one after the other; the framework's hand-over between them
 * orders the writes. What several threads may add at the same time is in {@link ScopeNotes}. The
 * first to close it wins.
 */
@Internal
public abstract class OpenScope implements PendingEvent, Recording {

  private static final VarHandle CLOSED;
  private static final VarHandle SQL;
  private static final VarHandle NOTES;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CLOSED = lookup.findVarHandle(OpenScope.class, "closed", boolean.class);
      SQL = lookup.findVarHandle(OpenScope.class, "sql", SqlRecording.class);
      NOTES = lookup.findVarHandle(OpenScope.class, "notes", ScopeNotes.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long startedAtMillis;
  private final long startedNanos;
  private final long random;
  private final long spanId;
  private final long parentSpanId;
  private @Nullable String traceId;
  private @Nullable SqlRecording sql;

  @SuppressWarnings("UnusedVariable") // by its handle
  private @Nullable ScopeNotes notes;

  private long latencyNanos;
  private boolean timeline;
  private volatile boolean closed;

  /**
   * Starts a scope.
   *
   * @param start when, and what its ids are made from
   * @param traceId the trace that it belongs to, or {@code null} where it starts one
   * @param parentSpanId the span that it was started by, or 0
   */
  protected OpenScope(ScopeStart start, @Nullable String traceId, long parentSpanId) {
    this.startedAtMillis = start.epochMillis();
    this.startedNanos = start.nanos();
    this.random = start.random();
    this.spanId = start.spanId();
    this.traceId = traceId;
    this.parentSpanId = parentSpanId;
  }

  @Override
  public final long startedNanos() {
    return startedNanos;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public final boolean keepsTimeline() {
    return timeline;
  }

  /** Lets the times of single statements and calls be kept. */
  public final void keepTimeline() {
    timeline = true;
  }

  /** The scope's own span id, never 0. */
  @Override
  public final long spanId() {
    return spanId;
  }

  @Override
  public final String w3cTraceId() {
    String callers = callersTraceId();
    return callers != null ? callers : TraceIds.w3c(traceId());
  }

  /** The trace id; where none came in it is made on first use. */
  public final String traceId() {
    String id = traceId;
    if (id == null) {
      id = generatedTraceId().toString();
      traceId = id;
    }
    return id;
  }

  /** The trace by which its caller knows it; null where no caller has named one. */
  protected @Nullable String callersTraceId() {
    Recording outer = enclosing();
    return outer instanceof OpenScope scope ? scope.callersTraceId() : null;
  }

  /** Puts the scope into another trace. */
  protected final void traceId(String id) {
    traceId = id;
  }

  /** Whether a sampler keeps the trace; without making the text of an id that was generated. */
  public final boolean isKeptBy(Sampler sampler) {
    String id = traceId;
    return id == null ? sampler.keeps(generatedTraceId()) : sampler.keeps(id);
  }

  private UUID generatedTraceId() {
    return EventIds.version4(random, spanId ^ startedNanos);
  }

  @Override
  public final SqlRecording sql(Supplier<? extends SqlRecording> factory) {
    SqlRecording known = (SqlRecording) SQL.getAcquire(this);
    if (known != null) {
      return known;
    }
    SqlRecording made = factory.get();
    return SQL.compareAndSet(this, null, made) ? made : (SqlRecording) SQL.getAcquire(this);
  }

  /** The SQL that ran until now, or {@code null} where none did. */
  public final SqlRecording.@Nullable Totals sqlTotals() {
    SqlRecording statements = (SqlRecording) SQL.getAcquire(this);
    return statements == null ? null : statements.totals();
  }

  /** What the application and others add; made when something is. */
  public final ScopeNotes notes() {
    ScopeNotes known = (ScopeNotes) NOTES.getAcquire(this);
    if (known != null) {
      return known;
    }
    ScopeNotes made = new ScopeNotes();
    return NOTES.compareAndSet(this, null, made) ? made : (ScopeNotes) NOTES.getAcquire(this);
  }

  /** What was added until now, or {@code null} where nothing was. */
  public final @Nullable ScopeNotes notesIfAny() {
    return (ScopeNotes) NOTES.getAcquire(this);
  }

  /** The {@code traceparent} that came in, of this scope or the one around it. */
  public @Nullable TraceParent inboundTrace() {
    return enclosing() instanceof OpenScope outer ? outer.inboundTrace() : null;
  }

  /** The {@code tracestate} that came in with it. */
  public @Nullable String traceState() {
    return enclosing() instanceof OpenScope outer ? outer.traceState() : null;
  }

  /** The frontend route, where the scope is a request or in one. */
  public @Nullable String frontendRoute() {
    return enclosing() instanceof OpenScope outer ? outer.frontendRoute() : null;
  }

  /** What passes by of request and response, or {@code null} where that is not captured. */
  public final @Nullable CapturedExchange exchangeIfAny() {
    ScopeNotes known = notesIfAny();
    return known == null ? null : known.exchange();
  }

  /** It becomes no event: what it holds of bodies is given back. */
  @Override
  public final void discard() {
    ScopeNotes known = notesIfAny();
    if (known != null) {
      known.discard();
    }
  }

  @Override
  public final boolean isToBeKept() {
    ScopeNotes known = notesIfAny();
    return known != null && known.isToBeKept();
  }

  /** Keeps of an exception what the settings allow, in the event and in the console. */
  public final void note(Throwable exception, CapturePolicies policies) {
    if (!policies.exceptions().readsNamesOnly()) {
      notes().exception(policies.exceptions().read(exception));
    }
    ExceptionReader local = policies.localExceptions();
    if (local != null) {
      notes().localException(local.read(exception));
    }
  }

  /**
   * What only the console may show.
   *
   * @param path of a request that no route matched
   * @param trigger what called work that is no request
   * @param exceptionName the exception that belongs to the event; another one that was noted does
   *     not
   */
  protected final @Nullable LocalDetails localDetails(
      @Nullable String path, @Nullable String trigger, @Nullable String exceptionName) {
    ScopeNotes added = notesIfAny();
    ExceptionDetails noted = added == null ? null : added.localException();
    SqlRecording statements = sql;
    return LocalDetails.of(
        path,
        trigger,
        noted != null && noted.name().equals(exceptionName) ? noted : null,
        added == null || exceptionName == null
            ? LocalDetails.UNKNOWN
            : added.thrownNanos(startedNanos),
        statements == null ? List.of() : statements.connectionWaits());
  }

  /** What an exception that is reported meanwhile says of its request; {@code null} elsewhere. */
  public ExceptionEvent.@Nullable Origin origin() {
    Recording outer = enclosing();
    return outer instanceof OpenScope scope ? scope.origin() : null;
  }

  /**
   * Ends the scope.
   *
   * @param nowNanos the time by {@link System#nanoTime()}
   * @return {@code true} for the first call
   */
  protected final boolean close(long nowNanos) {
    if (!CLOSED.compareAndSet(this, false, true)) {
      return false;
    }
    latencyNanos = Math.max(0, nowNanos - startedNanos);
    return true;
  }

  @Override
  public final long endedAt() {
    return startedNanos + latencyNanos;
  }

  @Override
  public final int variableBytes() {
    SqlRecording statements = (SqlRecording) SQL.getAcquire(this);
    ScopeNotes added = notesIfAny();
    if (statements == null && added == null) {
      return 0;
    }
    long bytes = statements == null ? 0 : statements.variableBytes();
    return (int) Math.min(Integer.MAX_VALUE, bytes + (added == null ? 0 : added.variableBytes()));
  }

  /** How long it took, once it is closed. */
  protected final long latencyNanos() {
    return latencyNanos;
  }

  /** The id that its event has; the same at any time and on any thread. */
  protected final UUID eventId() {
    return EventIds.version7(startedAtMillis, random, spanId ^ random);
  }

  /** When it began. */
  protected final Instant startedAt() {
    return Instant.ofEpochMilli(startedAtMillis);
  }

  /** Its ids and its start. */
  public final EventIdentity identity() {
    return new EventIdentity(
        eventId(), startedAt(), traceId(), spanId, parentSpanId, callersTraceId());
  }

  /**
   * The parts of its event.
   *
   * @param exceptionName the class of the exception that failed it; what was noted of another one
   *     does not belong to the event
   */
  protected final EventParts parts(@Nullable String exceptionName) {
    SqlRecording statements = sql;
    ScopeNotes added = notesIfAny();
    ExceptionDetails exception =
        exceptionName == null ? null : ExceptionDetails.named(exceptionName);
    if (added == null) {
      return EventParts.of(statements == null ? null : statements.usage(), exception);
    }
    added.settleExchange();
    ExceptionDetails details = added.exception();
    return new EventParts(
        statements == null ? null : statements.usage(),
        added.calls(),
        added.breadcrumbs(),
        details != null && details.name().equals(exceptionName) ? details : exception,
        added.request(),
        added.response(),
        added.auth());
  }

  /**
   * The attributes of its event: those of the application, of the SQL, and its own.
   *
   * @param own what the scope itself adds
   */
  protected final Map<String, Object> attributes(Map<String, Object> own) {
    Map<String, Object> ofSql = sql == null ? Map.of() : sql.attributes();
    ScopeNotes added = notesIfAny();
    Map<String, Object> ofApplication = added == null ? Map.of() : added.attributes();
    if (ofApplication.isEmpty() && (ofSql.isEmpty() || own.isEmpty())) {
      return ofSql.isEmpty() ? own : ofSql;
    }
    Map<String, Object> all = new HashMap<>(ofApplication);
    all.putAll(ofSql);
    all.putAll(own);
    return all;
  }
}
