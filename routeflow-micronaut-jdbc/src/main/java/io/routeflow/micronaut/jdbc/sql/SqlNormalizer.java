package io.routeflow.micronaut.jdbc.sql;

import io.micronaut.core.annotation.Internal;

/**
 * Takes the values out of SQL text in one pass: literals and parameter markers of every kind become
 * {@code ?}, comments and hints go, white space collapses to one space, {@code IN} lists and rows
 * of {@code VALUES} collapse to one, names stay. Stateless and thread-safe.
 *
 * <p>It fails closed. Ambiguous text (an open literal or comment, unpaired parentheses, a character
 * that no dialect has outside literals) or whose names may be secrets ({@code IDENTIFIED BY tiger})
 * leaves its verb only; text that starts with no known verb leaves nothing but {@link
 * #UNKNOWN_OPERATION}.
 *
 * <p>Work is linear in the length of the text, memory does not grow with it.
 *
 * @since 0.1.0
 */
@Internal
public final class SqlNormalizer {
  /** The most that is kept of a statement, in bytes of UTF-8; a longer one ends with dots. */
  public static final int MAX_STATEMENT_BYTES = 2_048;

  /** The most tables that are listed for a statement. */
  public static final int MAX_TABLES = 16;

  /** The operation where no known verb was found. */
  public static final String UNKNOWN_OPERATION = "OTHER";

  /** The kinds with which a statement ends for the reader. */
  private static final int END = TokenKind.END | TokenKind.AMBIGUOUS;

  /** Creates a normalizer. */
  public SqlNormalizer() {}

  /**
   * Normalizes one SQL text, which may hold several statements.
   *
   * @param sql the text as the application handed it to the driver
   * @param dialect how the database reads it
   * @return what may leave the process; never fails
   */
  public NormalizedSql normalize(String sql, SqlDialect dialect) {
    try {
      return read(sql, dialect);
    } catch (RuntimeException e) {
      return NormalizedSql.verbOnly(UNKNOWN_OPERATION);
    }
  }

  /** As {@link #normalize}, without its net: tests see what it would catch. */
  static NormalizedSql read(CharSequence sql, SqlDialect dialect) {
    SqlLexer lexer = new SqlLexer(sql, dialect);
    StatementWriter writer = new StatementWriter(sql.length());
    ListCollapser collapser = new ListCollapser(writer);
    StatementReaders readers = new StatementReaders(dialect);
    LenientQuotes quotes = new LenientQuotes();
    boolean lenient = dialect.has(DialectFeature.LENIENT_DOUBLE_QUOTES);
    boolean digits = dialect.has(DialectFeature.DIGIT_NAMES);
    int kind;
    for (kind = lexer.next(); (kind & END) == 0; kind = lexer.next()) {
      if (lenient && quotes.hides(lexer) && !readers.expectsName(lexer)) {
        lexer.hide();
      } else if (digits && readers.expectsTable()) {
        lexer.readAsName();
      }
      int tokenClass = lexer.tokenClass();
      if ((tokenClass & readers.relevant()) != 0 && !readers.accept(lexer)) {
        return NormalizedSql.verbOnly(readers.operation());
      }
      if ((tokenClass & collapser.relevant()) != 0) {
        collapser.accept(lexer);
      } else {
        writer.token(lexer);
      }
    }
    String verb = readers.operation();
    if (kind == TokenKind.AMBIGUOUS || verb.equals(UNKNOWN_OPERATION)) {
      return NormalizedSql.verbOnly(verb);
    }
    collapser.finish();
    return writer.finish(verb, readers.tables(dialect), readers.hidesName());
  }
}
