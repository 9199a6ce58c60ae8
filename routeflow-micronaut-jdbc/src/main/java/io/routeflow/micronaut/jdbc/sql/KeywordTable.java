package io.routeflow.micronaut.jdbc.sql;

/** Finds a keyword by the hash that the lexer has while it reads a word; allocates nothing. */
final class KeywordTable {
  private static final int SIZE = 2_048;
  private static final int MASK = SIZE - 1;
  private static final Keyword[] SLOTS = new Keyword[SIZE];

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
    put(Role.BEFORE_VALUE, Vocabulary.BEFORE_VALUE);
    put(0, Vocabulary.OTHERS);
  }

  private KeywordTable() {}

  /** One step of a word's hash; letters of either case count the same. */
  static int hash(int soFar, char next) {
    return soFar * 31 + (next & 0xDF);
  }

  static Keyword find(String upperCase) {
    return find(upperCase, 0, upperCase.length(), hashOf(upperCase));
  }

  static Keyword find(CharSequence sql, int start, int end, int hash) {
    int slot = slot(hash);
    for (Keyword keyword = SLOTS[slot]; keyword != null; keyword = SLOTS[slot]) {
      if (keyword.matches(sql, start, end, hash)) {
        return keyword;
      }
      slot = (slot + 1) & MASK;
    }
    return Keyword.NONE;
  }

  private static void put(int roles, String words) {
    for (String word : words.strip().split("\\s+", -1)) {
      int hash = hashOf(word);
      int slot = slot(hash);
      while (SLOTS[slot] != null && !SLOTS[slot].text().equals(word)) {
        slot = (slot + 1) & MASK;
      }
      Keyword known = SLOTS[slot];
      SLOTS[slot] = known == null ? new Keyword(word, hash, roles) : known.with(roles);
    }
  }

  private static int hashOf(String word) {
    int hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = hash(hash, word.charAt(i));
    }
    return hash;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 11) ^ (hash >>> 22)) & MASK;
  }
}
