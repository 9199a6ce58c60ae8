package io.routeflow.micronaut.jdbc.sql;

/** Finds the keyword that a word is; allocates nothing. */
final class KeywordTable {
  private static final int SIZE = 2_048;
  private static final int MASK = SIZE - 1;
  private static final Keyword[] SLOTS = new Keyword[SIZE];
  private static final int SHORTEST = 2;

  private static int longest;

  static {
    put(Role.VERB | Role.MAIN_VERB, Vocabulary.MAIN_VERBS);
    put(Role.VERB, Vocabulary.OTHER_VERBS);
    put(Role.VERB | Role.GUARDED_VERB, Vocabulary.GUARDED_VERBS);
    put(Role.RESERVED, Vocabulary.RESERVED);
    put(Role.BEFORE_OPERAND, Vocabulary.BEFORE_OPERAND);
    put(Role.BEFORE_TABLE, Vocabulary.BEFORE_TABLE);
    put(Role.ENDS_TABLES, Vocabulary.ENDS_TABLES);
    put(Role.BEFORE_PLAIN_UPDATE, Vocabulary.BEFORE_PLAIN_UPDATE);
    put(Role.HARMLESS_OBJECT, Vocabulary.HARMLESS_OBJECTS);
    put(Role.OBJECT_MODIFIER, Vocabulary.OBJECT_MODIFIERS);
    put(Role.HARMLESS_WORD, Vocabulary.HARMLESS_WORDS);
    put(Role.BEFORE_ACCOUNT | Role.HARMLESS_WORD, Vocabulary.BEFORE_ACCOUNT);
    put(Role.BEFORE_QUOTED_NAME, Vocabulary.BEFORE_QUOTED_NAME);
    put(0, Vocabulary.OTHERS);
  }

  private KeywordTable() {}

  static Keyword find(String upperCase) {
    return find(upperCase, 0, upperCase.length());
  }

  /** The keyword between two indexes, in either case, or {@link Keyword#NONE}. */
  static Keyword find(CharSequence sql, int start, int end) {
    int count = end - start;
    if (count < SHORTEST || count > longest) {
      return Keyword.NONE;
    }
    int hash = hash(sql, start, end);
    int slot = slot(hash);
    for (Keyword keyword = SLOTS[slot]; keyword != null; keyword = SLOTS[slot]) {
      if (keyword.matches(sql, start, end, hash)) {
        return keyword;
      }
      slot = (slot + 1) & MASK;
    }
    return Keyword.NONE;
  }

  /** Of five characters only: enough to tell keywords apart, and quick for long words. */
  private static int hash(CharSequence sql, int start, int end) {
    int count = end - start;
    int hash = count * 31 + upper(sql, start);
    hash = hash * 31 + upper(sql, start + Math.min(1, count - 1));
    hash = hash * 31 + upper(sql, start + count / 2);
    return hash * 31 + upper(sql, end - 1);
  }

  /** Letters of either case count the same. */
  private static int upper(CharSequence sql, int index) {
    return sql.charAt(index) & 0xDF;
  }

  private static void put(int roles, String words) {
    for (String word : words.strip().split("\\s+", -1)) {
      int hash = hash(word, 0, word.length());
      longest = Math.max(longest, word.length());
      int slot = slot(hash);
      while (SLOTS[slot] != null && !SLOTS[slot].text().equals(word)) {
        slot = (slot + 1) & MASK;
      }
      Keyword known = SLOTS[slot];
      SLOTS[slot] = known == null ? new Keyword(word, hash, roles) : known.with(roles);
    }
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 11) ^ (hash >>> 22)) & MASK;
  }
}
