package io.routeflow.micronaut.jdbc.sql;

/** Says which tokens stand where a table's name must be. Not thread-safe. */
final class TablePlaces {
  /** What a name is at its place. */
  enum Place {
    /** No table. */
    NONE,
    /** Read from; with parentheses after it, it is a function. */
    SOURCE,
    /** Written to or defined; parentheses after it list columns. */
    TARGET
  }

  private final DepthBits lists = new DepthBits();
  private final DepthBits queries = new DepthBits();
  private Place expected = Place.NONE;
  private Keyword statement = Keyword.NONE;
  private Keyword verb = Keyword.NONE;
  private Keyword previous = Keyword.NONE;
  private boolean statementStart = true;
  private boolean indexDefinition;

  /** Takes note of a token that neither is a table nor changes where one can stand, if it is so. */
  boolean skips(SqlLexer token) {
    boolean word = token.kind() == TokenKind.WORD;
    boolean plain = word ? token.keyword() == Keyword.NONE : isPlain(token.symbol(), token.depth());
    if (!plain || expected != Place.NONE) {
      return false;
    }
    statementStart &= !word;
    if (previous != Keyword.NONE) {
      previous = Keyword.NONE;
    }
    return true;
  }

  /** Whether tokens that are neither keywords nor open, separate or end anything change nothing. */
  boolean isIdle() {
    return expected == Place.NONE && previous == Keyword.NONE && !statementStart;
  }

  /** Whether a comma or a parenthesis may change something. */
  boolean isNested() {
    return lists.any() || queries.any();
  }

  private boolean isPlain(char symbol, int depth) {
    return switch (symbol) {
      case '(', ';' -> false;
      case ',' -> !lists.has(depth);
      default -> true;
    };
  }

  /** The token's place where it is the first part of a table's name, else {@code NONE}. */
  Place accept(SqlLexer token) {
    Place place = expected;
    Keyword keyword = token.keyword();
    boolean table =
        place != Place.NONE
            && Names.isName(token)
            && !keyword.is(Role.RESERVED)
            && !keyword.is(Role.BEFORE_TABLE)
            && previous != Keyword.OR;
    if (table) {
      expect(Place.NONE);
    } else if (token.kind() == TokenKind.WORD) {
      word(keyword, token);
    } else {
      other(token);
    }
    if (previous != keyword) {
      previous = keyword;
    }
    return table ? place : Place.NONE;
  }

  private void word(Keyword keyword, SqlLexer token) {
    int depth = token.depth();
    // UPDATE OR IGNORE t: what OR names says how, not where.
    boolean conflictRule =
        verb == Keyword.UPDATE && (keyword == Keyword.OR || previous == Keyword.OR);
    if (!keyword.is(Role.BEFORE_TABLE) && !conflictRule) {
      expected = Place.NONE;
    }
    if (keyword.is(Role.ENDS_TABLES)) {
      lists.clear(depth);
    }
    if (statementStart && keyword.is(Role.VERB)) {
      statement = keyword;
      verb = keyword;
    }
    statementStart = false;
    if (keyword == Keyword.SELECT) {
      queries.set(depth);
      verb = keyword;
    } else if (keyword == Keyword.FROM) {
      from(token);
    } else if (keyword == Keyword.JOIN || keyword == Keyword.STRAIGHT_JOIN) {
      expected = Place.SOURCE;
    } else if (keyword == Keyword.USING) {
      using(depth);
    } else if (keyword == Keyword.INTO) {
      into(token.dialect());
    } else if (!previous.is(Role.BEFORE_PLAIN_UPDATE)) {
      dataVerb(keyword, token);
    }
    definition(keyword, depth);
  }

  private void from(SqlLexer token) {
    int depth = token.depth();
    boolean clause = depth == 0 || queries.has(depth);
    boolean table = statement != Keyword.REVOKE && statement != Keyword.FETCH;
    if (clause && table && previous != Keyword.DISTINCT) {
      expected = Place.SOURCE;
      lists.set(depth);
    }
  }

  private void using(int depth) {
    if (verb == Keyword.MERGE || verb == Keyword.DELETE) {
      expected = Place.SOURCE;
      lists.set(depth);
    }
  }

  private void into(SqlDialect dialect) {
    boolean variables = dialect == SqlDialect.ORACLE || dialect == SqlDialect.MYSQL;
    boolean table = !(verb == Keyword.SELECT && variables) && statement != Keyword.FETCH;
    expected = table ? Place.TARGET : Place.NONE;
  }

  private void dataVerb(Keyword keyword, SqlLexer token) {
    int depth = token.depth();
    if (keyword == Keyword.UPDATE) {
      verb = keyword;
      expected = Place.TARGET;
      lists.set(depth);
    } else if (keyword == Keyword.DELETE) {
      verb = keyword;
      queries.set(depth);
      expected = token.dialect() == SqlDialect.ORACLE ? Place.TARGET : Place.NONE;
    } else if (keyword == Keyword.INSERT
        || keyword == Keyword.MERGE
        || keyword == Keyword.REPLACE
        || keyword == Keyword.UPSERT) {
      verb = keyword;
      expected = Place.TARGET;
    }
  }

  private void definition(Keyword keyword, int depth) {
    if (keyword == Keyword.TABLE || (keyword == Keyword.TABLES && statement == Keyword.LOCK)) {
      expected = Place.TARGET;
      if (statement == Keyword.DROP || statement == Keyword.LOCK) {
        lists.set(depth);
      }
    } else if (keyword == Keyword.TRUNCATE && statement == keyword) {
      expected = Place.TARGET;
      lists.set(depth);
    } else if (keyword == Keyword.INDEX) {
      indexDefinition = statement == Keyword.CREATE;
    } else if (keyword == Keyword.ON && indexDefinition) {
      indexDefinition = false;
      expected = Place.TARGET;
    }
  }

  private void other(SqlLexer token) {
    int depth = token.depth();
    boolean source = expected == Place.SOURCE;
    expect(Place.NONE);
    switch (token.symbol()) {
      case '(' -> {
        lists.clear(depth);
        queries.clear(depth);
        if (source) {
          expected = Place.SOURCE;
          lists.set(depth);
        }
      }
      case ',' -> expect(lists.has(depth) ? Place.SOURCE : Place.NONE);
      case ';' -> {
        lists.clear();
        queries.clear();
        statement = Keyword.NONE;
        verb = Keyword.NONE;
        statementStart = true;
      }
      default -> {}
    }
  }

  /** Written only where it changes: to write a reference costs more than to look at it. */
  private void expect(Place place) {
    if (expected != place) {
      expected = place;
    }
  }
}
