package io.routeflow.micronaut.policy.masking;

import java.util.List;

/** One walk through one text. Thread-confined. */
final class TextPass extends UserInfoScanner {

  /** Headers whose value goes to the end of the line. */
  private static final MaskedNames WHOLE_LINE =
      MaskedNames.of(List.of("authorization", "proxy-authorization", "cookie", "set-cookie"));

  /**
   * So often, on average, a character may belong to values of names within values. Where it would
   * be more, all that follows is hidden, so that the time stays within bounds.
   */
  private static final long MOST_LOOKS = 16;

  private final MaskedNames names;
  private final int maxLength;
  private final ElementContent elements;
  private final StringBuilder masked = new StringBuilder(0);
  private int copied;

  /**
   * Where a name may begin at the earliest: behind the last operator, so that no letter is looked
   * at twice. What is hidden may hold its first word: {@code Basic api key: x}.
   */
  private int nameStart;

  /** Where the tag begins that the text is in. */
  private int tagStart = -1;

  /** The same for the tag around it, where a bracket in what is hidden may begin none. */
  private int outerTag = -1;

  /** The index after what is hidden. */
  private int hidden;

  /** Of the masked name that was found last: whether the whole line is its value. */
  private boolean ofLine;

  /** Whether it stands in quotes. */
  private boolean inQuotes;

  /** Of the value that was found last: where the part of it begins that no sign encloses. */
  private int runStart;

  /** Where it begins, if it may go on behind a space, else -1. */
  private int wordStart;

  /**
   * Prepares a walk.
   *
   * @param maxLength how many masked characters are needed
   * @param isCut whether the text goes on where it ends here
   */
  TextPass(MaskedNames names, String text, int maxLength, boolean isCut) {
    super(text, isCut);
    this.names = names;
    this.maxLength = maxLength;
    this.elements = new ElementContent(text, isCut);
  }

  /** The text without secrets; the same instance where there is nothing to mask. */
  String run() {
    int i = 0;
    while (i < text.length() && masked.length() + i - copied < maxLength) {
      int secret = TextSign.mayReveal(text.charAt(i)) ? secretAt(i) : -1;
      if (secret < 0) {
        i++;
        continue;
      }
      follow(secret);
      followWords();
      masked.append(text, copied, secret).append(Replacement.MASKED.text());
      copied = secretEnd;
      i = secretEnd;
    }
    if (copied == 0 && i == text.length()) {
      return text;
    }
    return masked.append(text, copied, i).toString();
  }

  /** Whether there is a secret. */
  boolean find() {
    for (int i = 0; i < text.length(); i++) {
      if (TextSign.mayReveal(text.charAt(i)) && secretAt(i) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Where a secret begins that the character at an index gives away, -1 if there is none. */
  private int secretAt(int index) {
    runStart = Integer.MAX_VALUE;
    wordStart = -1;
    int secret =
        switch (text.charAt(index)) {
          case '=' -> afterName(index, index + 1, Escape.PLAIN);
          case ':' -> afterColon(index);
          case '<' -> afterOpening(index);
          case '>' -> afterTag(index, index + 1);
          case '/' -> afterSlash(index + 1, Escape.PLAIN);
          case '+' -> WordEnd.is("bearer", text, index) ? afterScheme(index, index + 1) : -1;
          case '\\' -> isFirstBackslash(index) ? escaped(index, signAfter(index)) : -1;
          case '%', '&' -> escaped(index, index);
          default -> afterOther(index);
        };
    return secret < secretEnd ? secret : -1;
  }

  private int afterOther(int index) {
    return TextSign.isOperator(text.charAt(index))
        ? afterName(index, index + 1, Escape.PLAIN)
        : afterScheme(index, index + 1);
  }

  private boolean isFirstBackslash(int index) {
    return index == copied || text.charAt(index - 1) != '\\';
  }

  private int escaped(int begin, int sign) {
    long escape = Escape.at(text, sign, text.length());
    if (escape == Escape.NONE) {
      return -1;
    }
    int end = Escape.end(escape);
    char c = Escape.character(escape);
    int level = Escape.level(text, sign, escape);
    if (TextSign.isOperator(c)) {
      return afterName(begin, end, level);
    }
    if (c == '/') {
      return afterSlash(end, level);
    }
    if (c == '<') {
      return afterOpening(begin);
    }
    if (c == '>') {
      return afterTag(begin, end);
    }
    return TextSign.isSpace(c) ? afterScheme(begin, end) : -1;
  }

  private int afterSlash(int slashEnd, int level) {
    runStart = userInfo(slashEnd, level); // a tag or a name in it would be missing behind it
    return runStart;
  }

  /** Oracle's addresses have the user info in front of the slashes. */
  private int afterColon(int colon) {
    int secret = afterName(colon, colon + 1, Escape.PLAIN);
    if (secret >= 0 || !WordEnd.isOracle(text, colon)) {
      return secret;
    }
    secretEnd = lastAt(colon + 1);
    runStart = colon + 1;
    return runStart;
  }

  private int afterOpening(int bracket) {
    tagStart = bracket;
    outerTag = bracket < hidden ? outerTag : -1;
    return -1;
  }

  /** The content of an XML element with a masked name. */
  private int afterTag(int bracket, int content) {
    if (bracket > 0 && text.charAt(bracket - 1) == '/') {
      outerTag = bracket >= hidden && outerTag == tagStart ? -1 : outerTag;
      tagStart = -1;
      return -1;
    }
    int open = tagStart;
    int outer = outerTag;
    tagStart = -1;
    outerTag = -1;
    return isOfElement(open, bracket, content)
            || (outer != open && isOfElement(outer, bracket, content))
        ? content
        : -1;
  }

  private boolean isOfElement(int open, int bracket, int content) {
    int name = open < 0 ? -1 : bracketEnd(open);
    int nameEnd = name;
    while (name >= 0 && nameEnd < bracket && !TextSign.isSpace(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (name < 0 || !isMaskedName(name, nameEnd)) {
      return false;
    }
    secretEnd = elements.contentEnd(text.substring(open, name), content, name, nameEnd);
    return content < secretEnd;
  }

  private int bracketEnd(int open) {
    int sign = text.charAt(open) == '\\' ? signAfter(open) : open;
    return text.charAt(open) == '<' ? open + 1 : Escape.end(escapeAt(sign));
  }

  /**
   * What is hidden only because no space divides it may hold other masked names, and their values
   * may go on behind it: {@code {pin:1,token:"a b"}}.
   */
  private void follow(int secret) {
    int from = runStart;
    extendOverNames(secret);
    outerTag = outerTag < 0 ? tagStart : outerTag;
    cover(secret, from);
  }

  /** The words that follow a value may belong to it, and may hold other signs of secrets. */
  private void followWords() {
    int from = secretEnd;
    secretEnd = wordStart < 0 ? from : Passphrase.end(text, wordStart, from);
    if (secretEnd > from) {
      cover(from, from);
    }
  }

  /** Hides, from an index on, the values of what begins before the end of a secret. */
  private void cover(int secret, int from) {
    hidden = secretEnd;
    int words = wordStart;
    long looks = 0;
    int i = from;
    while (i < hidden && hidden < text.length()) {
      int inner = TextSign.mayReveal(text.charAt(i)) ? secretAt(i) : -1;
      if (inner < 0) {
        i++;
        continue;
      }
      looks += secretEnd - i;
      if (secretEnd > hidden) {
        extendOverNames(inner);
        hidden = secretEnd;
      }
      words = secretEnd < hidden ? words : Math.max(words, wordStart);
      if (looks > MOST_LOOKS * (hidden - secret)) {
        hidden = text.length();
      }
      i = inner;
    }
    secretEnd = hidden;
    wordStart = words;
  }

  /** What is hidden may end in a masked name itself, and what follows is its value then. */
  private void extendOverNames(int secret) {
    int from = secret;
    while (secretEnd < text.length()) {
      int operator = Separation.operatorOf(text, from, secretEnd);
      if (operator < 0 || !isMaskedName(from, operator)) {
        return;
      }
      int value = Separation.skip(text, secretEnd);
      int end = valueEnd(operator, value, Escape.PLAIN);
      if (end <= value) {
        return;
      }
      from = value;
      secretEnd = end;
    }
  }

  private int afterName(int operator, int operatorEnd, int level) {
    int from = nameStart;
    nameStart = operatorEnd;
    if (!isMaskedName(from, operator)) {
      return -1;
    }
    int value = Separation.skip(text, operatorEnd);
    int marked = ofLine ? value : Emphasis.skip(text, from, operator, value);
    if (marked > value) {
      secretEnd = valueEnd(operator, marked, level);
      if (secretEnd > marked) {
        runStart = marked; // names in brackets as well: the marks alone would not hide them
        return marked;
      }
    }
    secretEnd =
        Math.max(
            valueEnd(operator, value, level), TextBlock.ofYaml(text, operator, value, inQuotes));
    if (Escape.isPercent(level) || Separation.isBehindParameter(text, from, operator)) {
      wordStart = -1;
    }
    return value;
  }

  private boolean isMaskedName(int from, int operator) {
    return endsInMaskedName(text, from, operator, operator) || isMaskedUnescaped(from, operator);
  }

  private boolean isMaskedUnescaped(int from, int operator) {
    String name = EscapedName.decode(text, from, operator);
    return name != null && endsInMaskedName(name, 0, name.length(), operator);
  }

  private boolean endsInMaskedName(String in, int from, int to, int operator) {
    int nameEnd = NameEnd.of(in, from, to);
    int part = nameEnd < 0 ? -1 : NameParts.maskedEnd(names, in, from, nameEnd);
    if (part < 0 || (part < nameEnd && nameEnd == to && isPlace(in, from, to, operator))) {
      return false;
    }
    ofLine = WHOLE_LINE.endIn(in, from, part);
    inQuotes = NameEnd.isQuoted(in, nameEnd, to);
    return true;
  }

  private boolean isPlace(String in, int from, int end, int operator) {
    char next = operator + 1 < text.length() ? text.charAt(operator + 1) : ' ';
    return text.charAt(operator) == ':' && NameParts.isPlace(in, from, end, next);
  }

  private int valueEnd(int operator, int value, int level) {
    wordStart = value;
    if (ofLine) {
      int enclosed = Enclosure.ofHeader(text, value);
      runStart = Math.max(value, enclosed);
      return enclosed < 0 ? SecretValue.lineEnd(text, value) : enclosed;
    }
    if (inQuotes && level == Escape.PLAIN && text.charAt(operator) == ':') {
      int enclosed = Enclosure.end(text, value, QuoteSign.ALL);
      runStart = Math.max(value, enclosed);
      return enclosed < 0 ? SecretValue.jsonEnd(text, value) : enclosed;
    }
    return freeEnd(value, level);
  }

  private int freeEnd(int value, int level) {
    int enclosed = Enclosure.end(text, value, QuoteSign.ALL);
    runStart = Math.max(value, enclosed);
    return SecretValue.end(text, value, enclosed, level);
  }

  private int afterScheme(int space, int spaceEnd) {
    if (!WordEnd.isScheme(text, space)) {
      return -1;
    }
    int start = SecretValue.skipSpaces(text, spaceEnd);
    secretEnd = freeEnd(start, Escape.PLAIN);
    return start;
  }
}
