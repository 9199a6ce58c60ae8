package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.event.EventPartName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which values a setting accepts. Immutable. Modules may have types of their own.
 *
 * @param <T> the type of an accepted value
 * @since 0.1.0
 */
@Internal
public interface SettingType<T> {

  /** Maximum length of any text, in characters. */
  int MAX_TEXT = 1024;

  /** What is accepted, in words that complete "expected …". */
  String expected();

  /**
   * Converts a value as a property source or code gives it. Never throws.
   *
   * @param value text, a number, a list, a map
   * @param conversion the framework's
   * @return {@code null} where the value is not accepted
   */
  @Nullable T read(Object value, ConversionService conversion);

  /**
   * What becomes of a value that is accepted although it has not the form that is expected; {@code
   * null} for any other.
   */
  default @Nullable String remark(Object value) {
    return null;
  }

  /** An accepted value as documentation and the management endpoint show it. */
  default Object shown(T value) {
    return value;
  }

  /** The Java type by which editors check a value. */
  default String editorType() {
    return "java.lang.String";
  }

  /** Whether the value has entries, each of which may be set by a key of its own. */
  default boolean hasEntries() {
    return false;
  }

  /** Whether it is read before there are beans, so that none can set it. */
  default boolean isReadBeforeBeans() {
    return false;
  }

  /** A whole number, both limits included. */
  static SettingType<Integer> integer(int min, int max) {
    return new NumberType<>(Integer.class, "an integer", min, max);
  }

  /** A whole number of bytes, both limits included. */
  static SettingType<Long> bytes(long min, long max) {
    return new NumberType<>(Long.class, "an integer", min, max);
  }

  /** A number, both limits included. */
  static SettingType<Double> decimal(int min, int max) {
    return new NumberType<>(Double.class, "a number", min, max);
  }

  /** A duration, written as a whole number of milliseconds, both limits included. */
  static SettingType<Duration> milliseconds(int min, int max) {
    return new MillisecondsType(integer(min, max), null);
  }

  /** The same, where 0 is accepted too and stands for a duration of its own. */
  static SettingType<Duration> millisecondsOrZero(int min, int max, Duration zero) {
    return new MillisecondsType(integer(min, max), zero);
  }

  /** Yes or no. */
  static SettingType<Boolean> flag() {
    return new FlagType(false);
  }

  /** The same, asked for by the conditions of beans: before there is code that could set it. */
  static SettingType<Boolean> beanSwitch() {
    return new FlagType(true);
  }

  /** Printable text. */
  static SettingType<String> text(int maxLength) {
    return new TextType(1, maxLength, false);
  }

  /** Text that can stand in an HTTP header: visible ASCII without spaces. */
  static SettingType<String> token(int minLength, int maxLength) {
    return new TextType(minLength, maxLength, true);
  }

  /** The name of a header, in lower case; none that frames the message. */
  static SettingType<String> headerName() {
    return new HeaderNameType(false);
  }

  /** The same for a header whose value is shown: none that may hold a secret. */
  static SettingType<String> openHeaderName() {
    return new HeaderNameType(true);
  }

  /** One of the constants, by its text in lower case. */
  static <E extends Enum<E>> SettingType<E> choice(Class<E> constants) {
    return new ChoiceType<>(List.of(constants.getEnumConstants()));
  }

  /** An address without user, query and fragment; shown without its path. */
  static SettingType<URI> httpUrl() {
    return new UrlType(false);
  }

  /** The same, where what is none stands for {@link UrlType#NOWHERE}, and not for the default. */
  static SettingType<URI> closedHttpUrl() {
    return new UrlType(true);
  }

  /** The path of a URL. */
  static SettingType<String> path() {
    return new PathType(false);
  }

  /** As a path, but a star may stand at its end. */
  static SettingType<String> pathPattern() {
    return new PathType(true);
  }

  /** A list, as text with commas between its entries. */
  static <T> SettingType<List<T>> list(SettingType<T> entry) {
    return new ListType<>(entry, text -> List.of(text.split(",", -1)));
  }

  /** A list of regular expressions; a comma within one does not end it. */
  static SettingType<List<String>> expressions(int maxLength) {
    return new ListType<>(text(maxLength), text -> Expressions.split(text, maxLength));
  }

  /** A list of parts of events that are left out; all of them where one cannot be read. */
  static SettingType<List<EventPartName>> leftOutParts() {
    return new LeftOutPartsType();
  }

  /** A list of what is to be taken out, of header names or JSONPaths; every entry is accepted. */
  static SettingType<List<String>> redactions() {
    return new RedactionListType(false);
  }

  /** A list of names whose values are to be masked; every entry is accepted, and keys of a map. */
  static SettingType<List<String>> maskedNames() {
    return new RedactionListType(true);
  }

  /** As a map, but a name may stand alone, and what is not accepted costs no other entry. */
  static SettingType<Map<String, String>> tags(int maxEntries) {
    return new TagsType(maxEntries, MAX_TEXT);
  }

  /** Names with values, as text {@code name=value} with commas in between. */
  static SettingType<Map<String, String>> map(int maxEntries) {
    return map(maxEntries, MAX_TEXT);
  }

  /** The same with entries of another length. */
  static SettingType<Map<String, String>> map(int maxEntries, int maxLength) {
    return new MapType(maxEntries, maxLength, false);
  }

  /** The same, of which pairs without a value, unless all are, and those too many are left out. */
  static SettingType<Map<String, String>> lenientMap(int maxEntries, int maxLength) {
    return new MapType(maxEntries, maxLength, true);
  }
}
