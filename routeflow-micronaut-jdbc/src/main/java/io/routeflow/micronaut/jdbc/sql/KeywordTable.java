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

  /** Takes the case of each of eight letters away. */
  private static final long UPPER = 0xDFDF_DFDF_DFDF_DFDFL;

  /** In place of a character that no keyword has. */
  private static final int FOREIGN = 0x80;

  private static final long ANY_FOREIGN = 0x8080_8080_8080_8080L;

  static {
    put(KeywordRole.VERB | KeywordRole.MAIN_VERB | KeywordRole.STEERS, Vocabulary.MAIN_VERBS);
    put(KeywordRole.VERB, Vocabulary.OTHER_VERBS);
    put(KeywordRole.VERB | KeywordRole.GUARDED_VERB, Vocabulary.GUARDED_VERBS);
    put(KeywordRole.RESERVED, Vocabulary.RESERVED);
    put(KeywordRole.BEFORE_OPERAND, Vocabulary.BEFORE_OPERAND);
    put(KeywordRole.BEFORE_TABLE, Vocabulary.BEFORE_TABLE);
    put(KeywordRole.NAME_OF_TABLE, Vocabulary.NAMES_OF_TABLES);
    put(KeywordRole.ENDS_TABLES | KeywordRole.STEERS, Vocabulary.ENDS_TABLES);
    put(KeywordRole.BEFORE_PLAIN_UPDATE | KeywordRole.STEERS, Vocabulary.BEFORE_PLAIN_UPDATE);
    put(KeywordRole.HARMLESS_OBJECT, Vocabulary.HARMLESS_OBJECTS);
    put(KeywordRole.OBJECT_MODIFIER, Vocabulary.OBJECT_MODIFIERS);
    put(KeywordRole.HARMLESS_WORD, Vocabulary.HARMLESS_WORDS);
    put(
        KeywordRole.HARMLESS_SETTING | KeywordRole.NOT_BEFORE_LITERAL,
        Vocabulary.HARMLESS_SETTINGS);
    put(KeywordRole.HARMLESS_SETTING, Vocabulary.OTHER_SETTINGS);
    put(KeywordRole.BEFORE_ACCOUNT | KeywordRole.HARMLESS_WORD, Vocabulary.BEFORE_ACCOUNT);
    put(KeywordRole.BEFORE_QUOTED_NAME, Vocabulary.BEFORE_QUOTED_NAME);
    put(KeywordRole.DATA_VERB, Vocabulary.DATA_VERBS);
    put(KeywordRole.PERIOD, Vocabulary.PERIODS);
    put(KeywordRole.SHOWN_OF_TABLE, Vocabulary.SHOWN_OF_TABLE);
    put(KeywordRole.AFTER_OPERAND, Vocabulary.AFTER_OPERAND);
    put(KeywordRole.AFTER_OPERAND | KeywordRole.NOT_BEFORE_LITERAL, Vocabulary.ONLY_AFTER_OPERAND);
    put(KeywordRole.BEFORE_CONSTRAINT_NAME, Vocabulary.BEFORE_CONSTRAINT_NAME);
    put(KeywordRole.BEFORE_KEY_COLUMNS, Vocabulary.BEFORE_KEY_COLUMNS);
    put(KeywordRole.BEFORE_DEFINED_NAME, Vocabulary.BEFORE_DEFINED_NAME);
    put(KeywordRole.STEERS, Vocabulary.OTHER_STEERING);
    put(KeywordRole.QUALIFIES_NEXT, Vocabulary.QUALIFIES_NEXT);
    put(KeywordRole.BEFORE_ROWS, Vocabulary.BEFORE_ROWS);
    put(KeywordRole.HARMLESS_PRAGMA, Vocabulary.HARMLESS_PRAGMAS);
    put(KeywordRole.AFTER_DEFINED_NAME, Vocabulary.BEHIND_DEFINED_NAME);
    put(
        KeywordRole.AFTER_DEFINED_NAME | KeywordRole.NOT_BEFORE_LITERAL,
        Vocabulary.ONLY_BEHIND_DEFINED_NAME);
    put(KeywordRole.AFTER_DEFINED_NAME, Vocabulary.TYPES);
    put(KeywordRole.AFTER_DEFINED_NAME, Vocabulary.TYPES_OF_LITERALS);
    put(KeywordRole.OF_TRANSACTION, Vocabulary.OF_TRANSACTION);
    put(KeywordRole.NOT_BEFORE_LITERAL, Vocabulary.NOT_BEFORE_LITERAL);
    put(KeywordRole.BARE_LABEL, Vocabulary.BARE_LABELS);
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
    long upper = packed & UPPER;
    int slot = slot(upper);
    for (Keyword keyword = SLOTS[slot]; keyword != null; keyword = SLOTS[slot]) {
      if (keyword.matches(sql, start, end, upper)) {
        return keyword;
      }
      slot = (slot + 1) & MASK;
    }
    return Keyword.NONE;
  }

  /**
   * Adds a character to those before it, of which the last seven stay: so an ASCII word of up to
   * eight is known by its number.
   */
  static long pack(long packed, char c) {
    return (packed << Byte.SIZE) | (c < ASCII ? c : FOREIGN);
  }

  /** Whether a word of that many characters is known by its number alone. */
  static boolean isExact(long packed, int characters) {
    return packed != 0 && characters <= Long.BYTES && (packed & ANY_FOREIGN) == 0;
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
      long packed = packed(word) & UPPER;
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
