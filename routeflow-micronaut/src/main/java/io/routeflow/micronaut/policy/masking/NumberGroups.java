package io.routeflow.micronaut.policy.masking;

/**
 * Numbers of cards and accounts are written in groups: {@code 4111 1111 1111 1111}, and those of
 * ISO 13616 with one of letters: {@code GB29 NWBK 6016 1331 9268 19}.
 */
final class NumberGroups {

  /** Of a bank, and of the beginning of an account's number. */
  private static final int BANK_LETTERS = 4;

  private NumberGroups() {}

  /** The index after the groups of which the first one ends here. */
  static int end(CharSequence text, int start, int end) {
    if (!isGroup(text, start, end)) {
      return end;
    }
    boolean account = isAccountStart(text, start, end);
    int groups = end;
    while (true) {
      int next = groupEnd(text, groups);
      if (next < 0 && account) {
        next = groupEnd(text, bankEnd(text, groups));
      }
      if (next < 0) {
        return groups;
      }
      groups = next;
    }
  }

  /** The end of the group behind a space; -1 where none is there. */
  private static int groupEnd(CharSequence text, int before) {
    int start = before < 0 ? before : skipGap(text, before);
    if (start <= before) {
      return -1;
    }
    int end = start;
    while (end < text.length() && (isDigit(text.charAt(end)) || isLetter(text.charAt(end)))) {
      end++;
    }
    boolean isWhole = skipGap(text, end) > end || SecretValue.endsHere(text, end);
    return isWhole && isGroup(text, start, end) ? end : -1;
  }

  /** The end of four letters behind a space; -1 where they are not there. */
  private static int bankEnd(CharSequence text, int before) {
    int start = skipGap(text, before);
    if (start <= before) {
      return -1;
    }
    int end = start;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    return end - start == BANK_LETTERS ? end : -1;
  }

  private static int skipGap(CharSequence text, int start) {
    int index = start;
    while (index < text.length()
        && SecretValue.isBlank(text.charAt(index))
        && text.charAt(index) != '\n'
        && text.charAt(index) != '\r') {
      index++;
    }
    return index;
  }

  /** A country and two digits. */
  private static boolean isAccountStart(CharSequence text, int start, int end) {
    return end - start == BANK_LETTERS
        && isLetter(text.charAt(start))
        && isLetter(text.charAt(start + 1))
        && isDigit(text.charAt(start + 2))
        && isDigit(text.charAt(start + 3));
  }

  private static boolean isGroup(CharSequence text, int start, int end) {
    boolean digit = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      digit |= isDigit(c);
      if (!isDigit(c) && !isLetter(c)) {
        return false;
      }
    }
    return digit;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
