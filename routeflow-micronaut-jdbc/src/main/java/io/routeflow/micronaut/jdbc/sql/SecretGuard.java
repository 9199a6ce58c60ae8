package io.routeflow.micronaut.jdbc.sql;

/**
 * Watches for statements in which a name may be a secret, as in Oracle's {@code IDENTIFIED BY
 * tiger}. In those each word must be one that says nothing, or the name of an account right after
 * {@code USER} and its like. Not thread-safe.
 */
final class SecretGuard {
  private enum Stage {
    VERB,
    OBJECT,
    PROCEDURE,
    ARGUMENTS,
    OPEN,
    GUARDED,
    /** MariaDB's SET STATEMENT name = value FOR, before the statement. */
    SETTINGS,
    /** SQL Server's SET IDENTITY_INSERT table ON. */
    IDENTITY,
    /** Right behind the FORMAT of an INSERT. */
    FORMAT,
    /** Right behind the name of that format. */
    ROWS
  }

  private static final int NOWHERE = -1;

  private final boolean bareArguments;
  private final boolean bareRows;
  private Stage stage = Stage.VERB;
  private Keyword verb = Keyword.NONE;
  private boolean firstStatement = true;
  private boolean named;

  /** Where SET began a list that may be one of SQL Server's switches. */
  private int switchesDepth = NOWHERE;

  SecretGuard(SqlDialect dialect) {
    this.bareArguments = dialect.has(DialectFeature.BARE_ARGUMENTS);
    this.bareRows = dialect.has(DialectFeature.BARE_ROWS);
  }

  /** Whether the token may be written; after one refusal the whole text is hidden. */
  boolean allows(SqlLexer token) {
    if (token.symbol() == ';') {
      stage = Stage.VERB;
      verb = Keyword.NONE;
      firstStatement = false;
      switchesDepth = NOWHERE;
    }
    if (stage == Stage.ROWS) {
      return false;
    }
    boolean name = Names.isName(token);
    if (stage == Stage.FORMAT) {
      boolean format = isFormat(token);
      stage = format ? Stage.ROWS : Stage.OPEN;
      if (format) {
        return true;
      }
    }
    if (!name && named && token.symbol() != '.' && stage == Stage.PROCEDURE) {
      stage = Stage.ARGUMENTS;
    }
    return !name || allowsName(token);
  }

  /** Whether all tokens but keywords and semicolons are allowed and change nothing. */
  boolean isOpen() {
    return stage == Stage.OPEN;
  }

  private boolean allowsName(SqlLexer token) {
    Keyword keyword = token.keyword();
    if (bareArguments) {
      if (endsQuotedNames(token)) {
        return false;
      }
      if (keyword.is(KeywordRole.VERB)) {
        switchesDepth = keyword == Keyword.SET ? token.depth() : NOWHERE;
      }
    }
    if (startsWithoutSemicolon(token)) {
      stage = Stage.VERB;
    }
    if (keyword == Keyword.BY && token.previousKeyword() == Keyword.IDENTIFIED) {
      stage = Stage.GUARDED;
      return true;
    }
    boolean call = keyword == Keyword.EXEC || keyword == Keyword.EXECUTE;
    if (call && bareArguments && stage != Stage.GUARDED && !isPrivilege(token)) {
      verb = stage == Stage.VERB ? keyword : verb;
      stage = Stage.PROCEDURE;
      named = false;
      return true;
    }
    return switch (stage) {
      case VERB -> verb(keyword);
      case OBJECT -> object(token);
      case PROCEDURE -> procedure(token);
      case ARGUMENTS -> argument(token);
      case OPEN -> open(token);
      case GUARDED -> guarded(token);
      case SETTINGS -> setting(token);
      case IDENTITY -> identity(token);
      case FORMAT, ROWS -> true;
    };
  }

  /** ClickHouse's INSERT INTO t (a, b) FORMAT CSV, perhaps with settings or a query before. */
  private boolean open(SqlLexer token) {
    if (bareRows && token.depth() == 0) {
      boolean led = verb == Keyword.WITH || verb == Keyword.EXPLAIN;
      if (token.keyword() == Keyword.INSERT && led) {
        verb = Keyword.INSERT;
      }
      boolean format = token.keyword() == Keyword.FORMAT && token.previousSymbol() != ',';
      stage = format && verb == Keyword.INSERT ? Stage.FORMAT : stage;
    }
    return true;
  }

  /**
   * Behind a column or a table that is called so stands another clause, an operator or a symbol.
   */
  private static boolean isFormat(SqlLexer token) {
    int roles = KeywordRole.RESERVED | KeywordRole.AFTER_OPERAND | KeywordRole.BEFORE_ROWS;
    return Names.isName(token) && !token.keyword().is(roles);
  }

  /** Where a batch needs no semicolons, SET NOCOUNT ON ends with its switch. */
  private boolean startsWithoutSemicolon(SqlLexer token) {
    Keyword previous = token.previousKeyword();
    return stage == Stage.GUARDED
        && verb == Keyword.SET
        && (previous == Keyword.ON || previous == Keyword.OFF)
        && token.keyword().is(KeywordRole.VERB)
        && bareArguments;
  }

  private boolean verb(Keyword keyword) {
    verb = keyword;
    if (keyword == Keyword.CREATE || keyword == Keyword.ALTER || keyword == Keyword.DROP) {
      stage = Stage.OBJECT;
    } else if (keyword.is(KeywordRole.GUARDED_VERB)) {
      stage = Stage.GUARDED;
    } else if (!keyword.is(KeywordRole.VERB) && !firstStatement && bareArguments) {
      // A batch may call a procedure by its mere name.
      return false;
    } else {
      stage = Stage.OPEN;
    }
    return true;
  }

  private boolean object(SqlLexer token) {
    Keyword keyword = token.keyword();
    if (keyword.is(KeywordRole.OBJECT_MODIFIER)) {
      return true;
    }
    if (keyword.is(KeywordRole.HARMLESS_OBJECT)) {
      stage = Stage.OPEN;
      return true;
    }
    stage = Stage.GUARDED;
    return harmless(token);
  }

  private boolean procedure(SqlLexer token) {
    if (!named || token.previousSymbol() == '.') {
      named = true;
      return true;
    }
    return argument(token);
  }

  private static boolean argument(SqlLexer token) {
    return token.kind() == TokenKind.WORD && token.keyword().is(KeywordRole.HARMLESS_WORD);
  }

  private boolean guarded(SqlLexer token) {
    Keyword keyword = token.keyword();
    if (keyword == Keyword.STATEMENT && token.previousKeyword() == Keyword.SET) {
      stage = Stage.SETTINGS;
      return token.dialect() == SqlDialect.MYSQL;
    }
    if (verb == Keyword.PRAGMA
        && token.previousKeyword() == Keyword.PRAGMA
        && keyword.is(KeywordRole.HARMLESS_PRAGMA)) {
      stage = Stage.OPEN;
      return true;
    }
    if (verb == Keyword.SET && bareArguments && token.previousKeyword() == Keyword.SET) {
      if (keyword == Keyword.IDENTITY_INSERT) {
        stage = Stage.IDENTITY;
        return true;
      }
      if (isSwitch(token)) {
        return true;
      }
    }
    return harmless(token) || namesCharacters(token);
  }

  /**
   * SQL Server's SET QUOTED_IDENTIFIER OFF, behind which double quotes hold strings. It holds for
   * the whole batch, wherever it stands in it, so that all but ON right behind it is refused, and
   * what shows that it is a column.
   */
  private boolean endsQuotedNames(SqlLexer token) {
    Keyword keyword = token.keyword();
    boolean quotes = keyword == Keyword.QUOTED_IDENTIFIER || keyword == Keyword.ANSI_DEFAULTS;
    if (!quotes) {
      return false;
    }
    Keyword next = Lookahead.keyword(token);
    char first = Lookahead.first(token);
    boolean listed = token.previousSymbol() == ',' && token.depth() == switchesDepth;
    boolean set = listed || token.previousKeyword() == Keyword.SET;
    return next == Keyword.OFF || (set && next != Keyword.ON && first != '=' && first != '.');
  }

  /** SET ANSI_NULLS ON: what ON or OFF follows is an option, whatever it is called. */
  private static boolean isSwitch(SqlLexer token) {
    Keyword next = Lookahead.keyword(token);
    boolean ends = next == Keyword.ON || next == Keyword.OFF;
    return ends && token.kind() == TokenKind.WORD;
  }

  /** The table, perhaps with its schema, and the switch. */
  private boolean identity(SqlLexer token) {
    if (token.previousKeyword() == Keyword.IDENTITY_INSERT || token.previousSymbol() == '.') {
      return true;
    }
    stage = Stage.GUARDED;
    return token.keyword() == Keyword.ON || token.keyword() == Keyword.OFF;
  }

  /** SET NAMES utf8mb4 COLLATE utf8mb4_bin: which characters there are is no secret. */
  private boolean namesCharacters(SqlLexer token) {
    Keyword previous = token.previousKeyword();
    return verb == Keyword.SET
        && (token.keyword() == Keyword.COLLATE
            || previous == Keyword.NAMES
            || previous == Keyword.COLLATE);
  }

  private boolean setting(SqlLexer token) {
    if (token.keyword() == Keyword.FOR) {
      stage = Stage.VERB;
      return true;
    }
    return token.previousKeyword() == Keyword.STATEMENT || token.previousSymbol() == ',';
  }

  private boolean harmless(SqlLexer token) {
    Keyword keyword = token.keyword();
    Keyword previous = token.previousKeyword();
    boolean switched = verb == Keyword.SET && (keyword == Keyword.ON || keyword == Keyword.OFF);
    boolean assigned = token.previousSymbol() == '=' && !switched;
    if (previous == Keyword.BY || previous == Keyword.PASSWORD || assigned) {
      return false;
    }
    boolean account = previous.is(KeywordRole.BEFORE_ACCOUNT) && !keyword.is(KeywordRole.VERB);
    int harmless = KeywordRole.HARMLESS_WORD;
    if (verb == Keyword.SET) {
      harmless |= KeywordRole.HARMLESS_SETTING;
    }
    boolean word = token.kind() == TokenKind.WORD && keyword.is(harmless);
    return word || account;
  }

  /** GRANT SELECT, EXECUTE ON p; behind that list a call may follow without a semicolon. */
  private boolean isPrivilege(SqlLexer token) {
    return isPrivilegeVerb(verb)
        && (token.previousSymbol() == ','
            || token.previousKeyword() == Keyword.FOR
            || isPrivilegeVerb(token.previousKeyword()));
  }

  private static boolean isPrivilegeVerb(Keyword keyword) {
    return keyword == Keyword.GRANT || keyword == Keyword.REVOKE || keyword == Keyword.DENY;
  }
}
