package io.routeflow.micronaut.jdbc.sql;

/**
 * Takes the values out of SQL text in one pass: literals and parameter markers of every kind become
 * {@code ?}, comments and hints go, white space folds to one space, {@code IN} lists and rows of
 * {@code VALUES} fold to one, names stay. Internal to this module; stateless and thread-safe.
 *
 * <p>It fails closed. Text that cannot be read without doubt (an open literal or comment, unpaired
 * parentheses, a character that no dialect has outside literals) or whose names may be secrets
 * ({@code IDENTIFIED BY tiger}) leaves its verb only; text that starts with no known verb leaves
 * nothing but {@link #UNKNOWN_OPERATION}.
 *
 * <p>Work is linear in the length of the text, memory does not grow with it.
 *
 * @since 0.1.0
 */
public final class SqlNormalizer {
  /** The most that is kept of a statement, in bytes of UTF-8; a longer one ends with dots. */
  public static final int MAX_STATEMENT_BYTES = 2_048;

  /** The most tables that are listed for a statement. */
  public static final int MAX_TABLES = 16;

  /** The operation where no known verb was found. */
  public static final String UNKNOWN_OPERATION = "OTHER";

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
    ListFolder folder = new ListFolder(writer);
    OperationFinder operation = new OperationFinder();
    TableCollector tables = new TableCollector();
    SecretGuard guard = new SecretGuard(dialect);
    LenientQuotes quotes = new LenientQuotes();
    boolean lenient = dialect.has(Trait.LENIENT_DOUBLE_QUOTES);
    int relevant = Sign.ANY;
    int kind = lexer.next();
    while ((kind & (TokenKind.END | TokenKind.DOUBT)) == 0) {
      if (lenient && quotes.hides(lexer)) {
        lexer.hide();
      }
      int sign = lexer.sign();
      if ((sign & relevant) != 0) {
        operation.accept(lexer);
        if (!guard.allows(lexer)) {
          return NormalizedSql.verbOnly(operation.operation());
        }
        tables.accept(lexer);
        boolean settled = operation.isSettled() && guard.isOpen();
        relevant = settled ? tables.relevant() : Sign.ANY;
      }
      if ((sign & folder.relevant()) != 0) {
        folder.accept(lexer);
      }
      kind = lexer.next();
    }
    String verb = operation.operation();
    if (kind == TokenKind.DOUBT || verb.equals(UNKNOWN_OPERATION)) {
      return NormalizedSql.verbOnly(verb);
    }
    return new NormalizedSql(writer.finish(), verb, tables.tables());
  }
}
