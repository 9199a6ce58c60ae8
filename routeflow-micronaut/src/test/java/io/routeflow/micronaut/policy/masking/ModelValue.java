package io.routeflow.micronaut.policy.masking;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A JSON value as a tree in which each value is known by its identity, so that members of the same
 * name stay apart.
 */
sealed interface ModelValue {

  /** Members in their order; a name may come again. */
  final class Obj implements ModelValue {
    final List<Member> members = new ArrayList<>();
  }

  /** Elements in their order. */
  final class Arr implements ModelValue {
    final List<ModelValue> elements = new ArrayList<>();
  }

  /** A string, a number, or one of the three words. */
  final class Scalar implements ModelValue {
    final JsonToken token;
    final String text;

    Scalar(JsonToken token, String text) {
      this.token = token;
      this.text = text;
    }
  }

  /** A member of an object. */
  record Member(String name, ModelValue value) {}

  static Scalar string(String text) {
    return new Scalar(JsonToken.VALUE_STRING, text);
  }

  /** Whether each name is one that Unicode has: those with half of a surrogate pair are not. */
  static boolean hasReadableNames(ModelValue value) {
    if (value instanceof Arr array) {
      return array.elements.stream().allMatch(ModelValue::hasReadableNames);
    }
    return !(value instanceof Obj object)
        || object.members.stream()
            .allMatch(member -> isUnicode(member.name()) && hasReadableNames(member.value()));
  }

  private static boolean isUnicode(String name) {
    return name.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  /** What any text is masked by. */
  TextMasker TEXTS = new TextMasker(MaskedNames.withDefaults(List.of()));

  /** What is left of a value once others are replaced, as the tokens that a parser sees. */
  static List<String> shown(ModelValue value, Set<ModelValue> redacted, boolean masks) {
    List<String> tokens = new ArrayList<>();
    show(value, redacted, masks, tokens);
    return tokens;
  }

  private static void show(
      ModelValue value, Set<ModelValue> redacted, boolean masks, List<String> tokens) {
    if (redacted.contains(value)) {
      tokens.add("VALUE_STRING [CLIENT_REDACTED]");
    } else if (value instanceof Scalar scalar) {
      boolean isText = masks && scalar.token == JsonToken.VALUE_STRING;
      tokens.add(scalar.token + " " + (isText ? TEXTS.mask(scalar.text) : scalar.text));
    } else if (value instanceof Arr array) {
      tokens.add("START_ARRAY [");
      array.elements.forEach(element -> show(element, redacted, masks, tokens));
      tokens.add("END_ARRAY ]");
    } else if (value instanceof Obj object) {
      tokens.add("START_OBJECT {");
      for (Member member : object.members) {
        tokens.add("FIELD_NAME " + member.name());
        if (masks && ModelNames.isMasked(member.name()) && !redacted.contains(member.value())) {
          tokens.add("VALUE_STRING [MASKED]");
        } else {
          show(member.value(), redacted, masks, tokens);
        }
      }
      tokens.add("END_OBJECT }");
    }
  }

  /** Reads the value that begins with a token. */
  static ModelValue read(JsonParser parser, JsonToken first) throws IOException {
    if (first == JsonToken.START_ARRAY) {
      Arr array = new Arr();
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        array.elements.add(read(parser, next));
      }
      return array;
    }
    if (first == JsonToken.START_OBJECT) {
      Obj object = new Obj();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        object.members.add(new Member(name, read(parser, parser.nextToken())));
      }
      return object;
    }
    return new Scalar(first, parser.getText());
  }
}
