package io.routeflow.micronaut.policy.masking;

import io.routeflow.micronaut.policy.masking.ModelValue.Arr;
import io.routeflow.micronaut.policy.masking.ModelValue.Member;
import io.routeflow.micronaut.policy.masking.ModelValue.Obj;
import io.routeflow.micronaut.policy.masking.ModelValue.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes values, paths and forms in one of the many ways in which each can be written. */
final class ModelSpelling {

  private static final String SHORT_ESCAPES = "\"\\/\b\f\n\r\t";
  private static final String SHORT_NAMES = "\"\\/bfnrt";
  private static final String NEVER_ESCAPED_IN_FORMS = "abcxyzABC019-_.~*!()'$,@:/?[]";

  private static final Pattern SHORTHAND =
      Pattern.compile("[A-Za-z_\\x{80}-\\x{10ffff}][A-Za-z0-9_\\x{80}-\\x{10ffff}]*");

  private final Random random;

  ModelSpelling(Random random) {
    this.random = random;
  }

  String json(ModelValue value) {
    StringBuilder json = new StringBuilder();
    write(value, json.append(blanks()));
    return json.append(blanks()).toString();
  }

  private void write(ModelValue value, StringBuilder json) {
    if (value instanceof Scalar scalar) {
      switch (scalar.token) {
        case VALUE_STRING -> string(scalar.text, '"', json);
        default -> json.append(scalar.text);
      }
    } else if (value instanceof Arr array) {
      json.append('[').append(blanks());
      for (int i = 0; i < array.elements.size(); i++) {
        json.append(i > 0 ? "," : "").append(blanks());
        write(array.elements.get(i), json);
        json.append(blanks());
      }
      json.append(']');
    } else if (value instanceof Obj object) {
      json.append('{').append(blanks());
      String separator = "";
      for (Member member : object.members) {
        json.append(separator).append(blanks());
        string(member.name(), '"', json);
        json.append(blanks()).append(':').append(blanks());
        write(member.value(), json);
        json.append(blanks());
        separator = ",";
      }
      json.append('}');
    }
  }

  private String blanks() {
    if (random.nextInt(5) > 0) {
      return "";
    }
    StringBuilder blanks = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      blanks.append(" \t\n\r".charAt(random.nextInt(4)));
    }
    return blanks.toString();
  }

  /** Half of a surrogate pair has to be escaped, since UTF-8 has none. */
  private void string(String text, char quote, StringBuilder target) {
    target.append(quote);
    int i = 0;
    while (i < text.length()) {
      int character = text.codePointAt(i);
      int length = Character.charCount(character);
      boolean half = character <= 0xffff && Character.isSurrogate((char) character);
      boolean must = character < ' ' || character == quote || character == '\\' || half;
      if (must || random.nextInt(6) == 0) {
        for (int j = i; j < i + length; j++) {
          escape(text.charAt(j), quote, target);
        }
      } else {
        target.appendCodePoint(character);
      }
      i += length;
    }
    target.append(quote);
  }

  private void escape(char c, char quote, StringBuilder target) {
    int known = SHORT_ESCAPES.indexOf(c);
    if (c == '\'' && quote == '\'') {
      target.append("\\'");
    } else if (known >= (quote == '\'' ? 1 : 0) && random.nextInt(3) > 0) {
      target.append('\\').append(SHORT_NAMES.charAt(known));
    } else {
      target.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        digit((c >>> shift) & 0xf, target);
      }
    }
  }

  private void digit(int value, StringBuilder target) {
    char digit = Character.forDigit(value, 16);
    target.append(random.nextBoolean() ? Character.toUpperCase(digit) : digit);
  }

  String path(ModelPath path) {
    StringBuilder text = new StringBuilder("$");
    for (ModelPath.Segment segment : path.segments()) {
      text.append(blanks());
      text.append(segment.descendant() ? ".." : "");
      String shorthand = random.nextBoolean() ? shorthand(segment.selectors()) : null;
      if (shorthand != null) {
        text.append(segment.descendant() ? "" : ".").append(shorthand);
      } else {
        selectors(segment.selectors(), text);
      }
    }
    return text.toString();
  }

  private static @Nullable String shorthand(List<ModelPath.Selector> selectors) {
    if (selectors.size() == 1 && selectors.get(0) instanceof ModelPath.All) {
      return "*";
    }
    return selectors.size() == 1
            && selectors.get(0) instanceof ModelPath.Name name
            && SHORTHAND.matcher(name.name()).matches()
        ? name.name()
        : null;
  }

  private void selectors(List<ModelPath.Selector> selectors, StringBuilder text) {
    text.append('[');
    String separator = "";
    for (ModelPath.Selector selector : selectors) {
      text.append(separator).append(blanks());
      if (selector instanceof ModelPath.Name name) {
        string(name.name(), random.nextBoolean() ? '"' : '\'', text);
      } else if (selector instanceof ModelPath.Index index) {
        text.append(index.value());
      } else if (selector instanceof ModelPath.Slice slice) {
        slice(slice, text);
      } else {
        text.append('*');
      }
      text.append(blanks());
      separator = ",";
    }
    text.append(']');
  }

  private void slice(ModelPath.Slice slice, StringBuilder text) {
    text.append(slice.start() == null ? "" : slice.start() + blanks());
    text.append(':').append(blanks()).append(slice.end() == null ? "" : slice.end() + blanks());
    if (slice.step() != null) {
      text.append(':').append(blanks()).append(slice.step());
    } else if (random.nextBoolean()) {
      text.append(':').append(blanks());
    }
  }

  /** A name or a value of a form. */
  String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == ' ' && random.nextBoolean()) {
        encoded.append('+');
      } else if (NEVER_ESCAPED_IN_FORMS.indexOf(b) >= 0 && random.nextInt(5) > 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%');
        digit((b >>> 4) & 0xf, encoded);
        digit(b & 0xf, encoded);
      }
    }
    return encoded.toString();
  }
}
