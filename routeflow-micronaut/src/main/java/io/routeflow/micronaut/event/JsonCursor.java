package io.routeflow.micronaut.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON text that is held in memory: reads the value there in the form in which {@link
 * EventJson} writes it, and refuses any other. For one thread at a time.
 */
final class JsonCursor {

  private static final int HEX = 16;
  private static final int NANOS_PER_MILLI_DIGITS = 6;

  private final byte[] source;
  private final JsonParser parser;

  /**
   * At the first token.
   *
   * @param source the text
   * @param parser of the whole of it
   */
  JsonCursor(byte[] source, JsonParser parser) throws IOException {
    this.source = source;
    this.parser = parser;
    parser.nextToken();
  }

  /** Whether all of the text is read. */
  boolean isAtEnd() throws IOException {
    return parser.nextToken() == null;
  }

  /** Reads the members of an object; each call has the cursor at the member's value. */
  void object(Member member) throws IOException {
    expect(JsonToken.START_OBJECT);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      member.read(name);
    }
  }

  /** Reads the elements of an array; each call has the cursor at an element. */
  <T> List<T> array(Element<T> element) throws IOException {
    expect(JsonToken.START_ARRAY);
    List<T> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(element.read());
    }
    return elements;
  }

  /** Passes a value over. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  String text() throws IOException {
    expect(JsonToken.VALUE_STRING);
    return parser.getText();
  }

  boolean flag() throws IOException {
    if (!parser.currentToken().isBoolean()) {
      throw unexpected();
    }
    return parser.getBooleanValue();
  }

  int integer() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT);
    return parser.getIntValue();
  }

  long number() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT);
    return parser.getLongValue();
  }

  /** Milliseconds with three decimals, as nanoseconds. */
  long millis() throws IOException {
    expect(JsonToken.VALUE_NUMBER_FLOAT);
    return new BigDecimal(parser.getText()).movePointRight(NANOS_PER_MILLI_DIGITS).longValueExact();
  }

  Instant instant() throws IOException {
    return Instant.parse(text());
  }

  UUID uuid() throws IOException {
    return UUID.fromString(text());
  }

  long spanId() throws IOException {
    return Long.parseUnsignedLong(text(), HEX);
  }

  /** Any value as the text that it has here. */
  String raw() throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(source, start, end - start, StandardCharsets.UTF_8);
  }

  /** The text of a value that is one; {@code null} for another. */
  @Nullable String textOrNull() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  /** Texts, numbers and booleans by name, in their order. */
  Map<String, Object> scalars() throws IOException {
    Map<String, Object> scalars = new LinkedHashMap<>();
    object(name -> scalars.put(name, scalar()));
    return scalars;
  }

  private Object scalar() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> whole(parser.getText());
      case VALUE_NUMBER_FLOAT -> fraction(parser.getText());
      default -> throw unexpected();
    };
  }

  private static Number whole(String text) {
    BigInteger number = new BigInteger(text);
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  /** The number that is written as this text. */
  private static Number fraction(String text) {
    double number = Double.parseDouble(text);
    return Double.toString(number).equals(text) ? (Number) number : new BigDecimal(text);
  }

  /** Texts, or lists of texts, by name, in their order. */
  Map<String, Object> texts() throws IOException {
    Map<String, Object> texts = new LinkedHashMap<>();
    object(
        name ->
            texts.put(
                name, parser.currentToken() == JsonToken.START_ARRAY ? array(this::text) : text()));
    return texts;
  }

  private void expect(JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw unexpected();
    }
  }

  /** Without the value, which is no one else's business. */
  private IOException unexpected() {
    return new IOException("unexpected " + parser.currentToken());
  }

  /** Reads the value of one member. */
  @FunctionalInterface
  interface Member {

    /** The cursor is at the value, and stays at its end. */
    void read(String name) throws IOException;
  }

  /** Reads one element of an array. */
  @FunctionalInterface
  interface Element<T> {

    /** The cursor is at the element, and stays at its end. */
    T read() throws IOException;
  }
}
