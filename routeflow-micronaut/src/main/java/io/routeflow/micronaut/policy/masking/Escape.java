package io.routeflow.micronaut.policy.masking;

/**
 * One character of a free text that is written as an escape: in a query ({@code %3D}, {@code %253D}
 * and deeper), in JSON and JavaScript (<code>&#92;u003d</code>, <code>&#92;x3d</code>), or in HTML,
 * by its number or its name. A text has no grammar, so what may be an escape is one.
 *
 * <p>An escape is a number that holds its character and where it ends, so that to look for one
 * allocates nothing.
 */
final class Escape {

  /** There is no escape. */
  static final long NONE = -1;

  /** The level of a character that is not escaped. */
  static final int PLAIN = 0;

  /** So many ways to escape are undone one behind the other. */
  private static final int MOST_KINDS = 4;

  private static final int HEX = 16;
  private static final int DECIMAL = 10;
  private static final int BYTE_DIGITS = 2;
  private static final int UNICODE_DIGITS = 4;
  private static final int ANY_DIGITS = Integer.MAX_VALUE;
  private static final int LEVEL_BITS = 16;
  private static final int LENGTH_BITS = 8;

  /** Few levels, so that none of many separators is looked for up to the end of the text. */
  private static final int DEEPEST = 9;

  /** What stands for a character that is none of the plane that has all signs. */
  static final char OTHER = '\ufffd';

  /** Longer than any escape that hides a sign and is not made to be long. */
  private static final int LONGEST = 12;

  private static final String AMPERSAND = "amp";

  /** No name of HTML is longer. */
  private static final int MOST_LETTERS = 31;

  private static final int LEAST_LETTERS = 2;
  private static final String[] NAMES = {
    "quot", "apos", "equals", "colon", "nbsp", "lt", "gt", "sol", "commat", "lowbar", "semi",
    "comma", "num", "tab", "newline", "lsqb", "rsqb", "lbrack", "rbrack", "lcub", "rcub", "lbrace",
    "rbrace", "lpar", "rpar", "bsol", "period", "hyphen", "quest", "percnt", "plus", "grave",
    "ensp", "emsp", "thinsp", "ldquo", "rdquo", "bdquo", "lsquo", "rsquo", "sbquo", "laquo",
    "raquo", "lsaquo", "rsaquo"
  };
  private static final String CHARACTERS =
      "\"'=: <>/@_;,#\t\n[][]{}{}()\\.-?%+`\u00a0\u00a0\u00a0"
          + "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a";

  private Escape() {}

  /**
   * Whether an escape may have its sign here: {@code %}, {@code &}, or a letter behind a backslash.
   */
  static boolean isSign(char c) {
    return c == '%' || c == '&' || c == 'u' || c == 'x';
  }

  /**
   * The escape that has its sign at an index, else {@link #NONE}. Its sign may be escaped itself.
   *
   * @param to where the text ends
   */
  static long at(CharSequence text, int index, int to) {
    long escape = once(text, index, to);
    for (int i = 0; i < MOST_KINDS && escape != NONE; i++) {
      long inner = behind(character(escape), text, end(escape), to);
      if (inner == NONE) {
        return escape;
      }
      escape = inner;
    }
    return escape;
  }

  private static long once(CharSequence text, int index, int to) {
    return switch (text.charAt(index)) {
      case '%' -> percent(text, index + 1, to);
      case '&' -> entity(text, index + 1, to);
      case 'u', 'x' -> isBehindBackslash(text, index) ? behind('\\', text, index, to) : NONE;
      default -> NONE;
    };
  }

  /** The escape that a sign before an index begins, whether or not that is escaped. */
  private static long behind(char sign, CharSequence text, int from, int to) {
    if (from >= to) {
      return NONE;
    }
    return switch (sign) {
      case '%' -> percent(text, from, to);
      case '&' -> entity(text, from, to);
      case '\\' ->
          text.charAt(from) == 'u'
              ? unicode(text, from + 1, to)
              : text.charAt(from) == 'x' ? digits(text, from + 1, to, HEX, BYTE_DIGITS) : NONE;
      default -> NONE;
    };
  }

  /**
   * The escape that ends at an index, with the index of its sign in place of its end; {@link #NONE}
   * also where it is very long.
   */
  static long endingAt(CharSequence text, int from, int end) {
    for (int i = end - 1; i >= Math.max(from, end - LONGEST); i--) {
      long escape = isSign(text.charAt(i)) ? at(text, i, end) : NONE;
      if (escape != NONE && end(escape) == end) {
        return escape(character(escape), i);
      }
    }
    return NONE;
  }

  static char character(long escape) {
    return (char) escape;
  }

  /** The index after an escape. */
  static int end(long escape) {
    return (int) (escape >>> Character.SIZE);
  }

  /** The index before the backslashes of an escape whose sign is at an index. */
  static int start(CharSequence text, int index, int from) {
    int start = index;
    while (start > from && text.charAt(start - 1) == '\\') {
      start--;
    }
    return start;
  }

  /** Where the letter of an escape stands behind backslashes; the same index where none does. */
  static int signAfter(CharSequence text, int backslash) {
    int i = backslash;
    while (i < text.length() && text.charAt(i) == '\\') {
      i++;
    }
    boolean sign = i < text.length() && (text.charAt(i) == 'u' || text.charAt(i) == 'x');
    return sign ? i : backslash;
  }

  /** The escape that has its sign at an index, if there is a sign, else {@link #NONE}. */
  static long ofSign(CharSequence text, int index) {
    return isSign(text.charAt(index)) ? at(text, index, text.length()) : NONE;
  }

  /** Whether a character of this level is escaped as in a query, where spaces are as well. */
  static boolean isPercent(int level) {
    return level >> LEVEL_BITS == '%';
  }

  /** How, and how often, a character is escaped: separators of one text have one level. */
  static int level(CharSequence text, int index, long escape) {
    long first = once(text, index, text.length());
    boolean entity = text.charAt(index) == '&';
    int length = entity ? 0 : Math.min(end(first) - index, DEEPEST);
    int inner = end(first) == end(escape) && !entity ? 0 : 1 + ampersands(text, index, escape);
    return (text.charAt(index) << LEVEL_BITS) + (inner << LENGTH_BITS) + length;
  }

  /** How often the ampersand of an escape is escaped once more. */
  private static int ampersands(CharSequence text, int index, long escape) {
    int count = character(escape) == '&' ? -1 : 0;
    for (int i = index; i < end(escape) && count < DEEPEST; i++) {
      if (startsWith(text, AMPERSAND, i, end(escape))) {
        count++;
      }
    }
    return Math.max(count, 0);
  }

  /** Each time that an escape is escaped again, {@code 25} stands behind its first sign. */
  private static long percent(CharSequence text, int from, int to) {
    int i = from;
    while (i + 1 < to && text.charAt(i) == '2' && text.charAt(i + 1) == '5') {
      i += 2;
    }
    boolean unicode = i < to && (text.charAt(i) == 'u' || text.charAt(i) == 'U');
    long escape =
        unicode
            ? digits(text, i + 1, to, HEX, UNICODE_DIGITS)
            : digits(text, i, to, HEX, BYTE_DIGITS);
    return escape == NONE && i > from ? escape('%', i) : escape;
  }

  private static long unicode(CharSequence text, int from, int to) {
    if (from < to && text.charAt(from) == '{') {
      long escape = digits(text, from + 1, to, HEX, ANY_DIGITS);
      boolean closed = escape != NONE && end(escape) < to && text.charAt(end(escape)) == '}';
      return closed ? escape(character(escape), end(escape) + 1) : NONE;
    }
    return digits(text, from, to, HEX, UNICODE_DIGITS);
  }

  /** In HTML that is escaped itself, {@code #} and {@code ;} may be as well as {@code &}. */
  private static long entity(CharSequence text, int from, int to) {
    int i = from;
    int next = afterAmpersand(text, i, to);
    while (next > i) {
      i = next;
      next = afterAmpersand(text, i, to);
    }
    int number = after('#', text, i, to);
    long escape = number > i ? number(text, number, to) : name(text, i, to);
    return escape == NONE && i > from ? escape('&', i) : escape;
  }

  /** After the rest of an ampersand that is escaped once more; the same index where none is. */
  private static int afterAmpersand(CharSequence text, int from, int to) {
    int end = from + AMPERSAND.length();
    int next = startsWith(text, AMPERSAND, from, to) ? after(';', text, end, to) : end;
    return next > end ? next : from;
  }

  private static long number(CharSequence text, int from, int to) {
    boolean hex = from < to && (text.charAt(from) == 'x' || text.charAt(from) == 'X');
    long escape =
        hex
            ? digits(text, from + 1, to, HEX, ANY_DIGITS)
            : digits(text, from, to, DECIMAL, ANY_DIGITS);
    return escape == NONE ? NONE : escape(character(escape), after(';', text, end(escape), to));
  }

  /** A name that is not known is one of a sign that matters not. */
  private static long name(CharSequence text, int from, int to) {
    if (from >= to || !isAsciiLetter(text.charAt(from))) {
      return NONE;
    }
    int end = from + 1;
    int limit = Math.min(to, from + MOST_LETTERS);
    while (end < limit && (isAsciiLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
      end++;
    }
    int after = after(';', text, end, to);
    if (after == end || end - from < LEAST_LETTERS) {
      return NONE;
    }
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].length() == end - from && startsWith(text, NAMES[i], from, to)) {
        return escape(CHARACTERS.charAt(i), after);
      }
    }
    return escape(OTHER, after);
  }

  /** After a sign, escaped as in a query, in JSON or not; the same index where it is another. */
  private static int after(char sign, CharSequence text, int from, int to) {
    if (from >= to) {
      return from;
    }
    char c = text.charAt(from);
    if (c == sign) {
      return from + 1;
    }
    int letter = c == '\\' ? signAfter(text, from) : from;
    long escape =
        c == '%'
            ? percent(text, from + 1, to)
            : letter > from ? behind('\\', text, letter, to) : NONE;
    return escape != NONE && character(escape) == sign ? end(escape) : from;
  }

  /** Exactly so many digits, or as many as there are. */
  private static long digits(CharSequence text, int from, int to, int radix, int count) {
    int number = 0;
    int i = from;
    while (i < to && i - from < count) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        break;
      }
      number = Math.min(number * radix + digit, OTHER);
      i++;
    }
    boolean enough = count == ANY_DIGITS ? i > from : i - from == count;
    return enough ? escape((char) number, i) : NONE;
  }

  private static boolean startsWith(CharSequence text, String word, int from, int to) {
    if (to - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(text.charAt(from + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAsciiLetter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  private static boolean isBehindBackslash(CharSequence text, int index) {
    return index > 0 && text.charAt(index - 1) == '\\';
  }

  private static long escape(char character, int end) {
    return ((long) end << Character.SIZE) | character;
  }
}
