package io.routeflow.micronaut;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
 * @param timestamp when it was noted
 * @param message what happened; the first {@link #MAX_MESSAGE} characters are kept, masked as text
 * @param category where it belongs, at most {@link #MAX_CATEGORY} characters
 * @param level how serious it is
 * @param data at most {@link #MAX_DATA} texts, numbers or booleans by name; values under a masked
 *     name are masked
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

  /** Cuts what is too long. */
  public Breadcrumb {
    Objects.requireNonNull(timestamp, "timestamp");
    message = cut(message == null ? "" : message, MAX_MESSAGE);
    category = category == null ? null : cut(category, MAX_CATEGORY);
    data = data.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(data));
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
    if (value == null || (data.size() >= MAX_DATA && !data.containsKey(name))) {
      return this;
    }
    Map<String, Object> more = new LinkedHashMap<>(data);
    more.put(name, value instanceof Number || value instanceof Boolean ? value : text(value));
    return new Breadcrumb(timestamp, message, category, level, more);
  }

  /** A breadcrumb never fails the code that adds it, not even where the value's own method does. */
  private static String text(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException e) {
      return value.getClass().getName();
    }
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
