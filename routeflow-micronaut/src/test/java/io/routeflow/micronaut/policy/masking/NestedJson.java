package io.routeflow.micronaut.policy.masking;

import java.util.Locale;

/** JSON within strings of JSON, each level written as one of the usual encoders writes it. */
final class NestedJson {

  /** What Jackson, Gson, Go, .NET and PHP escape besides what must be. */
  private static final String[] ESCAPED = {"", "<>&='", "<>&", "\"'<>&+`", "\"&'<>"};

  private static final String[] NAMES = {
    "password", "user[token]", "token[0]", "accessToken", "PIN", "user.secret", "jwt"
  };

  private static final String[] VALUES = {
    "Q", "Q 777", "a \"Q\" b", "x, Q", "Q's", "a&Q", "<Q>", "Q\\", "\\Q", "\\\" Q", "a\nQ", "}, Q",
    "{Q}", "a] Q", "\"", "", "' Q", "a=b Q", "a: Q", "Q\"", "\",\"Q", "Q\\\\", "Q\\\\\\", "Q\"\""
  };

  private final Canaries canaries;
  private final int levels;

  NestedJson(Canaries canaries, int levels) {
    this.canaries = canaries;
    this.levels = levels;
  }

  String next() {
    return document(1);
  }

  private String document(int level) {
    int encoder = canaries.random.nextInt(ESCAPED.length);
    boolean pretty = canaries.random.nextInt(3) == 0;
    StringBuilder json = new StringBuilder("{");
    for (int i = canaries.random.nextInt(3); i >= 0; i--) {
      boolean secret = canaries.random.nextInt(3) > 0;
      json.append(pretty ? "\n  " : "");
      json.append(quoted(secret ? canaries.pick(NAMES) : canaries.plainName(), encoder));
      json.append(pretty ? canaries.pick(" : ", ": ", "\n  : ") : ":");
      json.append(secret ? secret(encoder) : plain(level, encoder));
      json.append(i > 0 ? "," : "");
    }
    return json.append(pretty ? "\n}" : "}").toString();
  }

  private String plain(int level, int encoder) {
    return level < levels
        ? quoted(document(level + 1), encoder)
        : canaries.pick("1", "null", "\"x\"");
  }

  private String secret(int encoder) {
    String value = quoted(canaries.pick(VALUES), encoder);
    return switch (canaries.random.nextInt(8)) {
      case 0 -> canaries.pick("1", "null", "true");
      case 1 -> "[" + value + "," + quoted(canaries.pick(VALUES), encoder) + "]";
      case 2 -> "{" + quoted("a", encoder) + ":" + value + "}";
      default -> value;
    };
  }

  private static String quoted(String text, int encoder) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ESCAPED[encoder].indexOf(c) >= 0) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else {
        json.append(c == '\n' ? "\\n" : String.valueOf(c));
      }
    }
    return json.append('"').toString();
  }
}
