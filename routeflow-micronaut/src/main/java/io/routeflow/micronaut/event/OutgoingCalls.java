package io.routeflow.micronaut.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The outgoing HTTP calls that were made while an event was open. Immutable.
 *
 * @param entries the calls, grouped by host, method, template and service, in the order of their
 *     first call; at most {@link #MAX_ENTRIES}
 * @param truncated whether there were more groups than that
 * @param executions the first {@link #MAX_EXECUTIONS} single calls in the order of their start, for
 *     the console and for traces; empty where nothing needs them
 * @param ungrouped how many calls are in no entry, since there were more groups; some of them may
 *     be among the executions
 * @since 0.1.0
 */
public record OutgoingCalls(
    List<ExternalCall> entries, boolean truncated, List<Execution> executions, long ungrouped) {

  /** Groups that an event has at most. */
  public static final int MAX_ENTRIES = 100;

  /** Single calls that are kept of one event at most. */
  public static final int MAX_EXECUTIONS = 500;

  /** Copies the lists, so that the calls cannot change any more. */
  public OutgoingCalls {
    entries = List.copyOf(entries);
    executions = List.copyOf(executions);
  }

  /** Calls all of which are in an entry, as far as that is known. */
  public OutgoingCalls(List<ExternalCall> entries, boolean truncated, List<Execution> executions) {
    this(entries, truncated, executions, 0);
  }

  /** The same calls without what was captured of their contents, as far as it is left out. */
  OutgoingCalls without(boolean requests, boolean responses) {
    List<ExternalCall> kept = new ArrayList<>(entries.size());
    for (ExternalCall call : entries) {
      kept.add(call.without(requests, responses));
    }
    return new OutgoingCalls(kept, truncated, executions, ungrouped);
  }

  long variableBytes() {
    long bytes = 72L * executions.size();
    for (ExternalCall call : entries) {
      bytes += call.variableBytes();
    }
    return bytes;
  }

  /**
   * One call on the event's time line.
   *
   * @param entry its index in {@link OutgoingCalls#entries()}, or -1 beyond their limit
   * @param startNanos from the event's start, in nanoseconds
   * @param nanos how long it took
   * @param statusCode the HTTP status, 0 where there was no answer
   * @param failed whether it failed: no complete answer, or 5xx
   * @param spanId the id that the call was sent with, 0 where it was sent without
   * @param port of the server, also where it is that of the scheme; 0 where it is not known
   * @param waitNanos how much of that it waited for a connection, which was made meanwhile or was
   *     with another call; 0 where that is not known
   * @since 0.1.0
   */
  public record Execution(
      int entry,
      long startNanos,
      long nanos,
      int statusCode,
      boolean failed,
      long spanId,
      int port,
      long waitNanos) {}
}
