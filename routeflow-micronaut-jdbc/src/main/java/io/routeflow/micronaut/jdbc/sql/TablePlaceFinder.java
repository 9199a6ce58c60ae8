package io.routeflow.micronaut.jdbc.sql;

/** Finds the tokens that stand where a table's name must be. Not thread-safe. */
final class TablePlaceFinder {
  private static final int NOWHERE = Integer.MAX_VALUE;

  /** Where a comma leads to the next table. */
  private final DepthBits lists = new DepthBits();

  private final DepthBits queries = new DepthBits();

  /** Where tables are joined, so that USING names columns. */
  private final DepthBits joins = new DepthBits();

  private final OutputLists outputs = new OutputLists();
  private final DefinitionPlaces definitions = new DefinitionPlaces();
  private final TopClause topClause = new TopClause();
  private final PeriodClause period = new PeriodClause();
  private final IndexHint hint = new IndexHint();

  private TablePlace expected = TablePlace.NONE;
  private Keyword statement = Keyword.NONE;
  private Keyword verb = Keyword.NONE;
  private Keyword previous = Keyword.NONE;
  private boolean statementStart = true;
  private int depth;
  private boolean sourcesOfDelete;

  /** Whether what stands before the last FROM may be a window function. */
  private boolean behindCall;

  /** Whether a DELETE has named a table since it began. */
  private boolean deleteNames;

  /** Depth of a list of columns, in which every word is a name. */
  private int columnsDepth = NOWHERE;

  /** Takes note of a token that neither is a table nor changes where one can stand, if it is so. */
  boolean skips(SqlLexer token) {
    boolean word = token.kind() == TokenKind.WORD;
    boolean plain = word ? token.keyword() == Keyword.NONE : isPlain(token.symbol(), token.depth());
    if (!plain || expected != TablePlace.NONE) {
      return false;
    }
    statementStart &= !word;
    remember(Keyword.NONE);
    return true;
  }

  /** Whether the next name is that of a table. */
  boolean expectsTable() {
    return expected != TablePlace.NONE;
  }

  /** Whether tokens that are neither keywords nor open, separate or end anything change nothing. */
  boolean isIdle() {
    return expected == TablePlace.NONE
        && previous == Keyword.NONE
        && !statementStart
        && columnsDepth == NOWHERE
        && !topClause.isOpen()
        && statement != Keyword.SHOW;
  }

  /** The {@link TokenClass} bits of what may change something by the depth it is at. */
  int relevant() {
    int list = lists.any() ? TokenClass.COMMA | TokenClass.OPEN : TokenClass.NONE;
    return queries.any() ? list | TokenClass.OPEN : list;
  }

  /** The depth of the last table's place. */
  int depth() {
    return depth;
  }

  /**
   * Whether behind the last token stand the tables of a DELETE that has named something before:
   * behind FROM, and behind MySQL's USING.
   */
  boolean isBeforeSourcesOfDelete() {
    return sourcesOfDelete;
  }

  /** Whether a target is that of SELECT INTO. */
  boolean isSelectInto(TablePlace place) {
    return place == TablePlace.TARGET && verb == Keyword.SELECT;
  }

  /** Whether the token names a column that is returned, whatever it means elsewhere. */
  boolean isOutputName(SqlLexer token) {
    return outputs.isName(token);
  }

  private boolean isPlain(char symbol, int at) {
    return switch (symbol) {
      case '(', ';' -> false;
      case ')' -> !closesColumns(at) && !topClause.isClosedAt(at);
      case ',' -> !lists.has(at);
      default -> true;
    };
  }

  /** Takes the last FROM and its name as how a window is read, and says whether it can be so. */
  boolean passWindow() {
    if (behindCall) {
      lists.clear(depth);
    }
    return behindCall;
  }

  /** Takes a word that is a name at its place, whatever it means elsewhere. */
  void passName() {
    expect(TablePlace.NONE);
    previous = Keyword.NONE;
    statementStart = false;
  }

  /** Takes note of what followed the name of a table: perhaps the list of its columns. */
  void endName(boolean columns, SqlLexer token) {
    columnsDepth = columns ? token.depth() : NOWHERE;
    if (DefinitionPlaces.endsTables(token, verb)) {
      lists.clear(depth);
    }
  }

  /** The token's place where it is the first part of a table's name, else {@code NONE}. */
  TablePlace accept(SqlLexer token) {
    TablePlace place = expected;
    Keyword keyword = token.keyword();
    sourcesOfDelete = false;
    boolean table =
        place != TablePlace.NONE && Names.isName(token) && TableWords.isTable(token, previous);
    if (table) {
      deleteNames |= verb == Keyword.DELETE;
      depth = token.depth();
      expect(TablePlace.NONE);
    } else if (token.kind() == TokenKind.WORD) {
      word(keyword, token);
    } else {
      other(token);
    }
    remember(keyword);
    return table ? place : TablePlace.NONE;
  }

  private void word(Keyword keyword, SqlLexer token) {
    int at = token.depth();
    if (at >= columnsDepth && !QueryStart.isQuery(token)) {
      statementStart = false;
      return;
    }
    columnsDepth = NOWHERE;
    // UPDATE OR IGNORE t: what OR names says how, not where.
    boolean conflictRule =
        verb == Keyword.UPDATE && (keyword == Keyword.OR || previous == Keyword.OR);
    boolean before = TableWords.isBeforeTable(token) || TableWords.isAmount(keyword);
    if (!before && !conflictRule) {
      expect(TablePlace.NONE);
    }
    if (hint.takes(previous, keyword)) {
      statementStart = false;
      return;
    }
    if (TableListEnd.is(token, statement, verb)) {
      endTables(keyword, at);
    } else if (period.begins(previous, keyword, at)) {
      lists.set(at);
    }
    if (statementStart && keyword.is(KeywordRole.VERB)) {
      statement = keyword;
      verb = keyword;
      definitions.begin(keyword);
    }
    // Of the words that end tables, SELECT alone leads to others.
    if (keyword == Keyword.SELECT || !keyword.is(KeywordRole.ENDS_TABLES)) {
      clause(keyword, token);
      definition(token);
    }
    statementStart = statement == Keyword.SET && TableWords.endsSettings(keyword);
  }

  private void endTables(Keyword keyword, int at) {
    period.end(keyword, lists.has(at));
    lists.clear(at);
    if (keyword == Keyword.RETURNING || keyword == Keyword.RETURN) {
      outputs.returning(at);
    }
  }

  private void clause(Keyword keyword, SqlLexer token) {
    int at = token.depth();
    if (keyword == Keyword.SELECT) {
      queries.set(at);
      outputs.select(at);
      verb = keyword;
    } else if (keyword == Keyword.FROM || definitions.isFromOfShow(keyword)) {
      from(token);
    } else if (keyword == Keyword.JOIN || (keyword == Keyword.STRAIGHT_JOIN && lists.has(at))) {
      expected = TableWords.isArrayJoin(token) ? TablePlace.NONE : TablePlace.SOURCE;
      joins.set(at);
    } else if (keyword == Keyword.USING) {
      using(at, token.dialect());
    } else if (keyword == Keyword.INTO) {
      into(at, token.dialect());
    } else if (keyword.is(KeywordRole.MAIN_VERB)
        && (statementStart || QueryStart.isPlaceOfVerb(token))) {
      if (definitions.isOfDefinedTable(token)) {
        lists.clear(at);
      } else {
        dataVerb(keyword, at, token.dialect());
      }
    }
  }

  private void from(SqlLexer token) {
    int at = token.depth();
    if (statement == Keyword.SHOW) {
      expected = definitions.showsFromTable() ? TablePlace.SOURCE : TablePlace.NONE;
      return;
    }
    boolean clause = (at == 0 || queries.has(at)) && !period.isFrom(at);
    boolean table = !DefinitionPlaces.hasOtherFrom(token, statement, verb);
    if (clause && table && previous != Keyword.DISTINCT) {
      boolean changed = verb == Keyword.DELETE && !deleteNames;
      sourcesOfDelete = verb == Keyword.DELETE && deleteNames;
      expected = changed ? TablePlace.CHANGED : TablePlace.SOURCE;
      behindCall = token.previousSymbol() == ')';
      lists.set(at);
      joins.clear(at);
      outputs.end(at);
    }
  }

  /** Behind a join it names columns, and in an expression how something is converted. */
  private void using(int at, SqlDialect dialect) {
    if ((verb == Keyword.MERGE || verb == Keyword.DELETE) && queries.has(at) && !joins.has(at)) {
      sourcesOfDelete = verb == Keyword.DELETE && deleteNames && dialect == SqlDialect.MYSQL;
      expected = TablePlace.SOURCE;
      lists.set(at);
    }
  }

  private void into(int at, SqlDialect dialect) {
    boolean variables = dialect == SqlDialect.ORACLE || dialect == SqlDialect.MYSQL;
    boolean selected = verb == Keyword.SELECT && variables;
    boolean other = statement == Keyword.FETCH || definitions.isIntoSchema();
    boolean table = !selected && !outputs.isReturned(at) && !other;
    expected = table ? TablePlace.TARGET : TablePlace.NONE;
    lists.clear(at);
  }

  private void dataVerb(Keyword keyword, int at, SqlDialect dialect) {
    boolean changes = keyword == Keyword.UPDATE || keyword == Keyword.DELETE;
    boolean inserts = keyword == Keyword.INSERT || keyword == Keyword.REPLACE;
    if (!changes && !inserts && keyword != Keyword.MERGE && keyword != Keyword.UPSERT) {
      return;
    }
    verb = keyword;
    deleteNames = false;
    period.clear();
    joins.clear(at);
    outputs.end(at);
    expected = changes ? TablePlace.CHANGED : TablePlace.TARGET;
    if (keyword == Keyword.UPDATE && dialect != SqlDialect.SQL_SERVER) {
      lists.set(at);
    } else if (keyword == Keyword.DELETE || keyword == Keyword.MERGE) {
      queries.set(at);
    }
  }

  private void definition(SqlLexer token) {
    if (definitions.isBeforeTable(token, verb, previous)) {
      expected = definitions.isQuery(token) ? TablePlace.SOURCE : TablePlace.TARGET;
      if (DefinitionPlaces.isOfSeveral(statement) && token.keyword() != Keyword.ON) {
        lists.set(token.depth());
      }
    }
  }

  private void other(SqlLexer token) {
    int at = token.depth();
    TablePlace before = expected;
    boolean top = previous == Keyword.TOP;
    if (!top || token.symbol() != '\0') {
      expect(TablePlace.NONE);
    }
    switch (token.symbol()) {
      case '(' -> open(at, before, top, token.previousKeyword() == Keyword.ONLY);
      case ')' -> close(at);
      case ',' -> expect(lists.has(at) ? TablePlace.SOURCE : TablePlace.NONE);
      case ';' -> endStatement();
      case '{' -> expect(before == TablePlace.SOURCE ? before : TablePlace.NONE);
      default -> {}
    }
  }

  private void open(int at, TablePlace before, boolean top, boolean only) {
    lists.clear(at);
    queries.clear(at);
    joins.clear(at);
    outputs.end(at);
    if (top && before != TablePlace.NONE) {
      topClause.open(at - 1, before);
    } else if (before == TablePlace.SOURCE || (before == TablePlace.CHANGED && only)) {
      expected = before;
      lists.set(at);
    }
  }

  private void close(int at) {
    if (closesColumns(at)) {
      columnsDepth = NOWHERE;
    }
    if (topClause.isClosedAt(at)) {
      expected = topClause.close();
    }
  }

  private boolean closesColumns(int at) {
    return columnsDepth != NOWHERE && at < columnsDepth;
  }

  private void endStatement() {
    period.clear();
    lists.clear();
    queries.clear();
    joins.clear();
    outputs.clear();
    topClause.clear();
    statement = Keyword.NONE;
    verb = Keyword.NONE;
    statementStart = true;
    columnsDepth = NOWHERE;
  }

  /** Only what the next token may ask for, so that after other words it need not be looked at. */
  private void remember(Keyword keyword) {
    Keyword now = keyword.is(KeywordRole.QUALIFIES_NEXT) ? keyword : Keyword.NONE;
    if (previous != now) {
      previous = now;
    }
  }

  /** Written only where it changes: to write a reference costs more than to look at it. */
  private void expect(TablePlace place) {
    if (expected != place) {
      expected = place;
    }
  }
}
