package io.routeflow.micronaut.jdbc;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings under {@code routeflow.jdbc}. Immutable.
 *
 * @param enabled whether SQL is captured at all
 * @param nPlusOneThreshold how many times a request must run the same statement from the same place
 *     to be told of it, 2 to 10,000
 * @param maxStatements how many distinct statements an event lists, 1 to 1,000; further ones are
 *     counted only
 * @since 0.1.0
 */
public record JdbcConfiguration(boolean enabled, int nPlusOneThreshold, int maxStatements) {

  /** The key of {@link #enabled()}. */
  public static final String ENABLED = "routeflow.jdbc.enabled";

  /** The key of {@link #nPlusOneThreshold()}. */
  public static final String N_PLUS_ONE_THRESHOLD = "routeflow.jdbc.n-plus-one-threshold";

  /** The key of {@link #maxStatements()}. */
  public static final String MAX_STATEMENTS = "routeflow.jdbc.max-statements";

  /** What holds where nothing is set. */
  public static final JdbcConfiguration DEFAULTS = new JdbcConfiguration(true, 5, 100);

  private static final int MIN_THRESHOLD = 2;
  private static final int MAX_THRESHOLD = 10_000;
  private static final int MAX_MAX_STATEMENTS = 1_000;
  private static final int MAX_SHOWN_VALUE = 64;

  /**
   * Reads the settings as text: a value that cannot be understood gives a warning that names its
   * key, and the default.
   *
   * @param source the text of a key, {@code null} where it is not set
   * @param warnings gets a line for each bad value
   * @return the settings; never fails because of a value
   */
  static JdbcConfiguration read(
      Function<String, @Nullable String> source, Consumer<String> warnings) {
    return new JdbcConfiguration(
        readFlag(source.apply(ENABLED), warnings),
        readNumber(
            N_PLUS_ONE_THRESHOLD,
            source,
            MIN_THRESHOLD,
            MAX_THRESHOLD,
            DEFAULTS.nPlusOneThreshold,
            warnings),
        readNumber(
            MAX_STATEMENTS, source, 1, MAX_MAX_STATEMENTS, DEFAULTS.maxStatements, warnings));
  }

  /**
   * Whether text says yes or no.
   *
   * @return {@code null} where it says neither
   */
  static @Nullable Boolean flag(@Nullable String text) {
    return switch (text == null ? "" : text.trim().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> Boolean.TRUE;
      case "false", "no", "off", "0" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static boolean readFlag(@Nullable String text, Consumer<String> warnings) {
    Boolean flag = flag(text);
    if (flag == null && text != null) {
      warnings.accept(warning(ENABLED, "true or false", text, String.valueOf(DEFAULTS.enabled)));
    }
    return flag == null ? DEFAULTS.enabled : flag;
  }

  private static int readNumber(
      String key,
      Function<String, @Nullable String> source,
      int min,
      int max,
      int defaultValue,
      Consumer<String> warnings) {
    String text = source.apply(key);
    if (text == null) {
      return defaultValue;
    }
    try {
      int number = Integer.parseInt(text.trim());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    String expected = "a whole number from " + min + " to " + max;
    warnings.accept(warning(key, expected, text, String.valueOf(defaultValue)));
    return defaultValue;
  }

  /** Short, and without what could forge a line of the log. */
  private static String warning(String key, String expected, String text, String used) {
    String cut = text.length() <= MAX_SHOWN_VALUE ? text : text.substring(0, MAX_SHOWN_VALUE) + "…";
    StringBuilder shown = new StringBuilder();
    cut.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(shown::appendCodePoint);
    return key + " must be " + expected + "; '" + shown + "' is not, using " + used;
  }
}
