package io.routeflow.micronaut.event;

import io.routeflow.micronaut.Breadcrumb;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event may have beside its identity and outcome. Immutable; a part that was not captured
 * is absent.
 *
 * @param sql the SQL that ran
 * @param externalCalls the outgoing HTTP calls
 * @param breadcrumbs what the application noted on the way, oldest first
 * @param exception the exception that failed the work
 * @param request the captured request, masked
 * @param response the captured response, masked
 * @param auth how the caller authenticated, never the credential
 * @since 0.1.0
 */
public record EventParts(
    @Nullable SqlUsage sql,
    @Nullable OutgoingCalls externalCalls,
    List<Breadcrumb> breadcrumbs,
    @Nullable ExceptionDetails exception,
    @Nullable Payload request,
    @Nullable Payload response,
    @Nullable AuthDetails auth) {

  /** No part at all. */
  public static final EventParts NONE =
      new EventParts(null, null, List.of(), null, null, null, null);

  /** Copies the list, so that the parts cannot change any more. */
  public EventParts {
    breadcrumbs = List.copyOf(breadcrumbs);
  }

  /** The parts of an event that has SQL or an exception and nothing else, which is most of them. */
  public static EventParts of(@Nullable SqlUsage sql, @Nullable ExceptionDetails exception) {
    return sql == null && exception == null
        ? NONE
        : new EventParts(sql, null, List.of(), exception, null, null, null);
  }

  /** Whether there is no part at all, as in most events of an application without a database. */
  @SuppressWarnings("ReferenceEquality") // the usual case at the cost of one comparison
  public boolean isEmpty() {
    return this == NONE || equals(NONE);
  }

  /** These parts but for some. */
  EventParts without(Set<EventPartName> leftOut) {
    if (isEmpty() || leftOut.isEmpty()) {
      return this;
    }
    return new EventParts(
        leftOut.contains(EventPartName.SQL) ? null : sql,
        callsWithout(leftOut),
        leftOut.contains(EventPartName.BREADCRUMBS) ? List.of() : breadcrumbs,
        leftOut.contains(EventPartName.EXCEPTION) ? null : exception,
        leftOut.contains(EventPartName.REQUEST) ? null : request,
        leftOut.contains(EventPartName.RESPONSE) ? null : response,
        leftOut.contains(EventPartName.AUTH) ? null : auth);
  }

  /** Who leaves out what was captured of requests leaves it out of calls too. */
  private @Nullable OutgoingCalls callsWithout(Set<EventPartName> leftOut) {
    boolean requests = leftOut.contains(EventPartName.REQUEST);
    boolean responses = leftOut.contains(EventPartName.RESPONSE);
    if (externalCalls == null || leftOut.contains(EventPartName.EXTERNAL_CALLS)) {
      return null;
    }
    return requests || responses ? externalCalls.without(requests, responses) : externalCalls;
  }

  /** These parts with the exception's name as all that is left of it. */
  EventParts withExceptionNameOnly() {
    if (exception == null) {
      return this;
    }
    ExceptionDetails named = ExceptionDetails.named(exception.name());
    return new EventParts(sql, externalCalls, breadcrumbs, named, request, response, auth);
  }

  /** An estimate of the heap that the parts keep, in bytes. */
  public long variableBytes() {
    if (isEmpty()) {
      return 0;
    }
    long bytes = sql == null ? 0 : sql.variableBytes();
    bytes += externalCalls == null ? 0 : externalCalls.variableBytes();
    for (Breadcrumb breadcrumb : breadcrumbs) {
      bytes += TextSize.of(breadcrumb.message()) + TextSize.of(breadcrumb.data());
    }
    bytes += exception == null ? 0 : exception.variableBytes();
    bytes += request == null ? 0 : request.variableBytes();
    return bytes + (response == null ? 0 : response.variableBytes());
  }
}
