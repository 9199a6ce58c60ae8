package io.routeflow.micronaut.jdbc.sql;

/** A word of SQL that the readers of the token stream know. */
final class Keyword {
  /** Any word that is none of ours. */
  static final Keyword NONE = new Keyword("", 0, 0);

  static final Keyword ADD = KeywordTable.find("ADD");
  static final Keyword ALTER = KeywordTable.find("ALTER");
  static final Keyword ANALYZE = KeywordTable.find("ANALYZE");
  static final Keyword AND = KeywordTable.find("AND");
  static final Keyword ANSI_DEFAULTS = KeywordTable.find("ANSI_DEFAULTS");
  static final Keyword ARRAY = KeywordTable.find("ARRAY");
  static final Keyword AS = KeywordTable.find("AS");
  static final Keyword BEGIN = KeywordTable.find("BEGIN");
  static final Keyword BETWEEN = KeywordTable.find("BETWEEN");
  static final Keyword BINARY = KeywordTable.find("BINARY");
  static final Keyword BY = KeywordTable.find("BY");
  static final Keyword CALL = KeywordTable.find("CALL");
  static final Keyword COLLATE = KeywordTable.find("COLLATE");
  static final Keyword COLUMN = KeywordTable.find("COLUMN");
  static final Keyword COPY = KeywordTable.find("COPY");
  static final Keyword CREATE = KeywordTable.find("CREATE");
  static final Keyword DECLARE = KeywordTable.find("DECLARE");
  static final Keyword DELETE = KeywordTable.find("DELETE");
  static final Keyword DENY = KeywordTable.find("DENY");
  static final Keyword DESC = KeywordTable.find("DESC");
  static final Keyword DESCRIBE = KeywordTable.find("DESCRIBE");
  static final Keyword DISTINCT = KeywordTable.find("DISTINCT");
  static final Keyword DROP = KeywordTable.find("DROP");
  static final Keyword DUPLICATE = KeywordTable.find("DUPLICATE");
  static final Keyword ELSE = KeywordTable.find("ELSE");
  static final Keyword EXEC = KeywordTable.find("EXEC");
  static final Keyword EXECUTE = KeywordTable.find("EXECUTE");
  static final Keyword EXPLAIN = KeywordTable.find("EXPLAIN");
  static final Keyword FETCH = KeywordTable.find("FETCH");
  static final Keyword FIRST = KeywordTable.find("FIRST");
  static final Keyword FOR = KeywordTable.find("FOR");
  static final Keyword FORMAT = KeywordTable.find("FORMAT");
  static final Keyword FROM = KeywordTable.find("FROM");
  static final Keyword FUNCTION = KeywordTable.find("FUNCTION");
  static final Keyword GRANT = KeywordTable.find("GRANT");
  static final Keyword IDENTIFIED = KeywordTable.find("IDENTIFIED");
  static final Keyword IDENTITY_INSERT = KeywordTable.find("IDENTITY_INSERT");
  static final Keyword IMPORT = KeywordTable.find("IMPORT");
  static final Keyword IN = KeywordTable.find("IN");
  static final Keyword INDEX = KeywordTable.find("INDEX");
  static final Keyword INSERT = KeywordTable.find("INSERT");
  static final Keyword INTO = KeywordTable.find("INTO");
  static final Keyword JOIN = KeywordTable.find("JOIN");
  static final Keyword KEY = KeywordTable.find("KEY");
  static final Keyword LOCK = KeywordTable.find("LOCK");
  static final Keyword MATERIALIZED = KeywordTable.find("MATERIALIZED");
  static final Keyword MERGE = KeywordTable.find("MERGE");
  static final Keyword NAMES = KeywordTable.find("NAMES");
  static final Keyword OFF = KeywordTable.find("OFF");
  static final Keyword NOT = KeywordTable.find("NOT");
  static final Keyword ON = KeywordTable.find("ON");
  static final Keyword ONLY = KeywordTable.find("ONLY");
  static final Keyword OPTIMIZE = KeywordTable.find("OPTIMIZE");
  static final Keyword OR = KeywordTable.find("OR");
  static final Keyword OUTPUT = KeywordTable.find("OUTPUT");
  static final Keyword PASSWORD = KeywordTable.find("PASSWORD");
  static final Keyword PERCENT = KeywordTable.find("PERCENT");
  static final Keyword PRAGMA = KeywordTable.find("PRAGMA");
  static final Keyword PROCEDURE = KeywordTable.find("PROCEDURE");
  static final Keyword QUOTED_IDENTIFIER = KeywordTable.find("QUOTED_IDENTIFIER");
  static final Keyword RECURSIVE = KeywordTable.find("RECURSIVE");
  static final Keyword REPLACE = KeywordTable.find("REPLACE");
  static final Keyword RETURN = KeywordTable.find("RETURN");
  static final Keyword RETURNING = KeywordTable.find("RETURNING");
  static final Keyword REVOKE = KeywordTable.find("REVOKE");
  static final Keyword ROW = KeywordTable.find("ROW");
  static final Keyword SELECT = KeywordTable.find("SELECT");
  static final Keyword SET = KeywordTable.find("SET");
  static final Keyword SHOW = KeywordTable.find("SHOW");
  static final Keyword START = KeywordTable.find("START");
  static final Keyword STATEMENT = KeywordTable.find("STATEMENT");
  static final Keyword STATISTICS = KeywordTable.find("STATISTICS");
  static final Keyword STRAIGHT_JOIN = KeywordTable.find("STRAIGHT_JOIN");
  static final Keyword TABLE = KeywordTable.find("TABLE");
  static final Keyword TABLES = KeywordTable.find("TABLES");
  static final Keyword THEN = KeywordTable.find("THEN");
  static final Keyword TIME = KeywordTable.find("TIME");
  static final Keyword TOP = KeywordTable.find("TOP");
  static final Keyword TRIGGER = KeywordTable.find("TRIGGER");
  static final Keyword TRUNCATE = KeywordTable.find("TRUNCATE");
  static final Keyword UNION = KeywordTable.find("UNION");
  static final Keyword UPDATE = KeywordTable.find("UPDATE");
  static final Keyword UPSERT = KeywordTable.find("UPSERT");
  static final Keyword USE = KeywordTable.find("USE");
  static final Keyword USING = KeywordTable.find("USING");
  static final Keyword VACUUM = KeywordTable.find("VACUUM");
  static final Keyword VALUE = KeywordTable.find("VALUE");
  static final Keyword VALUES = KeywordTable.find("VALUES");
  static final Keyword WITH = KeywordTable.find("WITH");
  static final Keyword ZONE = KeywordTable.find("ZONE");

  private final String text;
  private final long packed;
  private final int roles;
  private final int tokenClass;

  Keyword(String text, long packed, int roles) {
    this.text = text;
    this.packed = packed;
    this.roles = roles;
    this.tokenClass = TokenClass.ofWord(roles);
  }

  /** In upper case. */
  String text() {
    return text;
  }

  /** The {@link TokenClass} of the word. */
  int tokenClass() {
    return tokenClass;
  }

  /** Whether a literal may touch it, as one that it is the type of. */
  boolean touchesLiteral() {
    return this != NONE && !is(KeywordRole.NOT_BEFORE_LITERAL);
  }

  boolean is(int role) {
    return (roles & role) != 0;
  }

  Keyword with(int moreRoles) {
    return new Keyword(text, packed, roles | moreRoles);
  }

  /** Whether this is the word, packed as {@link KeywordTable#pack} does it. */
  boolean matches(CharSequence sql, int start, int end, long word) {
    int count = end - start;
    return word == packed
        && count == text.length()
        && (count <= Long.BYTES || isText(sql, start, end));
  }

  private boolean isText(CharSequence sql, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Characters.upper(Characters.at(sql, i)) != text.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }
}
