package io.routeflow.micronaut.opentelemetry.mapping;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.event.EventIdentity;

/**
 * The ids of the spans of one event. They follow from the event, so that a batch that is sent twice
 * has the same spans twice. Immutable.
 */
final class SpanPlaces {

  /** The increment and the multipliers of SplitMix64, which makes unlike numbers of like ones. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Resource resource;
  private final String traceId;
  private final long spanId;
  private final MappedSpan.Place own;

  /**
   * The ids of an event.
   *
   * @param remoteParent whether what it is a part of is in another process, as for a request
   */
  SpanPlaces(EventIdentity identity, Resource resource, boolean remoteParent) {
    this.resource = resource;
    this.traceId = identity.w3cTraceId();
    this.spanId = identity.spanId();
    SpanContext parent =
        identity.parentSpanId() == 0
            ? SpanContext.getInvalid()
            : place(identity.parentSpanId(), SpanContext.getInvalid(), remoteParent);
    this.own = place(spanId, parent, false);
  }

  /** The 32 digits of the trace. */
  String traceId() {
    return traceId;
  }

  /** That of the event itself. */
  MappedSpan.Place own() {
    return own;
  }

  /**
   * That of something within the event.
   *
   * @param id the id that it was sent with, or 0
   * @param number unlike that of each other one, for an id where there is none
   */
  MappedSpan.Place within(long id, int number) {
    return place(id == 0 ? derived(spanId, number) : id, own, false);
  }

  private MappedSpan.Place place(long id, SpanContext parent, boolean isRemote) {
    return new MappedSpan.Place(traceId, SpanId.fromLong(id), parent, isRemote, resource);
  }

  static long derived(long spanId, int number) {
    long mixed = spanId + (number + 1L) * GOLDEN;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return mixed == 0 ? 1 : mixed;
  }
}
