package io.routeflow.micronaut.policy.masking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Masks the strings of a JSON document as free text is masked: the message of an exception that an
 * error response repeats, the address that a link of it has, JSON within a string. Names of members
 * are left alone.
 *
 * <p>Most strings hold nothing that could give a secret away. So the document is looked through for
 * such characters, byte by byte, and only a string that has one is read as text.
 *
 * <p>Immutable. Time and memory grow with the length of the document, whatever is in it.
 */
final class JsonStrings {

  private static final int BYTES = 256;
  private static final int ASCII = 128;

  /** What {@link TextPass} looks for, or the beginning of it: see {@link #isCandidate}. */
  private static final boolean[] SIGNS = signs();

  /** The first byte of the wide colon, the wide equals sign, and of much else. */
  private static final byte WIDE = (byte) 0xef;

  private static final int UNICODE_LENGTH = JsonText.UNICODE_LENGTH;

  /** Makes a small letter of a capital one. */
  private static final int LOWER = 'a' - 'A';

  /** So far before an {@code @} what makes it the end of user info is looked for. */
  private static final int NEAR = 64;

  private final TextMasker masker;

  /** The pairs of characters with which a masked name can end. */
  private final boolean[][] lastPairs = new boolean[ASCII][ASCII];

  /** What may end in the middle of a text, so that a sign of user info may be missing. */
  enum Cut {
    /** No string. */
    NONE,
    /** The last one. */
    LAST,
    /** Each one: it is not known which. */
    ANY
  }

  JsonStrings(MaskedNames names) {
    this.masker = new TextMasker(names);
    for (char before = 0; before < ASCII; before++) {
      for (char last = 0; last < ASCII; last++) {
        lastPairs[before][last] = !Character.isLetterOrDigit(last) || names.someEndIn(before, last);
      }
    }
  }

  /**
   * Masks a document that is valid up to its end.
   *
   * @param document masked by its names; neither changed nor kept
   * @param cut which of its strings may be the beginning of a longer one
   * @param maxLength how long the result may become, in bytes
   * @return the same document where there is nothing to mask
   * @throws MaskedCopy.TooLong where the result would be longer
   */
  RedactedBody.Json mask(RedactedBody.Json document, Cut cut, int maxLength) throws IOException {
    byte[] bytes = document.array();
    int length = document.length();
    MaskedCopy copy = null;
    int from = 0;
    boolean anyIsCut = cut != Cut.NONE;
    int candidate = nextCandidate(bytes, from, length, anyIsCut);
    while (candidate < length) {
      int open = opening(bytes, candidate, from);
      int close = closing(bytes, open + 1, length);
      if (!isName(bytes, close + 1, length)) {
        boolean isCut = cut == Cut.ANY || (cut == Cut.LAST && isLast(bytes, close + 1, length));
        byte[] masked = masked(bytes, open + 1, close, isCut);
        if (masked.length > 0) {
          copy = copy == null ? new MaskedCopy(bytes, length, maxLength, false, null) : copy;
          copy.replace(open + 1, close, masked);
        }
      }
      from = Math.min(length, close + 1);
      candidate = nextCandidate(bytes, from, length, anyIsCut);
    }
    if (copy == null) {
      return document;
    }
    copy.copyTo(length);
    return new RedactedBody.Json(copy.array(), copy.length());
  }

  private int nextCandidate(byte[] bytes, int from, int length, boolean isCut) {
    int i = from;
    while (i < length && !(SIGNS[bytes[i] & 0xff] && isSign(bytes, i, length, isCut))) {
      i++;
    }
    return i;
  }

  /** Small, so that the compiler makes one loop of it: what it rules out is in every document. */
  private boolean isSign(byte[] bytes, int i, int length, boolean isCut) {
    return switch (bytes[i]) {
      case ':' -> !isBehindQuote(bytes, i) && isCandidate(bytes, i, length, isCut);
      case 'b', 'B' -> isWord("bearer", bytes, i, length) || isWord("basic", bytes, i, length);
      default -> isCandidate(bytes, i, length, isCut);
    };
  }

  /** Whether something may be masked in the string around a byte, on account of that byte. */
  private boolean isCandidate(byte[] bytes, int i, int length, boolean isCut) {
    return switch (bytes[i]) {
      case '<' -> true;
      case '=' -> mayFollowName(bytes, i);
      // user info that was cut has no more than its colon
      case ':' -> isCut || mayFollowName(bytes, i);
      case '@' -> mayEndUserInfo(bytes, i);
      case '/' -> isCut && i + 1 < length && (bytes[i + 1] == '/' || bytes[i + 1] == '\\');
      case '\\' -> isEscapedSign(bytes, i, length);
      case '%' -> i + 1 < length && Character.isLetterOrDigit(bytes[i + 1]);
      case '&' -> mayBeEntity(bytes, i, length);
      case WIDE -> isWideSign(bytes, i, length);
      default -> false;
    };
  }

  /** What divides a member's name from its value stands behind a quote, and no other colon does. */
  private static boolean isBehindQuote(byte[] bytes, int colon) {
    int i = colon - 1;
    while (i > 0 && bytes[i] >= 0 && bytes[i] <= ' ') {
      i--;
    }
    return i >= 0 && bytes[i] == '"' && !isEscaped(bytes, i, 0);
  }

  /** Not behind other letters: most addresses, and times, are passed over for it. */
  private boolean mayFollowName(byte[] bytes, int operator) {
    if (operator < 2 || bytes[operator - 1] < 0 || bytes[operator - 2] < 0) {
      return true;
    }
    return lastPairs[bytes[operator - 2]][bytes[operator - 1]]
        || isEndOfEscape(bytes, operator)
        || isEndOfEscape(bytes, operator - 1)
        || mayEndParts(bytes, operator);
  }

  /** Whether the word before an operator may be the last part of a name: see {@link NameParts}. */
  private static boolean mayEndParts(byte[] bytes, int operator) {
    int i = operator - 1;
    while (i > 0 && isOfWord(bytes[i])) {
      i--;
    }
    boolean mayDivide = bytes[i] < 0 || ".[]'\\".indexOf(bytes[i]) >= 0;
    return mayDivide || (i > 0 && bytes[i] == '"' && bytes[i - 1] == '\\');
  }

  private static boolean isOfWord(byte b) {
    return b >= 0 && (Character.isLetterOrDigit(b) || b == '-' || b == '_' || b == '$');
  }

  /** By its number or its name; the next parameter of a query is none. */
  private static boolean mayBeEntity(byte[] bytes, int ampersand, int length) {
    int i = ampersand + 1;
    while (i < length && Character.isLetter(bytes[i])) {
      i++;
    }
    return i < length && (bytes[i] == ';' || bytes[i] == '#');
  }

  /** Whether an escape ends before an index, or what looks like one. */
  private static boolean isEndOfEscape(byte[] bytes, int index) {
    return (index > 1 && bytes[index - 2] == '\\')
        || (index >= UNICODE_LENGTH
            && bytes[index - UNICODE_LENGTH] == '\\'
            && bytes[index - UNICODE_LENGTH + 1] == 'u');
  }

  /** Not without slashes or a colon before it: most addresses of mail are passed over for it. */
  private static boolean mayEndUserInfo(byte[] bytes, int at) {
    int nearest = Math.max(0, at - NEAR);
    int i = at - 1;
    while (i >= nearest && bytes[i] != '/' && bytes[i] != ':' && bytes[i] != '"') {
      i--;
    }
    return i < nearest || bytes[i] != '"' || isEscaped(bytes, i, 0);
  }

  /**
   * An escape that stands for a sign, or a backslash, with which an escape of another kind begins.
   */
  private static boolean isEscapedSign(byte[] bytes, int backslash, int length) {
    if (backslash + 1 >= length || bytes[backslash + 1] == '\\') {
      return true;
    }
    if (bytes[backslash + 1] != 'u') {
      return false;
    }
    // most escapes are letters of other scripts
    return backslash + UNICODE_LENGTH > length
        || (bytes[backslash + 2] == '0'
            && bytes[backslash + 3] == '0'
            && bytes[backslash + 4] < '8')
        || (bytes[backslash + 2] | LOWER) == 'f';
  }

  private static boolean isWideSign(byte[] bytes, int i, int length) {
    return i + 2 < length
        && bytes[i + 1] == (byte) 0xbc
        && (bytes[i + 2] == (byte) 0x9a || bytes[i + 2] == (byte) 0x9d);
  }

  /** Whether a word begins here, in letters of any case. */
  private static boolean isWord(String word, byte[] bytes, int from, int length) {
    if (length - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[from + i] | LOWER) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the string that an index is in begins: at the nearest quote that is not escaped. */
  private static int opening(byte[] bytes, int index, int from) throws JsonPass.Unparsable {
    int i = index;
    while (i >= from && !(bytes[i] == '"' && !isEscaped(bytes, i, from))) {
      i--;
    }
    if (i < from) {
      throw new JsonPass.Unparsable(); // no string: show nothing
    }
    return i;
  }

  private static int closing(byte[] bytes, int from, int length) {
    int i = from;
    while (i < length && bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, length);
  }

  private static boolean isEscaped(byte[] bytes, int index, int from) {
    int i = index;
    while (i > from && bytes[i - 1] == '\\') {
      i--;
    }
    return (index - i) % 2 != 0;
  }

  private static boolean isName(byte[] bytes, int from, int length) {
    int i = skipBlanks(bytes, from, length);
    return i < length && bytes[i] == ':';
  }

  /** Whether no string follows, so that this is the one that may have been cut. */
  private static boolean isLast(byte[] bytes, int from, int length) {
    int i = from;
    while (i < length && bytes[i] != '"') {
      i++;
    }
    return i >= length;
  }

  private static int skipBlanks(byte[] bytes, int from, int length) {
    int i = from;
    while (i < length && bytes[i] >= 0 && bytes[i] <= ' ') {
      i++;
    }
    return i;
  }

  /** What to write in the place of a string's content; nothing where it stays. */
  private byte[] masked(byte[] bytes, int from, int to, boolean isCut) {
    String text = JsonText.read(bytes, from, to);
    String masked = isCut ? masker.maskBeginning(text, Integer.MAX_VALUE) : masker.mask(text);
    if (masked.equals(text)) {
      return new byte[0];
    }
    return JsonText.write(masked).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean[] signs() {
    boolean[] signs = new boolean[BYTES];
    for (char c : "=:@/<\\%&bB".toCharArray()) {
      signs[c] = true;
    }
    signs[WIDE & 0xff] = true;
    return signs;
  }
}
