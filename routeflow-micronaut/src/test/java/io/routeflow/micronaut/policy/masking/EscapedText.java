package io.routeflow.micronaut.policy.masking;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * A secret with its name and separators, as it looks where it is a part of some other document.
 * What must be escaped is, and the letters of a name here and there, but for those of a scheme.
 */
final class EscapedText {

  private EscapedText() {}

  static String of(Canaries canaries) {
    String text = plain(canaries);
    boolean scheme = text.startsWith("B") || text.startsWith("b");
    if (canaries.random.nextInt(3) == 0) {
      text = percent(canaries, text, !scheme);
    }
    UnaryOperator<String> escape = escape(canaries, !scheme);
    for (int times = 1 + canaries.random.nextInt(3); times > 0; times--) {
      text = escape.apply(text);
    }
    return text;
  }

  private static String plain(Canaries canaries) {
    String name = canaries.maskedName();
    String word = canaries.random.nextInt(3) == 0 ? canaries.number() : word(canaries);
    return switch (canaries.random.nextInt(5)) {
      case 0 -> name + canaries.pick("=", ":", ": ", " = ") + word;
      case 1 -> "a=1&" + name + "=" + word + "&b=2";
      case 2 -> "{\"a\":1,\"" + name + "\":\"" + word + " " + word + "\"}";
      case 3 -> canaries.pick("https", "redis") + "://anna:" + word + "@example.com/x";
      default -> canaries.pick("Bearer ", "basic ") + word;
    };
  }

  private static String word(Canaries canaries) {
    return canaries.word().replace('/', '.').replace('%', '.').replace('+', '.');
  }

  private static UnaryOperator<String> escape(Canaries canaries, boolean more) {
    return switch (canaries.random.nextInt(4)) {
      case 0 -> text -> percent(canaries, text, more);
      case 1 -> text -> entities(canaries, text);
      case 2 -> text -> json(canaries, text, more);
      default -> text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
    };
  }

  private static String percent(Canaries canaries, String text, boolean more) {
    boolean over = more && text.indexOf('%') < 0;
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean safe = b > 0 && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0);
      if (safe && !(over && canaries.random.nextInt(8) == 0)) {
        escaped.append((char) b);
      } else {
        escaped.append('%');
        Canaries.hex(escaped, b & 0xff, 2, canaries.random.nextBoolean());
      }
    }
    return escaped.toString();
  }

  private static String entities(Canaries canaries, String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '&') {
        escaped.append(canaries.pick("&amp;", "&#38;", "&#x26;"));
      } else if (c == '"') {
        escaped.append(canaries.pick("&quot;", "&#34;", "&#x0022;"));
      } else if (c == '=' || c == ':' || c == '@' || c == '/') {
        escaped.append(canaries.pick(String.valueOf(c), "&#" + (int) c + ";"));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String json(Canaries canaries, String text, boolean more) {
    boolean over = more && text.indexOf('\\') < 0 && text.indexOf('%') < 0;
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean must = c == '"' || c == '\\' || "<>&='".indexOf(c) >= 0;
      if (must || (over && canaries.random.nextInt(12) == 0)) {
        escaped.append("\\u");
        Canaries.hex(escaped, c, 4, false);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
