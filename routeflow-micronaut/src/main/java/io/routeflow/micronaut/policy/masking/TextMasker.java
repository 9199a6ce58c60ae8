package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * Masks free text: messages of exceptions and breadcrumbs. Hidden are the value after a masked name
 * and {@code =}, {@code :} or {@code ":}, what follows {@code Bearer} or {@code Basic} and a space,
 * and the user info of a URL.
 *
 * <p>Immutable. Time and memory grow with the length of the text, whatever is in it.
 *
 * @since 0.1.0
 */
@Internal
public final class TextMasker {

  /** Headers whose value goes to the end of the line. */
  private static final MaskedNames WHOLE_LINE =
      MaskedNames.of(List.of("authorization", "proxy-authorization", "cookie", "set-cookie"));

  private final MaskedNames names;

  /** A masker for the values of these names. */
  public TextMasker(MaskedNames names) {
    this.names = names;
  }

  /** The text without secrets; the same instance where there is nothing to mask. */
  public String mask(String text) {
    return new Pass(text, Integer.MAX_VALUE, false).run();
  }

  /**
   * The beginning of the text without secrets. Masked before it is cut: cut first, the name or the
   * {@code @} that gives a secret away could be missing.
   *
   * @param maxLength how many characters it has at most; a surrogate pair is not divided
   */
  public String mask(String text, int maxLength) {
    return cut(new Pass(text, maxLength, false).run(), maxLength);
  }

  /**
   * The same for a text that was cut before. The {@code @} that gives a secret away may be missing
   * then: what may be user info at its end is hidden.
   */
  public String maskBeginning(String text, int maxLength) {
    return cut(new Pass(text, maxLength, true).run(), maxLength);
  }

  private static String cut(String masked, int maxLength) {
    if (masked.length() < maxLength || maxLength <= 0) {
      return maxLength <= 0 ? "" : masked;
    }
    boolean divides = Character.isHighSurrogate(masked.charAt(maxLength - 1));
    return masked.substring(0, divides ? maxLength - 1 : maxLength);
  }

  /** Whether the text holds something to mask. */
  boolean masks(String text) {
    return new Pass(text, Integer.MAX_VALUE, false).find();
  }

  /** One walk through one text. Thread-confined. */
  private final class Pass {
    private final String text;
    private final int maxLength;
    private final boolean isCut;
    private final StringBuilder masked = new StringBuilder(0);
    private int copied;

    /** Where a name may begin at the earliest, so that no letter is looked at twice. */
    private int nameStart;

    /** No {@code @} stands between this index and {@link #noAtEnd}. */
    private int noAtStart;

    private int noAtEnd;
    private int secretEnd;

    Pass(String text, int maxLength, boolean isCut) {
      this.text = text;
      this.maxLength = maxLength;
      this.isCut = isCut;
    }

    String run() {
      int i = 0;
      while (i < text.length() && masked.length() + i - copied < maxLength) {
        int secret = secretAt(i);
        if (secret < 0) {
          i++;
          continue;
        }
        masked.append(text, copied, secret).append(Replacement.MASKED.text());
        copied = secretEnd;
        nameStart = secretEnd;
        i = secretEnd;
      }
      if (copied == 0 && i == text.length()) {
        return text;
      }
      return masked.append(text, copied, i).toString();
    }

    boolean find() {
      for (int i = 0; i < text.length(); i++) {
        if (secretAt(i) >= 0) {
          return true;
        }
      }
      return false;
    }

    /** Where a secret begins that the character at an index gives away, -1 if there is none. */
    private int secretAt(int index) {
      int secret =
          switch (text.charAt(index)) {
            case '=', ':' -> afterName(index);
            case ' ', '\t' -> afterScheme(index);
            case '/' -> userInfo(index);
            default -> -1;
          };
      if (secret < 0 || secret >= secretEnd) {
        return -1;
      }
      extendOverNames(secret);
      return secret;
    }

    /** What is hidden may end in a masked name itself, and what follows is its value then. */
    private void extendOverNames(int secret) {
      int from = secret;
      while (secretEnd < text.length()) {
        int operator = lastOperator(from);
        int nameEnd = operator < 0 ? -1 : nameEnd(text, from, operator);
        if (nameEnd < 0 || !names.endIn(text, from, nameEnd)) {
          return;
        }
        int value = skipOperators(secretEnd);
        int end = valueEnd(from, nameEnd, operator, value);
        if (end <= value) {
          return;
        }
        from = value;
        secretEnd = end;
      }
    }

    /** Where the operator begins with which a secret ends or that follows it, else -1. */
    private int lastOperator(int from) {
      int next = SecretValue.skipSpaces(text, secretEnd);
      int operator = next < text.length() && isOperator(text.charAt(next)) ? next : -1;
      for (int i = secretEnd - 1; i >= from && isOperatorOrSpace(text.charAt(i)); i--) {
        operator = isOperator(text.charAt(i)) ? i : operator;
      }
      return operator;
    }

    private int skipOperators(int from) {
      int index = from;
      while (index < text.length() && isOperatorOrSpace(text.charAt(index))) {
        index++;
      }
      return index;
    }

    private int afterName(int operator) {
      int from = nameStart;
      nameStart = operator + 1;
      int nameEnd = nameEnd(text, from, operator);
      if (nameEnd < 0 || !(names.endIn(text, from, nameEnd) || isMaskedUnescaped(from, operator))) {
        return -1;
      }
      int value = skipOperators(operator);
      secretEnd = valueEnd(from, nameEnd, operator, value);
      return value;
    }

    /** After the last letter or digit before an operator, -1 where something else ended there. */
    private static int nameEnd(String text, int from, int operator) {
      int nameEnd = operator;
      while (nameEnd > from && !Character.isLetterOrDigit(text.charAt(nameEnd - 1))) {
        if (",;&\n\r".indexOf(text.charAt(nameEnd - 1)) >= 0) {
          return -1;
        }
        nameEnd--;
      }
      return nameEnd;
    }

    private boolean isMaskedUnescaped(int from, int operator) {
      String name = EscapedName.decode(text, from, operator);
      return name != null && names.endIn(name, 0, Math.max(0, nameEnd(name, 0, name.length())));
    }

    private int valueEnd(int from, int nameEnd, int operator, int value) {
      if (WHOLE_LINE.endIn(text, from, nameEnd)) {
        return SecretValue.lineEnd(text, value);
      }
      boolean json = nameEnd < operator && text.charAt(operator) == ':' && isQuoted(nameEnd);
      return json ? SecretValue.jsonEnd(text, value) : SecretValue.end(text, value);
    }

    private boolean isQuoted(int nameEnd) {
      char c = text.charAt(nameEnd);
      return c == '"' || c == '\\';
    }

    private int afterScheme(int space) {
      if (!endsWithWord("bearer", space) && !endsWithWord("basic", space)) {
        return -1;
      }
      int start = SecretValue.skipSpaces(text, space);
      secretEnd = SecretValue.end(text, start);
      return start;
    }

    private boolean endsWithWord(String word, int end) {
      int start = end - word.length();
      return start >= 0
          && text.regionMatches(true, start, word, 0, word.length())
          && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)));
    }

    /** User info ends at the last {@code @} before the path begins (RFC 3986, 3.2). */
    private int userInfo(int slash) {
      int start = slash + 2;
      if (!text.startsWith("//", slash)) {
        return -1;
      }
      int end = start;
      int at = -1;
      int colon = -1;
      while (end < text.length() && !endsAuthority(text.charAt(end))) {
        at = text.charAt(end) == '@' ? end : at;
        colon = text.charAt(end) == ':' ? end : colon;
        end++;
      }
      if (at < 0 && isCut && end == text.length()) {
        at = end;
      } else if (at < 0 && colon >= 0 && !isPort(colon + 1, end)) {
        at = lastAt(end);
      }
      secretEnd = at;
      return start;
    }

    /** A password that holds a slash itself: what stands before it is no port then. */
    private int lastAt(int from) {
      if (from >= noAtStart && from < noAtEnd) {
        return -1;
      }
      int at = -1;
      int end = from;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        at = text.charAt(end) == '@' ? end : at;
        end++;
      }
      if (at < 0 && isCut && end == text.length()) {
        return end;
      }
      if (at < 0) {
        noAtStart = from;
        noAtEnd = end;
      }
      return at;
    }

    private boolean isPort(int from, int to) {
      for (int i = from; i < to; i++) {
        if (text.charAt(i) < '0' || text.charAt(i) > '9') {
          return false;
        }
      }
      return true;
    }

    private static boolean endsAuthority(char c) {
      return "/?#\\\"<>".indexOf(c) >= 0 || Character.isWhitespace(c);
    }

    private static boolean isOperator(char c) {
      return c == '=' || c == ':';
    }

    private static boolean isOperatorOrSpace(char c) {
      return isOperator(c) || c == '>' || Character.isWhitespace(c);
    }
  }
}
