package io.routeflow.micronaut.policy.masking;

/**
 * A name of several parts in a free text, as forms and settings have them: {@code
 * user[password][new]}, {@code token[0]}, {@code password.new}. One masked part masks the whole, as
 * {@link MaskedNames#contains} has it. What stands behind a space is no part of the name, so that a
 * sentence is none.
 */
final class NameParts {

  private static final int NONE = -1;

  private NameParts() {}

  /**
   * The index after the last part that is masked, {@link #NONE} where none is.
   *
   * @param from where the name may begin at the earliest
   * @param end the index after its last letter or digit
   */
  static int maskedEnd(MaskedNames names, String text, int from, int end) {
    if (names.endIn(text, from, end)) {
      return end;
    }
    boolean isDivided = false;
    for (int i = end; i > from && belongs(text, i - 1, from); i--) {
      char c = text.charAt(i - 1);
      boolean isLetter = Character.isLetterOrDigit(c);
      if (isDivided && isLetter && names.endIn(text, from, i)) {
        return i;
      }
      isDivided = isDivider(c) || (isDivided && !isLetter);
    }
    return NONE;
  }

  /**
   * Whether what looks like a name with dots before a colon is a class or the address of something:
   * {@code com.example.token.Parser: failed}, {@code (Token.java:12)}, {@code
   * //session.example.com:8080}. A package, a file or a host has such a name, and a value does not
   * follow.
   *
   * @param end the index after the name's last letter or digit
   * @param next what stands behind the colon
   */
  static boolean isPlace(String text, int from, int end, char next) {
    int start = end;
    int last = end;
    while (start > from && belongs(text, start - 1, from)) {
      start--;
      if (isBracket(text.charAt(start))) {
        return false;
      }
      last = last == end && text.charAt(start) == '.' ? start + 1 : last;
    }
    boolean isClass =
        Character.isLowerCase(text.charAt(start)) && Character.isUpperCase(text.charAt(last));
    boolean isNumbered = next >= '0' && next <= '9';
    return isClass || (isNumbered && start > from && "/@(".indexOf(text.charAt(start - 1)) >= 0);
  }

  private static boolean belongs(String text, int index, int from) {
    char c = text.charAt(index);
    if (c == '"' || c == '\'') {
      return text.charAt(index + 1) == ']' || (index > from && text.charAt(index - 1) == '[');
    }
    return Character.isLetterOrDigit(c) || isDivider(c) || c == '$' || MaskedNames.isJoiner(c);
  }

  private static boolean isDivider(char c) {
    return c == '.' || isBracket(c);
  }

  private static boolean isBracket(char c) {
    return c == '[' || c == ']';
  }
}
