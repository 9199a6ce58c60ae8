package io.routeflow.micronaut.jdbc.sql;

/** Finds the keyword that a word is; allocates nothing. */
final class KeywordTable {
  private static final int SIZE_BITS = 11;
  private static final int SIZE = 1 << SIZE_BITS;
  private static final int MASK = SIZE - 1;
  private static final Keyword[] SLOTS = new Keyword[SIZE];

  /** Any odd number that leaves few keywords without a slot of their own. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private static final int ASCII = 128;
  private static final int UPPER = 0xDF;

  /** In place of a character that no keyword has. */
  private static final int FOREIGN = 0x80;

  static {
    put(Role.VERB | Role.MAIN_VERB | Role.STEERS, Vocabulary.MAIN_VERBS);
    put(Role.VERB, Vocabulary.OTHER_VERBS);
    put(Role.VERB | Role.GUARDED_VERB, Vocabulary.GUARDED_VERBS);
    put(Role.RESERVED, Vocabulary.RESERVED);
    put(Role.BEFORE_OPERAND, Vocabulary.BEFORE_OPERAND);
    put(Role.BEFORE_TABLE, Vocabulary.BEFORE_TABLE);
    put(Role.ENDS_TABLES | Role.STEERS, Vocabulary.ENDS_TABLES);
    put(Role.BEFORE_PLAIN_UPDATE | Role.STEERS, Vocabulary.BEFORE_PLAIN_UPDATE);
    put(Role.HARMLESS_OBJECT, Vocabulary.HARMLESS_OBJECTS);
    put(Role.OBJECT_MODIFIER, Vocabulary.OBJECT_MODIFIERS);
    put(Role.HARMLESS_WORD, Vocabulary.HARMLESS_WORDS);
    put(Role.BEFORE_ACCOUNT | Role.HARMLESS_WORD, Vocabulary.BEFORE_ACCOUNT);
    put(Role.BEFORE_QUOTED_NAME, Vocabulary.BEFORE_QUOTED_NAME);
    put(Role.STEERS, Vocabulary.OTHER_STEERING);
    put(0, Vocabulary.OTHERS);
  }

  private KeywordTable() {}

  static Keyword find(String upperCase) {
    return find(upperCase, 0, upperCase.length(), packed(upperCase));
  }

  /**
   * The keyword between two indexes, in either case, or {@link Keyword#NONE}.
   *
   * @param packed the word's characters, each added by {@link #pack}
   */
  static Keyword find(CharSequence sql, int start, int end, long packed) {
    int slot = slot(packed);
    for (Keyword keyword = SLOTS[slot]; keyword != null; keyword = SLOTS[slot]) {
      if (keyword.matches(sql, start, end, packed)) {
        return keyword;
      }
      slot = (slot + 1) & MASK;
    }
    return Keyword.NONE;
  }

  /**
   * Adds a character to those before it, of which the last seven stay: so a word of up to eight is
   * known by its number. Letters of either case are the same, and nothing else is one.
   */
  static long pack(long packed, char c) {
    return (packed << Byte.SIZE) | (c < ASCII ? c & UPPER : FOREIGN);
  }

  private static long packed(String word) {
    long packed = 0;
    for (int i = 0; i < word.length(); i++) {
      packed = pack(packed, word.charAt(i));
    }
    return packed;
  }

  private static void put(int roles, String words) {
    for (String word : words.strip().split("\\s+", -1)) {
      long packed = packed(word);
      int slot = slot(packed);
      while (SLOTS[slot] != null && !SLOTS[slot].text().equals(word)) {
        slot = (slot + 1) & MASK;
      }
      Keyword known = SLOTS[slot];
      SLOTS[slot] = known == null ? new Keyword(word, packed, roles) : known.with(roles);
    }
  }

  private static int slot(long packed) {
    return (int) ((packed * SPREAD) >>> (Long.SIZE - SIZE_BITS));
  }
}
