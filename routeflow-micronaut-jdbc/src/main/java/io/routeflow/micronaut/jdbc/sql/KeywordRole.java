package io.routeflow.micronaut.jdbc.sql;

/** What a keyword means to the readers of the token stream; bits, as one word has several. */
final class KeywordRole {
  /** Starts a statement. */
  static final int VERB = 1;

  /** The verb that a WITH clause or EXPLAIN leads to. */
  static final int MAIN_VERB = 1 << 1;

  /** Never a table's name or alias. */
  static final int RESERVED = 1 << 2;

  /** An operand follows, so that a sign belongs to the number after it. */
  static final int BEFORE_OPERAND = 1 << 3;

  /** Stands between a clause word and the table that it names. */
  static final int BEFORE_TABLE = 1 << 4;

  /** Ends a list of tables. */
  static final int ENDS_TABLES = 1 << 5;

  /** UPDATE after it is no statement. */
  static final int BEFORE_PLAIN_UPDATE = 1 << 6;

  /** The verb of a statement whose names may be secrets. */
  static final int GUARDED_VERB = 1 << 7;

  /** What CREATE and its like may make without a secret among the names. */
  static final int HARMLESS_OBJECT = 1 << 8;

  /** Stands between CREATE and the kind of the object. */
  static final int OBJECT_MODIFIER = 1 << 9;

  /** Says nothing wherever it stands in a guarded statement. */
  static final int HARMLESS_WORD = 1 << 10;

  /** The name of an account follows. */
  static final int BEFORE_ACCOUNT = 1 << 11;

  /** A name follows and no expression, even in double quotes where they are lenient. */
  static final int BEFORE_QUOTED_NAME = 1 << 12;

  /** Changes what may be a table or a secret, even where nothing is expected. */
  static final int STEERS = 1 << 13;

  /** In a list of columns a name follows that is none of a column. */
  static final int BEFORE_CONSTRAINT_NAME = 1 << 14;

  /** A parenthesis after it lists the columns of a key. */
  static final int BEFORE_KEY_COLUMNS = 1 << 15;

  /** Names what is defined, whose columns a parenthesis after the name lists. */
  static final int BEFORE_DEFINED_NAME = 1 << 16;

  /** May follow an operand, and so may touch the end of a literal or of a quoted name. */
  static final int AFTER_OPERAND = 1 << 17;

  /** Reads or writes rows, and is reserved nearly everywhere. */
  static final int DATA_VERB = 1 << 18;

  /** Behind FOR, goes on with the table before it: as of which time it is read. */
  static final int PERIOD = 1 << 19;

  /** Is shown of a table, which FROM names. */
  static final int SHOWN_OF_TABLE = 1 << 20;

  /**
   * What it says about tables depends on the word before it, or it says how the next word is read.
   */
  static final int QUALIFIES_NEXT = 1 << 21;

  /** Rows follow. */
  static final int BEFORE_ROWS = 1 << 22;

  /** A pragma of SQLite that takes no secret: what it is handed is a table, a mode or a number. */
  static final int HARMLESS_PRAGMA = 1 << 23;

  /** Reserved in some databases only; at the place of a table it is nothing but its name. */
  static final int NAME_OF_TABLE = 1 << 24;

  /** May stand right behind the name of what is defined, and so may touch its quotes. */
  static final int AFTER_DEFINED_NAME = 1 << 25;

  /** Never right before a literal: there it shows, as a word that is not known, misread quotes. */
  static final int NOT_BEFORE_LITERAL = 1 << 26;

  /** Right behind BEGIN or START it says that these begin a transaction. */
  static final int OF_TRANSACTION = 1 << 27;

  /** May name a column that is returned, without AS, though it leads to a table elsewhere. */
  static final int BARE_LABEL = 1 << 28;

  /** A setting of the session, which behind SET says nothing; as an argument it may be a value. */
  static final int HARMLESS_SETTING = 1 << 29;

  private KeywordRole() {}
}
