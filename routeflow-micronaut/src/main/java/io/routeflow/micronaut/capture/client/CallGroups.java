package io.routeflow.micronaut.capture.client;

import io.routeflow.micronaut.capture.CallRecording;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.TraceParent;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.Payload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of one scope, grouped. Thread-safe: each method holds a lock for a short loop. */
final class CallGroups implements CallRecording {

  private static final int FIRST_FAILURE = 500;
  private static final int LAST_FAILURE = 599;
  private static final int MAX_GROUPS = OutgoingCalls.MAX_ENTRIES;

  /** So many calls of an event have their contents in it. */
  private static final int MAX_PAYLOADS = 10;

  private static final int GROUP_BYTES = 160;
  private static final int EXECUTION_BYTES = 72;

  private final List<Group> groups = new ArrayList<>(2);
  private @Nullable List<Single> executions;
  private byte @Nullable [] traceText;
  private @Nullable String tracedAs;
  private int traceFlags;

  /** Calls for which there was no group. */
  private long ungrouped;

  private int payloads;

  /** Of calls that no connection's end is sure to end: given back with the scope at the latest. */
  private final List<CallPayload> expected = new ArrayList<>(0);

  /** It was read, or given up: nothing more is kept. */
  private boolean settled;

  private int bytes;

  /** Those of a scope, made when it is asked for them first. */
  static CallGroups of(OpenScope scope) {
    return scope.notes().calls(CallGroups.class, CallGroups::new);
  }

  /**
   * The {@code traceparent} of a call. The calls of a scope mostly differ in their own id alone, so
   * that the rest of the text is kept.
   */
  synchronized String traceParent(String traceId, long spanId, int flags) {
    byte[] text = traceText;
    if (text == null || flags != traceFlags || !traceId.equals(tracedAs)) {
      text = TraceParent.text(traceId, flags);
      traceText = text;
      tracedAs = traceId;
      traceFlags = flags;
    }
    return TraceParent.header(text, spanId);
  }

  /** A call begins whose contents are captured, if there is room for them. */
  synchronized boolean expect(CallPayload payload) {
    return !settled && payloads + expected.size() < MAX_PAYLOADS && expected.add(payload);
  }

  /** It is of no call after all, so that another one has the room. */
  synchronized void forget(CallPayload payload) {
    boolean unused = expected.remove(payload);
  }

  /** A call has ended. */
  void add(
      OpenCall call,
      long nanos,
      int status,
      @Nullable String error,
      @Nullable CallPayload payload) {
    long start = Math.max(0, call.startedNanos() - call.scope().startedNanos());
    boolean failed = error != null || (status >= FIRST_FAILURE && status <= LAST_FAILURE);
    boolean kept;
    synchronized (this) {
      expected.remove(payload);
      kept = payload != null && !settled && payloads < MAX_PAYLOADS && groups.size() < MAX_GROUPS;
      if (!settled) {
        Group group = kept ? single(call.kind(), start, payload) : groupOf(call.kind(), start);
        if (group == null) {
          ungrouped++;
        } else {
          group.add(start, nanos, status, error, failed);
          group.spanId = group.count == 1 ? call.spanId() : 0;
        }
        if (call.scope().keepsTimeline()) {
          keep(
              new Single(
                  group,
                  start,
                  nanos,
                  status,
                  failed,
                  call.spanId(),
                  call.kind().target().port(),
                  call.waitNanos()));
        }
      }
    }
    if (payload != null && !kept) {
      payload.release();
    }
  }

  /** A call whose contents are there is an entry of its own. */
  private Group single(CallKind kind, long start, @Nullable CallPayload payload) {
    Group group = new Group(kind, start, payload);
    payloads++;
    add(group);
    return group;
  }

  private @Nullable Group groupOf(CallKind kind, long start) {
    for (Group group : groups) {
      if (group.payload == null && group.kind.equals(kind)) {
        return group;
      }
    }
    if (groups.size() == MAX_GROUPS) {
      return null;
    }
    Group group = new Group(kind, start, null);
    add(group);
    return group;
  }

  private void add(Group group) {
    groups.add(group);
    bytes += GROUP_BYTES + group.kind.target().host().length();
  }

  private void keep(Single single) {
    List<Single> known = executions;
    if (known == null) {
      known = new ArrayList<>(2);
      executions = known;
    }
    if (known.size() < OutgoingCalls.MAX_EXECUTIONS) {
      known.add(single);
      bytes += EXECUTION_BYTES;
    }
  }

  /** Masks what was captured, which takes a while: without the lock, and nothing is added then. */
  @Override
  public @Nullable OutgoingCalls calls() {
    List<Group> ordered;
    settle();
    synchronized (this) {
      if (groups.isEmpty()) {
        return null;
      }
      ordered = new ArrayList<>(groups);
    }
    ordered.sort(Comparator.comparingLong(group -> group.startNanos));
    List<ExternalCall> entries = new ArrayList<>(ordered.size());
    for (Group group : ordered) {
      group.index = entries.size();
      entries.add(group.toEntry());
    }
    synchronized (this) {
      return new OutgoingCalls(entries, ungrouped > 0, executions(), ungrouped);
    }
  }

  @Override
  public void discard() {
    List<Group> left;
    settle();
    synchronized (this) {
      left = List.copyOf(groups);
    }
    for (Group group : left) {
      if (group.payload != null) {
        group.payload.release();
      }
    }
  }

  /** Nothing is added from now on, and what calls still hold that have not ended is given back. */
  private void settle() {
    List<CallPayload> open;
    synchronized (this) {
      settled = true;
      open = List.copyOf(expected);
      expected.clear();
    }
    open.forEach(CallPayload::release);
  }

  private List<OutgoingCalls.Execution> executions() {
    List<Single> known = executions;
    if (known == null) {
      return List.of();
    }
    List<Single> ordered = new ArrayList<>(known);
    ordered.sort(Comparator.comparingLong(single -> single.startNanos));
    List<OutgoingCalls.Execution> made = new ArrayList<>(ordered.size());
    for (Single single : ordered) {
      made.add(
          new OutgoingCalls.Execution(
              single.group == null ? -1 : single.group.index,
              single.startNanos,
              single.nanos,
              single.status,
              single.failed,
              single.spanId,
              single.port,
              single.waitNanos));
    }
    return made;
  }

  @Override
  public synchronized int variableBytes() {
    if (payloads == 0) {
      return bytes;
    }
    long all = bytes;
    for (Group group : groups) {
      all += group.payload == null ? 0 : group.payload.variableBytes();
    }
    return (int) Math.min(Integer.MAX_VALUE, all);
  }

  /** One call, for the time line. */
  private record Single(
      @Nullable Group group,
      long startNanos,
      long nanos,
      int status,
      boolean failed,
      long spanId,
      int port,
      long waitNanos) {}

  /** Equal calls. Guarded by the lock of all. */
  private static final class Group {

    private final CallKind kind;

    /** Of the only call, where contents are captured. */
    private final @Nullable CallPayload payload;

    /** Of the first call, from the start of the scope. */
    private long startNanos;

    private long count;
    private long totalNanos;
    private long maxNanos;
    private long errors;
    private int status;
    private @Nullable String error;
    private long spanId;
    private int index;

    Group(CallKind kind, long startNanos, @Nullable CallPayload payload) {
      this.kind = kind;
      this.payload = payload;
      this.startNanos = startNanos;
    }

    void add(long start, long nanos, int code, @Nullable String failure, boolean failed) {
      count++;
      totalNanos += nanos;
      maxNanos = Math.max(maxNanos, nanos);
      startNanos = Math.min(startNanos, start);
      if (failed) {
        errors++;
      }
      if (code != 0) {
        status = code;
      }
      if (failure != null) {
        error = failure;
      }
    }

    ExternalCall toEntry() {
      if (payload == null) {
        return entry(null, null);
      }
      try {
        return entry(payload.sent(), payload.received());
      } finally {
        payload.release();
      }
    }

    private ExternalCall entry(@Nullable Payload request, @Nullable Payload response) {
      return new ExternalCall(
          kind.target().text(),
          kind.method(),
          kind.pathTemplate(),
          kind.serviceId(),
          count,
          totalNanos,
          maxNanos,
          errors,
          status,
          error,
          spanId,
          request,
          response);
    }
  }
}
