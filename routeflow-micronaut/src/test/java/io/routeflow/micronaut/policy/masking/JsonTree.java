package io.routeflow.micronaut.policy.masking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and scalars, read by a strict parser, and as the list of its tokens. */
final class JsonTree {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonTree() {}

  static @Nullable Object parse(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      Object tree = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new IllegalStateException("more than one document");
      }
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(@Nullable Object tree) {
    StringWriter writer = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(writer)) {
      write(json, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toString();
  }

  /** Each token with its text: what two spellings of a document have in common. */
  static List<String> tokens(String json) {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(token + " " + parser.getText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }

  /** The tree with the values at these locations replaced: names and indexes from the root on. */
  static @Nullable Object replaced(
      @Nullable Object tree, List<List<Object>> locations, String replacement) {
    if (locations.stream().anyMatch(List::isEmpty)) {
      return replacement;
    }
    if (tree instanceof Map<?, ?> object) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      object.forEach(
          (name, value) ->
              copy.put(
                  (String) Objects.requireNonNull(name),
                  replaced(value, below(locations, name), replacement)));
      return copy;
    }
    if (tree instanceof List<?> array) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        copy.add(replaced(array.get(i), below(locations, i), replacement));
      }
      return copy;
    }
    return tree;
  }

  private static List<List<Object>> below(List<List<Object>> locations, Object step) {
    return locations.stream()
        .filter(location -> location.get(0).equals(step))
        .map(location -> location.subList(1, location.size()))
        .toList();
  }

  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token)
      throws IOException {
    if (token == null) {
      throw new IllegalStateException("no document");
    }
    switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          object.put(name, value(parser, parser.nextToken()));
        }
        return object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          array.add(value(parser, next));
        }
        return array;
      }
      case VALUE_STRING -> {
        return parser.getText();
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return new BigDecimal(parser.getText());
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> {
        return token == JsonToken.VALUE_TRUE;
      }
    }
  }

  private static void write(JsonGenerator json, @Nullable Object tree) throws IOException {
    if (tree instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        json.writeFieldName((String) member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (tree instanceof List<?> array) {
      json.writeStartArray();
      for (Object element : array) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (tree instanceof String text) {
      json.writeString(text);
    } else if (tree instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (tree instanceof BigDecimal number) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }
}
