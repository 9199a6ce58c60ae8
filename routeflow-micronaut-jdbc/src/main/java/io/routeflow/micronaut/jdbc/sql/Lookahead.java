package io.routeflow.micronaut.jdbc.sql;

/** Looks at what follows a token, behind blanks only: a comment there is not looked through. */
final class Lookahead {
  private static final int LONGEST = 32;

  private Lookahead() {}

  /** The first character, or NUL behind the end. */
  static char first(SqlLexer token) {
    int start = start(token);
    return start < token.sql().length() ? Characters.at(token.sql(), start) : '\0';
  }

  /** The bare word in upper case; empty where none follows, or one that is no word of SQL. */
  static String word(SqlLexer token) {
    return word(token.sql(), start(token));
  }

  private static String word(CharSequence sql, int start) {
    int end = wordEnd(sql, start);
    return end - start > LONGEST ? "" : upper(sql, start, end);
  }

  /** The keyword that follows; {@link Keyword#NONE} for a name and whatever else. */
  static Keyword keyword(SqlLexer token) {
    return KeywordTable.find(word(token));
  }

  /** The first character behind the word that follows. */
  static char behindWord(SqlLexer token) {
    CharSequence sql = token.sql();
    int at = blanksEnd(sql, wordEnd(sql, start(token)));
    return at < sql.length() ? Characters.at(sql, at) : '\0';
  }

  /** The word behind the one that follows and blanks or a dot, in upper case; or empty. */
  static String wordBehind(SqlLexer token) {
    CharSequence sql = token.sql();
    int start = blanksEnd(sql, wordEnd(sql, start(token)));
    if (start < sql.length() && Characters.at(sql, start) == '.') {
      start = blanksEnd(sql, start + 1);
    }
    return word(sql, start);
  }

  private static int start(SqlLexer token) {
    return blanksEnd(token.sql(), token.end());
  }

  private static int blanksEnd(CharSequence sql, int from) {
    int i = from;
    while (i < sql.length() && Characters.isBlank(Characters.at(sql, i))) {
      i++;
    }
    return i;
  }

  private static int wordEnd(CharSequence sql, int from) {
    int i = from;
    while (i < sql.length() && Characters.isWordPart(Characters.at(sql, i))) {
      i++;
    }
    return i;
  }

  private static String upper(CharSequence sql, int start, int end) {
    StringBuilder word = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      word.append(Characters.upper(Characters.at(sql, i)));
    }
    return word.toString();
  }
}
