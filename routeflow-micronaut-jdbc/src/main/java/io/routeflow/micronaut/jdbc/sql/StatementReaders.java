package io.routeflow.micronaut.jdbc.sql;

import java.util.List;

/**
 * Those who look for the verb, for secrets and for tables, asked only for tokens that can change
 * anything. Apart from the loop over all tokens, which the compiler keeps small so. Not
 * thread-safe.
 */
final class StatementReaders {
  private final OperationFinder operation = new OperationFinder();
  private final TableCollector tables = new TableCollector();
  private final SecretGuard guard;
  private int relevant = TokenClass.ANY;

  StatementReaders(SqlDialect dialect) {
    this.guard = new SecretGuard(dialect);
  }

  /** The {@link TokenClass} bits of tokens that they must see. */
  int relevant() {
    return relevant;
  }

  /** Whether the next name is that of a table. */
  boolean expectsTable() {
    return tables.expectsTable();
  }

  /** Whether the token stands where the next one of a list of tables or of WITH's names must be. */
  boolean expectsName(SqlLexer token) {
    return token.previousSymbol() == ',' && tables.expectsName();
  }

  /** Takes a token, and says whether it may be written; after one refusal the text is hidden. */
  boolean accept(SqlLexer token) {
    operation.accept(token);
    if (!guard.allows(token)) {
      return false;
    }
    tables.accept(token);
    relevant = operation.isSettled() && guard.isOpen() ? tables.relevant() : TokenClass.ANY;
    return true;
  }

  /** The verb, by {@link OperationFinder#operation}. */
  String operation() {
    return operation.operation();
  }

  /** Whether the place of a table or a procedure held a value. */
  boolean hidesName() {
    return tables.hidesName();
  }

  /** The tables found; to be called once, after the last token. */
  List<String> tables(SqlDialect dialect) {
    return tables.tables(dialect);
  }
}
