package io.routeflow.micronaut.jdbc.sql;

import java.util.ArrayList;
import java.util.List;

/** Puts names that stand where a table must be into a bounded list. Not thread-safe. */
final class TableCollector {
  private static final int MAX_QUALIFIED_NAME = 256;
  private static final int NOWHERE = -1;

  private final TablePlaceFinder places = new TablePlaceFinder();
  private final CteScopes scopes = new CteScopes();
  private final List<String> tables = new ArrayList<>(2);
  private final StringBuilder name = new StringBuilder(0);
  private TablePlace place = TablePlace.NONE;
  private boolean afterDot;
  private boolean modifier;
  private boolean aliasExpected;

  /** What UPDATE or DELETE names first, and where; it may turn out to be an alias. */
  private String target = "";

  private int targetDepth = NOWHERE;
  private int targetIndex = NOWHERE;

  /** How many tables were known before UPDATE or DELETE named the first. */
  private int changedFrom;

  /** Whether a value stood where the name of a table or a procedure must be. */
  private boolean hidesName;

  /** Whether the target is what a DELETE names before its FROM. */
  private boolean deletes;

  void accept(SqlLexer token) {
    hidesName |= token.kind() == TokenKind.VALUE && isPlaceOfName(token);
    if (isIdle() && scopes.isIdle(token) && places.skips(token)) {
      return;
    }
    if (place != TablePlace.NONE && continuesName(token)) {
      return;
    }
    if (place != TablePlace.NONE) {
      endName(token);
    } else if (aliasExpected) {
      alias(token);
    }
    if (places.isOutputName(token) || scopes.accept(token)) {
      places.passName();
      return;
    }
    startName(token);
  }

  /** The {@link TokenClass} bits of tokens that can change anything as things stand. */
  int relevant() {
    if (!isIdle() || !scopes.isIdle() || !places.isIdle()) {
      return TokenClass.ANY;
    }
    int relevant = TokenClass.KEYWORD | TokenClass.SEMICOLON;
    if (scopes.isNested()) {
      return relevant | TokenClass.COMMA | TokenClass.OPEN | TokenClass.CLOSE;
    }
    return relevant | places.relevant();
  }

  /** Whether the next name is that of a table. */
  boolean expectsTable() {
    return places.expectsTable();
  }

  /** Whether the next name is that of a table, or defined by a WITH clause. */
  boolean expectsName() {
    return places.expectsTable() || scopes.expectsName();
  }

  /** Whether the name of a table or a procedure was hidden, so that others look the same. */
  boolean hidesName() {
    return hidesName;
  }

  /** Those found; to be called once, after the last token. */
  List<String> tables(SqlDialect dialect) {
    if (place != TablePlace.NONE && !afterDot) {
      add(dialect);
    }
    return tables;
  }

  private boolean isPlaceOfName(SqlLexer token) {
    Keyword before = token.previousKeyword();
    boolean called = before == Keyword.CALL || before == Keyword.EXEC || before == Keyword.EXECUTE;
    boolean table = places.expectsTable() && !TableWords.isAmount(before);
    return called || table || (place != TablePlace.NONE && afterDot);
  }

  private boolean isIdle() {
    return place == TablePlace.NONE && !aliasExpected;
  }

  private void startName(SqlLexer token) {
    if (token.symbol() == ';') {
      startStatement();
    }
    place = places.accept(token);
    if (places.isBeforeSourcesOfDelete()) {
      deletes = true;
      if (token.dialect() == SqlDialect.MYSQL) {
        // What DELETE named before are aliases or tables of the list that follows.
        tables.subList(changedFrom, tables.size()).clear();
        targetIndex = NOWHERE;
      }
    }
    if (place != TablePlace.NONE) {
      afterDot = false;
      modifier = token.keyword().is(KeywordRole.OBJECT_MODIFIER) && places.isSelectInto(place);
      name.setLength(0);
      Names.append(name, token);
    }
  }

  /** What an earlier statement of the same text has changed is no alias of this one. */
  private void startStatement() {
    targetIndex = NOWHERE;
    targetDepth = NOWHERE;
    changedFrom = tables.size();
  }

  private boolean continuesName(SqlLexer token) {
    if (token.symbol() == '.') {
      afterDot = true;
      name.append('.');
      return true;
    }
    if (afterDot && Names.isName(token)) {
      afterDot = false;
      Names.append(name, token);
      return true;
    }
    if (modifier && isNameBehindModifier(token)) {
      boolean last = !token.keyword().is(KeywordRole.OBJECT_MODIFIER);
      modifier = !last || token.keyword() == Keyword.TABLE;
      name.setLength(0);
      if (token.keyword() != Keyword.TABLE) {
        Names.append(name, token);
      }
      return true;
    }
    return false;
  }

  /** SELECT INTO TEMP t, or the rest of TEMP TABLE t. */
  private boolean isNameBehindModifier(SqlLexer token) {
    boolean reserved = token.keyword().is(KeywordRole.RESERVED);
    return Names.isName(token) && (!reserved || token.keyword() == Keyword.TABLE);
  }

  private void endName(SqlLexer token) {
    boolean written = place != TablePlace.SOURCE;
    boolean function = written && token.symbol() == '(' && isFunction();
    if (!afterDot && name.length() > 0 && !function && (written || !isOther(token))) {
      int before = tables.size();
      add(token.dialect());
      if (place == TablePlace.CHANGED) {
        target = name.toString();
        targetDepth = places.depth();
        targetIndex = tables.size() > before ? before : NOWHERE;
        changedFrom = before;
        deletes = false;
      } else {
        aliasExpected = targetIndex != NOWHERE && places.depth() == targetDepth;
        boolean other = tables.size() > before;
        if (aliasExpected && deletes && other && Names.isSameObject(name, target)) {
          // the same with its schema
          dropTarget();
        }
      }
    }
    places.endName(written && !function && token.symbol() == '(', token);
    place = TablePlace.NONE;
    if (aliasExpected) {
      alias(token);
    }
  }

  /** SQL Server's DELETE OPENQUERY (s, 'SELECT a FROM t'), and its like behind INSERT. */
  private boolean isFunction() {
    return Names.equal(name, "OPENQUERY") || Names.equal(name, "OPENROWSET");
  }

  /**
   * Whether what follows a source makes it something else: parentheses a function, other words the
   * kind of a table, a list of functions, or how a window is read.
   */
  private boolean isOther(SqlLexer token) {
    return (token.symbol() == '(' && !TableHint.isOpenedBy(token))
        || token.keyword() == Keyword.TABLE
        || (token.keyword() == Keyword.FROM && Names.equal(name, "ROWS"))
        || (WindowFrom.is(name, token) && places.passWindow());
  }

  /** UPDATE o SET a = 1 FROM orders o changes orders. */
  private void alias(SqlLexer token) {
    if (token.keyword() == Keyword.AS) {
      return;
    }
    aliasExpected = false;
    if (Names.isName(token) && Names.equal(Names.text(token), target)) {
      dropTarget();
    }
  }

  private void dropTarget() {
    if (targetIndex != NOWHERE) {
      tables.remove(targetIndex);
      targetIndex = NOWHERE;
    }
  }

  private void add(SqlDialect dialect) {
    if (tables.size() == SqlNormalizer.MAX_TABLES || name.length() > MAX_QUALIFIED_NAME) {
      return;
    }
    boolean qualified = name.indexOf(".") >= 0;
    if (!qualified && mayBeDefined(dialect) && scopes.isVisible(name, dialect)) {
      return;
    }
    for (String known : tables) {
      if (Names.equal(known, name)) {
        return;
      }
    }
    tables.add(name.toString());
  }

  /** Whether a name at this place may be that of a WITH clause: most databases write to tables. */
  private boolean mayBeDefined(SqlDialect dialect) {
    return switch (dialect) {
      case SQL_SERVER, ORACLE -> !places.isSelectInto(place);
      // several are named there, of which some are only read
      case MYSQL -> place != TablePlace.TARGET;
      default -> place == TablePlace.SOURCE;
    };
  }
}
