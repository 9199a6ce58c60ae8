package io.routeflow.micronaut.jdbc.sql;

/**
 * Finds the verb of the first statement that does something: through parentheses, JDBC call
 * escapes, WITH clauses, EXPLAIN, and what only prepares the session for what follows. The result
 * comes from our own vocabulary, never from the text. Not thread-safe.
 */
final class OperationFinder {
  private Keyword found = Keyword.NONE;
  private Keyword preamble = Keyword.NONE;
  private boolean settled;
  private int leadDepth;

  /** Whether BEGIN or START begins a transaction, and no block. */
  private boolean transaction;

  /** Whether Oracle's WITH defines functions, whose statements end with semicolons. */
  private boolean routines;

  void accept(SqlLexer token) {
    if (settled) {
      return;
    }
    if (token.symbol() == ';' && found != Keyword.NONE) {
      if (!routines) {
        end(token.dialect());
      }
      return;
    }
    if (token.kind() != TokenKind.WORD) {
      settled = found == Keyword.NONE && !mayLead(token);
      return;
    }
    Keyword keyword = token.keyword();
    if (found == Keyword.NONE) {
      first(keyword, token);
    } else if (mayBeginTransaction(token.dialect())) {
      afterBegin(keyword, token);
    } else if (isPreamble(token.dialect())) {
      afterSwitch(keyword, token);
    } else if (keyword.is(KeywordRole.MAIN_VERB)
        && token.depth() <= leadDepth
        && !isDefinedName(token)) {
      found = keyword;
      settled = true;
    } else if (keyword == Keyword.WITH && found == Keyword.EXPLAIN) {
      leadDepth = token.depth();
    } else {
      routines |= isRoutine(token);
    }
  }

  /** WITH FUNCTION f, but a query of WITH may be called function. */
  private static boolean isRoutine(SqlLexer token) {
    boolean kind = token.keyword() == Keyword.FUNCTION || token.keyword() == Keyword.PROCEDURE;
    return kind
        && token.previousKeyword() == Keyword.WITH
        && token.dialect() == SqlDialect.ORACLE
        && Characters.isWordStart(Lookahead.first(token))
        && Lookahead.keyword(token) != Keyword.AS;
  }

  /** Whether nothing that follows can change the verb. */
  boolean isSettled() {
    return settled;
  }

  /** The verb in upper case, or {@link SqlNormalizer#UNKNOWN_OPERATION}. */
  String operation() {
    Keyword verb = found == Keyword.NONE ? preamble : found;
    return verb == Keyword.NONE ? SqlNormalizer.UNKNOWN_OPERATION : verb.text();
  }

  private void first(Keyword keyword, SqlLexer token) {
    if (keyword.is(KeywordRole.VERB)) {
      found = keyword;
      leadDepth = token.depth();
      settled =
          keyword != Keyword.WITH
              && keyword != Keyword.EXPLAIN
              && !mayBeginTransaction(token.dialect())
              && !isPreamble(token.dialect());
    } else {
      settled = true;
    }
  }

  /** Whether the word is the name that a WITH clause defines, whatever it means elsewhere. */
  private static boolean isDefinedName(SqlLexer token) {
    Keyword previous = token.previousKeyword();
    return previous == Keyword.WITH
        || previous == Keyword.RECURSIVE
        || token.previousSymbol() == ',';
  }

  private void end(SqlDialect dialect) {
    boolean begun = mayBeginTransaction(dialect) && (transaction || found == Keyword.BEGIN);
    transaction = false;
    if (!begun && !isPreamble(dialect)) {
      settled = true;
      return;
    }
    preamble = preamble == Keyword.NONE ? found : preamble;
    found = Keyword.NONE;
  }

  /** A semicolon, or a verb of rows, ends BEGIN TRANSACTION; other words are of a block. */
  private void afterBegin(Keyword keyword, SqlLexer token) {
    if (!transaction) {
      transaction = token.previousKeyword() == found && keyword.is(KeywordRole.OF_TRANSACTION);
      settled = !transaction;
    } else if (keyword.is(KeywordRole.MAIN_VERB)) {
      end(token.dialect());
      first(keyword, token);
    } else {
      settled = keyword.is(KeywordRole.VERB) && keyword != Keyword.WITH;
    }
  }

  /** Without a semicolon: SET NOCOUNT ON in a batch, and MariaDB's SET STATEMENT a = 1 FOR. */
  private void afterSwitch(Keyword keyword, SqlLexer token) {
    Keyword previous = token.previousKeyword();
    boolean ended =
        token.dialect() == SqlDialect.MYSQL
            ? previous == Keyword.FOR
            : previous == Keyword.ON || previous == Keyword.OFF;
    if (found == Keyword.SET && ended && keyword.is(KeywordRole.VERB)) {
      end(token.dialect());
      first(keyword, token);
    }
  }

  /** Whether the statement only prepares the session, or variables, for the next one. */
  private boolean isPreamble(SqlDialect dialect) {
    return found == Keyword.SET
        || found == Keyword.USE
        || found == Keyword.PRAGMA
        || (found == Keyword.DECLARE && dialect == SqlDialect.SQL_SERVER);
  }

  /** Oracle's BEGIN is that of a block, in which any name may be a procedure's. */
  private boolean mayBeginTransaction(SqlDialect dialect) {
    return found == Keyword.START || (found == Keyword.BEGIN && dialect != SqlDialect.ORACLE);
  }

  private static boolean mayLead(SqlLexer token) {
    return switch (token.symbol()) {
      case '(', '{', '=', ';' -> true;
      default -> token.kind() == TokenKind.MARKER;
    };
  }
}
