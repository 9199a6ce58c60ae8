package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.SecretNames;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names whose values are never shown: of JSON members, form fields, query parameters, headers
 * and cookies.
 *
 * <p>Case, {@code -}, {@code _}, spaces and humps make no difference: {@code cardNumber}, {@code
 * card_number} and {@code CARD-NUMBER} are one name. Other punctuation divides a name into parts,
 * and one masked part masks the whole: {@code user.password}, {@code user[password]}.
 *
 * <p>Immutable. A look-up is linear in the length of the name and allocates nothing.
 *
 * @since 0.1.0
 */
@Internal
public final class MaskedNames {

  /** The names that are masked without any setting. */
  public static final List<String> DEFAULT = SecretNames.DEFAULT;

  private static final int ASCII = 128;

  /** Letters of a name that is hardly the end of another word by chance. */
  private static final int LONG = 5;

  private static final char IGNORED = 0;
  private static final char DIVIDER = 1;
  private static final char[] LETTERS = letters();

  private final ReversedTrie names = new ReversedTrie();
  private final List<String> list;

  private MaskedNames(List<String> list) {
    this.list = list;
    for (String name : list) {
      names.add(normalize(name));
    }
  }

  /**
   * The default list and more names.
   *
   * @param more added to {@link #DEFAULT}; names without letters and digits are ignored
   */
  public static MaskedNames withDefaults(List<String> more) {
    return of(Stream.concat(DEFAULT.stream(), more.stream()).toList());
  }

  /** These names and no others. */
  public static MaskedNames of(List<String> names) {
    return new MaskedNames(List.copyOf(names));
  }

  /** These names and one more. */
  MaskedNames and(String name) {
    return of(Stream.concat(list.stream(), Stream.of(name)).toList());
  }

  /** Whether the value under this name is masked. */
  public boolean contains(CharSequence name) {
    int node = ReversedTrie.ROOT;
    for (int i = name.length() - 1; i >= 0; i--) {
      char letter = letter(name.charAt(i));
      if (letter > DIVIDER) {
        node = step(node, letter);
      } else if (letter == DIVIDER) {
        return containsWholeOrPart(name);
      }
    }
    return names.isWord(node);
  }

  /**
   * Whether a masked name ends at a place in a text, and begins there at the start of a word:
   * {@code userPassword}, {@code user password}, but not {@code shippin}.
   *
   * @param from where the name may begin at the earliest
   * @param end the index after its last letter
   */
  boolean endIn(CharSequence text, int from, int end) {
    int node = ReversedTrie.ROOT;
    for (int i = end - 1; i >= from; i--) {
      char letter = letter(text.charAt(i));
      if (letter > DIVIDER) {
        node = step(node, letter);
        if (node == ReversedTrie.NONE) {
          return false;
        }
        if (names.isWord(node) && i > from && isHump(text, i, end)) {
          return true;
        }
      } else if (names.isWord(node)) {
        return true;
      } else if (letter == DIVIDER && text.charAt(i) != '.' && text.charAt(i) != '+') {
        return false; // a plus is a space in a query
      }
    }
    return names.isWord(node);
  }

  /**
   * Whether a masked name of several letters ends this one, wherever it begins: {@code csrftoken}.
   * For names alone: in a text that would be too many.
   */
  boolean longOneEnds(CharSequence name) {
    int node = ReversedTrie.ROOT;
    int letters = 0;
    for (int i = name.length() - 1; i >= 0 && node != ReversedTrie.NONE; i--) {
      char letter = letter(name.charAt(i));
      if (letter > DIVIDER) {
        node = names.child(node, letter);
        letters++;
        if (letters >= LONG && node != ReversedTrie.NONE && names.isWord(node)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether one of the names may end in this letter or digit, in any spelling.
   *
   * @param before what stands before it; not all of it may belong to a name
   */
  boolean someEndIn(char before, char last) {
    int node = names.child(ReversedTrie.ROOT, letter(last));
    if (node == ReversedTrie.NONE) {
      return false;
    }
    char letter = letter(before);
    return letter <= DIVIDER
        || names.isWord(node)
        || names.child(node, letter) != ReversedTrie.NONE;
  }

  /** Whether a character inside a name makes no difference and is no space. */
  static boolean isJoiner(char c) {
    return letter(c) == IGNORED && !Character.isSpaceChar(c);
  }

  private boolean containsWholeOrPart(CharSequence name) {
    int whole = ReversedTrie.ROOT;
    int part = ReversedTrie.ROOT;
    for (int i = name.length() - 1; i >= 0; i--) {
      char letter = letter(name.charAt(i));
      if (letter > DIVIDER) {
        whole = step(whole, letter);
        part = step(part, letter);
      } else if (letter == DIVIDER) {
        if (names.isWord(part)) {
          return true;
        }
        part = ReversedTrie.ROOT;
      }
    }
    return names.isWord(whole) || names.isWord(part);
  }

  private int step(int node, char letter) {
    return node == ReversedTrie.NONE ? node : names.child(node, letter);
  }

  private static String normalize(String name) {
    StringBuilder normal = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char letter = letter(name.charAt(i));
      if (letter > DIVIDER) {
        normal.append(letter);
      }
    }
    return normal.toString();
  }

  private static boolean isHump(CharSequence text, int index, int end) {
    return Character.isUpperCase(text.charAt(index))
        && (!Character.isUpperCase(text.charAt(index - 1))
            || (index + 1 < end && Character.isLowerCase(text.charAt(index + 1))));
  }

  /** The letter or digit that a character counts as, {@link #IGNORED} or {@link #DIVIDER}. */
  private static char letter(char c) {
    if (c < ASCII) {
      return LETTERS[c];
    }
    if (c == Escape.OTHER || QuoteSign.ALL.indexOf(c) >= 0) {
      return DIVIDER;
    }
    // folded as String.equalsIgnoreCase does, so that no other spelling of a letter slips by
    return isInvisible(c) ? IGNORED : Character.toLowerCase(Character.toUpperCase(c));
  }

  private static char[] letters() {
    char[] letters = new char[ASCII];
    for (char c = 0; c < ASCII; c++) {
      boolean ignored = c == '-' || c == '_' || c == ' ';
      letters[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : DIVIDER;
      letters[c] = ignored ? IGNORED : letters[c];
    }
    return letters;
  }

  /** Spaces and dashes of other scripts, and what has no width at all. */
  private static boolean isInvisible(char c) {
    int type = Character.getType(c);
    return type == Character.SPACE_SEPARATOR
        || type == Character.DASH_PUNCTUATION
        || type == Character.CONNECTOR_PUNCTUATION
        || type == Character.FORMAT;
  }
}
