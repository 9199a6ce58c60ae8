package io.routeflow.micronaut;

import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that the application reports of its own accord, with {@link
 * Routeflow#captureEvent(CapturedEvent)}. Immutable.
 *
 * <pre>{@code
 * routeflow.captureEvent(
 *     CapturedEvent.named("daily-report").type(EventType.JOB).latency(elapsed).attribute("rows", 12).build());
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CapturedEvent {

  private final String name;
  private final EventType type;
  private final EventStatus status;
  private final @Nullable Duration latency;
  private final Map<String, Object> attributes;
  private final @Nullable Object requestPayload;
  private final @Nullable Object responsePayload;

  private CapturedEvent(Builder builder) {
    this.name = builder.name;
    this.type = builder.type;
    this.status = builder.status;
    this.latency = builder.latency;
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
    this.requestPayload = builder.requestPayload;
    this.responsePayload = builder.responsePayload;
  }

  /**
   * Starts an event.
   *
   * @param name 1 to 256 printable characters from the application's code; longer ones are cut,
   *     control characters are replaced, and a blank one is {@code __unnamed__}
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The name as given. */
  public String name() {
    return name;
  }

  /** What kind of work it was; {@link EventType#CUSTOM} by default. */
  public EventType type() {
    return type;
  }

  /** How it ended; {@link EventStatus#SUCCESS} by default. */
  public EventStatus status() {
    return status;
  }

  /** How long it took, or {@code null} where that is not known. */
  public @Nullable Duration latency() {
    return latency;
  }

  /** Facts by name. */
  public Map<String, Object> attributes() {
    return attributes;
  }

  /** What went in, or {@code null}. */
  public @Nullable Object requestPayload() {
    return requestPayload;
  }

  /** What came out, or {@code null}. */
  public @Nullable Object responsePayload() {
    return responsePayload;
  }

  /**
   * Collects the parts of an event. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final String name;
    private EventType type = EventType.CUSTOM;
    private EventStatus status = EventStatus.SUCCESS;
    private @Nullable Duration latency;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private @Nullable Object requestPayload;
    private @Nullable Object responsePayload;

    private Builder(String name) {
      this.name = Objects.requireNonNullElse(name, "");
    }

    /** What kind of work it was; {@link EventType#REQUEST} counts as custom. */
    public Builder type(EventType type) {
      this.type = type == null || type == EventType.REQUEST ? EventType.CUSTOM : type;
      return this;
    }

    /** How it ended. */
    public Builder status(EventStatus status) {
      this.status = Objects.requireNonNullElse(status, EventStatus.SUCCESS);
      return this;
    }

    /** How long it took; a negative time counts as none. */
    public Builder latency(Duration latency) {
      this.latency = latency;
      return this;
    }

    /**
     * Adds a fact; 32 at most.
     *
     * @param name 1 to 64 characters; names that begin with {@code routeflow.} are refused
     * @param value text of at most 256 characters, number or boolean; of anything else its text is
     *     kept; {@code null} is left out
     */
    public Builder attribute(String name, @Nullable Object value) {
      if (value != null) {
        attributes.put(name, value);
      }
      return this;
    }

    /**
     * What went in: maps, collections, texts, numbers and booleans, written as JSON and masked by
     * name before it is kept; of anything else its text is kept.
     */
    public Builder requestPayload(@Nullable Object payload) {
      this.requestPayload = payload;
      return this;
    }

    /** What came out, written like what went in. */
    public Builder responsePayload(@Nullable Object payload) {
      this.responsePayload = payload;
      return this;
    }

    /** The event. */
    public CapturedEvent build() {
      return new CapturedEvent(this);
    }
  }
}
