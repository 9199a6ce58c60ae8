package io.routeflow.micronaut.event;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception that was reported by hand or by a process guard. Immutable and safe to share between
 * threads.
 *
 * @param identity its ids and when it was reported
 * @param name what the application called the work, if it did
 * @param origin the request that it belongs to, if it does
 * @param parts with the exception, and the breadcrumbs until then
 * @param attributes further facts: text, number or boolean by name
 * @since 0.1.0
 */
public record ExceptionEvent(
    EventIdentity identity,
    @Nullable String name,
    @Nullable Origin origin,
    EventParts parts,
    Map<String, Object> attributes)
    implements Event {

  /**
   * Copies the attributes as plain values, so that the event cannot change any more.
   *
   * @throws IllegalArgumentException without an exception
   */
  public ExceptionEvent {
    Objects.requireNonNull(identity, "identity");
    if (parts.exception() == null) {
      throw new IllegalArgumentException("an exception event needs its exception");
    }
    name = WellFormed.orNull(name);
    attributes = attributes.isEmpty() ? Map.of() : Attributes.plain(attributes);
  }

  /**
   * The request in which an exception was reported, as far as it was known by then.
   *
   * @param frontendRoute the path of the page, or {@link RequestEvent#UNKNOWN_ROUTE}
   * @param method the HTTP method
   * @param path the route template
   * @param handler controller and method
   * @since 0.1.0
   */
  public record Origin(String frontendRoute, String method, String path, String handler) {

    /** Replaces what is no character. */
    public Origin {
      frontendRoute = WellFormed.text(frontendRoute);
      method = WellFormed.text(method);
      path = WellFormed.text(path);
      handler = WellFormed.text(handler);
    }
  }

  @Override
  public EventType type() {
    return EventType.EXCEPTION;
  }

  @Override
  public EventStatus status() {
    return EventStatus.FAILED;
  }

  @Override
  public long latencyNanos() {
    return -1;
  }

  @Override
  public String label() {
    return name != null ? name : Objects.requireNonNull(exceptionName());
  }

  /** The class of the exception stays: without it there is no event. */
  @Override
  @SuppressWarnings("ReferenceEquality") // the same one where nothing was left out
  public ExceptionEvent without(Set<EventPartName> leftOut) {
    EventParts kept;
    if (leftOut.contains(EventPartName.EXCEPTION)) {
      Set<EventPartName> others = EnumSet.copyOf(leftOut);
      others.remove(EventPartName.EXCEPTION);
      kept = parts.withExceptionNameOnly().without(others);
    } else {
      kept = parts.without(leftOut);
    }
    Map<String, Object> keptAttributes =
        leftOut.contains(EventPartName.ATTRIBUTES) ? Attributes.marks(attributes) : attributes;
    return kept == parts && keptAttributes == attributes
        ? this
        : new ExceptionEvent(identity, name, origin, kept, keptAttributes);
  }

  @Override
  public ExceptionEvent withAttributes(Map<String, Object> more) {
    return new ExceptionEvent(identity, name, origin, parts, Attributes.merged(attributes, more));
  }
}
