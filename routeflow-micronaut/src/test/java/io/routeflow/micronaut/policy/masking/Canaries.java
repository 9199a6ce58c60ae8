package io.routeflow.micronaut.policy.masking;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Secrets and the names that they stand under, from a seed. A secret is made of characters that
 * nothing else here uses, so that each part of it can be found again, also where it was cut.
 */
final class Canaries {

  /** Any piece of a secret: its letters, their escapes, or three of its digits. */
  static final Pattern LEAK = Pattern.compile("[QЖ]|\\\\u0051|\\\\u0416|%51|%D0|777");

  private static final List<String> PLAIN_NAMES =
      List.of("id", "name", "street", "note", "total", "größe", "tokens", "user_name", "x", "");
  private static final String PIECES = "QЖQQ \"\\/,;:=&%+{}[]()<>'.@?#\n\tQ1z";

  private static final String[] LONG_PIECES = {"\\u0051", "\\u0416", "%51", "%D0", "777"};

  final Random random;

  Canaries(long seed) {
    random = new Random(seed);
  }

  /** Whether {@link #LEAK} is in a text; millions of texts are looked through. */
  static boolean leaks(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'Q' || c == 'Ж') {
        return true;
      }
      if (c == '7' || c == '%' || c == '\\') {
        for (String piece : LONG_PIECES) {
          if (text.startsWith(piece, i)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** A secret of any characters. */
  String text() {
    StringBuilder text = new StringBuilder("Q");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return text.toString();
  }

  /** A secret as it may stand in a text without quotes. */
  String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      word.append("QЖQ.-_~+/%$!*".charAt(random.nextInt(13)));
    }
    return word.append('Q').toString();
  }

  /** A secret number. */
  String number() {
    return switch (random.nextInt(4)) {
      case 0 -> "7777777777777777";
      case 1 -> "-777.777e+777";
      case 2 -> "777" + "7".repeat(random.nextInt(300));
      default -> "0.777";
    };
  }

  /** A name that is not masked. */
  String plainName() {
    return PLAIN_NAMES.get(random.nextInt(PLAIN_NAMES.size()));
  }

  /** A masked name in any of its spellings. */
  String maskedName() {
    String name = MaskedNames.DEFAULT.get(random.nextInt(MaskedNames.DEFAULT.size()));
    StringBuilder spelled = new StringBuilder();
    boolean hump = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c == '-') {
        spelled.append(List.of("-", "_", " ", "").get(random.nextInt(4)));
        hump = random.nextBoolean();
      } else {
        boolean upper = hump || random.nextInt(4) == 0;
        spelled.append(upper ? Character.toUpperCase(c) : c);
        hump = false;
      }
    }
    return switch (random.nextInt(12)) {
      case 0 -> "user." + spelled;
      case 1 -> "user[" + spelled + "]";
      case 2 -> "_" + spelled + "-";
      case 3 -> spelled + pick("[0]", "[new]", ".new", "[$a][b_c]");
      default -> spelled.toString();
    };
  }

  /** A JSON string with some of its characters escaped. */
  String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || random.nextInt(5) == 0) {
        json.append("\\u");
        hex(json, c, 4, random.nextBoolean());
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /** As in a form or a query, with some characters escaped that need not be. */
  String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean safe = Character.isLetterOrDigit(b) || b == '_' || b == '-' || b == '.';
      if (b == ' ' && random.nextBoolean()) {
        encoded.append('+');
      } else if (b > 0 && safe && random.nextInt(5) > 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%');
        hex(encoded, b & 0xff, 2, true);
      }
    }
    return encoded.toString();
  }

  /** Appends a number, far quicker than a format: a million documents have many of them. */
  static void hex(StringBuilder target, int number, int digits, boolean upper) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      char digit = Character.forDigit((number >>> shift) & 0xf, 16);
      target.append(upper ? Character.toUpperCase(digit) : digit);
    }
  }

  /** Blanks as they may stand between two tokens of JSON; mostly none. */
  String blanks() {
    return random.nextInt(4) > 0 ? "" : List.of(" ", "\n  ", "\t", "\r\n").get(random.nextInt(4));
  }

  String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
