package io.routeflow.micronaut.opentelemetry.mapping;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.configuration.ModuleInfo;
import java.util.List;

/**
 * A span that has ended before it was one: made of an event, not by a tracer. Immutable.
 *
 * @param place its ids and what it belongs to
 * @param name of low cardinality
 * @param kind its side of a call
 * @param times when it started and ended
 * @param attributes what is known of it
 * @param events what happened in it
 * @param status whether it failed
 */
record MappedSpan(
    Place place,
    String name,
    SpanKind kind,
    Times times,
    Attributes attributes,
    List<EventData> events,
    StatusData status)
    implements SpanData {

  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.builder(ModuleInfo.NAME).setVersion(ModuleInfo.VERSION).build();

  /**
   * Where a span belongs; its own context.
   *
   * @param traceId 32 digits
   * @param spanId 16 digits
   * @param parent of what it is a part; invalid where it is of none
   * @param isRemote whether it is in another process
   * @param resource which service it is of
   */
  record Place(
      String traceId, String spanId, SpanContext parent, boolean isRemote, Resource resource)
      implements SpanContext {

    @Override
    public String getTraceId() {
      return traceId;
    }

    @Override
    public String getSpanId() {
      return spanId;
    }

    @Override
    public TraceFlags getTraceFlags() {
      return TraceFlags.getSampled();
    }

    @Override
    public TraceState getTraceState() {
      return TraceState.getDefault();
    }
  }

  /**
   * When a span started and ended, in nanoseconds since 1970.
   *
   * @param start not after the end
   * @param end not before the start
   */
  record Times(long start, long end) {

    /** A time within this one, from an offset; what would reach beyond it is cut. */
    Times within(long offset, long length) {
      long from = Math.min(end, start + Math.max(0, offset));
      return new Times(from, Math.min(end, from + Math.max(0, length)));
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public SpanKind getKind() {
    return kind;
  }

  @Override
  public SpanContext getSpanContext() {
    return place;
  }

  @Override
  public SpanContext getParentSpanContext() {
    return place.parent();
  }

  @Override
  public StatusData getStatus() {
    return status;
  }

  @Override
  public long getStartEpochNanos() {
    return times.start();
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  @Override
  public long getEndEpochNanos() {
    return times.end();
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public int getTotalRecordedEvents() {
    return events.size();
  }

  @Override
  public int getTotalRecordedLinks() {
    return 0;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  /** The former name of the scope, which the interface still asks for. */
  @Override
  @SuppressWarnings("deprecation")
  public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return InstrumentationLibraryInfo.create(ModuleInfo.NAME, ModuleInfo.VERSION);
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  public Resource getResource() {
    return place.resource();
  }
}
