package io.routeflow.micronaut;

import io.routeflow.micronaut.event.PlainNumber;
import io.routeflow.micronaut.event.PlainText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that the application noted on the way to an event. Immutable; each method returns a
 * changed copy.
 *
 * <pre>{@code
 * routeflow.addBreadcrumb(
 *     Breadcrumb.of("Calling provider").category("payment").level(Breadcrumb.Level.WARNING).data("try", 2));
 * }</pre>
 *
 * @param timestamp when it was noted; what nanoseconds since 1970 cannot express is taken for the
 *     nearest time that they can
 * @param message what happened; the first {@link #MAX_MESSAGE} characters are kept, masked as text
 * @param category where it belongs, at most {@link #MAX_CATEGORY} characters
 * @param level how serious it is
 * @param data at most {@link #MAX_DATA} texts, numbers or booleans by name; of a text the first
 *     {@link #MAX_DATA_TEXT} characters are kept, of a name {@link #MAX_DATA_NAME}. Values under a
 *     masked name are masked, and those under a name that is as long as one can be: its end, which
 *     may say that it is a masked one, may be cut
 * @since 0.1.0
 */
public record Breadcrumb(
    Instant timestamp,
    String message,
    @Nullable String category,
    @Nullable Level level,
    Map<String, Object> data) {

  /** Characters of a message. */
  public static final int MAX_MESSAGE = 512;

  /** Characters of a category. */
  public static final int MAX_CATEGORY = 64;

  /** Entries of data. */
  public static final int MAX_DATA = 16;

  /** Characters of a name in data. */
  public static final int MAX_DATA_NAME = 128;

  /** Characters of a text in data. */
  public static final int MAX_DATA_TEXT = 512;

  /** The last time that OTLP can express; the ingest contract ends with the year 9999. */
  private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

  /**
   * Cuts what is too long.
   *
   * @param timestamp when it was noted, {@code null} for now
   * @param message what happened, {@code null} for an empty text
   * @param category where it belongs
   * @param level how serious it is
   * @param data texts, numbers or booleans by name; {@code null} for none
   */
  public Breadcrumb(
      @Nullable Instant timestamp,
      @Nullable String message,
      @Nullable String category,
      @Nullable Level level,
      @Nullable Map<String, Object> data) {
    this.timestamp = expressible(timestamp == null ? Instant.now() : timestamp);
    this.message = PlainText.cut(message == null ? "" : message, MAX_MESSAGE);
    this.category = category == null ? null : PlainText.cut(category, MAX_CATEGORY);
    this.level = level;
    this.data = data == null || data.isEmpty() ? Map.of() : bounded(data);
  }

  /**
   * How serious something is.
   *
   * @since 0.1.0
   */
  public enum Level {
    /** Of interest while debugging. */
    DEBUG,
    /** Usual. */
    INFO,
    /** Worth a look. */
    WARNING,
    /** Something failed. */
    ERROR;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the ingest contract, such as {@code warning}. */
    public String wireName() {
      return wireName;
    }
  }

  /** A breadcrumb of this moment. */
  public static Breadcrumb of(String message) {
    return new Breadcrumb(Instant.now(), message, null, null, Map.of());
  }

  /** The same with a category. */
  public Breadcrumb category(String category) {
    return new Breadcrumb(timestamp, message, category, level, data);
  }

  /** The same with a level. */
  public Breadcrumb level(Level level) {
    return new Breadcrumb(timestamp, message, category, level, data);
  }

  /**
   * The same with one more fact.
   *
   * @param name its name; beyond {@link #MAX_DATA} names it is left out
   * @param value text, number or boolean; of anything else its text is kept; {@code null} is left
   *     out
   */
  public Breadcrumb data(String name, @Nullable Object value) {
    if (name == null || value == null || (data.size() >= MAX_DATA && !data.containsKey(name))) {
      return this;
    }
    Map<String, Object> more = new LinkedHashMap<>(data);
    more.put(name, value);
    return new Breadcrumb(timestamp, message, category, level, more);
  }

  private static Instant expressible(Instant timestamp) {
    if (timestamp.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    return timestamp.isAfter(LATEST) ? LATEST : timestamp;
  }

  /**
   * What is kept until it is masked is bounded here, whatever code made the map; of one that fails
   * while it is read, or that is changed meanwhile, what was read is kept.
   */
  private static Map<String, Object> bounded(Map<String, Object> data) {
    Map<String, Object> kept = new LinkedHashMap<>();
    try {
      for (Map.Entry<?, ?> entry : data.entrySet()) {
        if (kept.size() == MAX_DATA) {
          break;
        }
        Object name = entry.getKey();
        Object value = entry.getValue();
        if (name != null && value != null) {
          kept.put(PlainText.cut(PlainText.of(name), MAX_DATA_NAME), scalar(value));
        }
      }
    } catch (Throwable e) {
      // of the map's own making, and no reason to fail the code that adds a breadcrumb
    }
    return Collections.unmodifiableMap(kept);
  }

  private static Object scalar(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    Object plain = value instanceof Number number ? PlainNumber.of(number) : PlainText.of(value);
    return plain instanceof String text ? PlainText.cut(text, MAX_DATA_TEXT) : plain;
  }
}
