package io.routeflow.micronaut.jdbc.sql;

/**
 * Finds the verb of the first statement: through parentheses, JDBC call escapes, WITH clauses and
 * EXPLAIN. The result comes from our own vocabulary, never from the text. Not thread-safe.
 */
final class OperationFinder {
  private Keyword found = Keyword.NONE;
  private boolean settled;
  private int leadDepth;

  void accept(SqlLexer token) {
    if (settled) {
      return;
    }
    if (token.symbol() == ';' && found != Keyword.NONE) {
      settled = true;
      return;
    }
    if (token.kind() != TokenKind.WORD) {
      settled = found == Keyword.NONE && !mayLead(token);
      return;
    }
    Keyword keyword = token.keyword();
    if (found == Keyword.NONE) {
      first(keyword, token.depth());
    } else if (keyword.is(Role.MAIN_VERB) && token.depth() <= leadDepth) {
      found = keyword;
      settled = true;
    } else if (keyword == Keyword.WITH && found == Keyword.EXPLAIN) {
      leadDepth = token.depth();
    }
  }

  /** Whether nothing that follows can change the verb. */
  boolean isSettled() {
    return settled;
  }

  /** The verb in upper case, or {@link SqlNormalizer#UNKNOWN_OPERATION}. */
  String operation() {
    return found == Keyword.NONE ? SqlNormalizer.UNKNOWN_OPERATION : found.text();
  }

  private void first(Keyword keyword, int depth) {
    if (keyword.is(Role.VERB)) {
      found = keyword;
      leadDepth = depth;
      settled = keyword != Keyword.WITH && keyword != Keyword.EXPLAIN;
    } else {
      settled = true;
    }
  }

  private static boolean mayLead(SqlLexer token) {
    return switch (token.symbol()) {
      case '(', '{', '=', ';' -> true;
      default -> token.kind() == TokenKind.MARKER;
    };
  }
}
