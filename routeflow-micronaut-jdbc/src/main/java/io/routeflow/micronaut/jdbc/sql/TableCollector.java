package io.routeflow.micronaut.jdbc.sql;

import java.util.ArrayList;
import java.util.List;

/** Puts names that stand where a table must be into a bounded list. Not thread-safe. */
final class TableCollector {
  private static final int MAX_QUALIFIED_NAME = 256;

  private final TablePlaces places = new TablePlaces();
  private final CteNames cteNames = new CteNames();
  private final List<String> tables = new ArrayList<>(2);
  private final StringBuilder name = new StringBuilder(0);
  private boolean inName;
  private boolean afterDot;
  private boolean target;

  void accept(SqlLexer token) {
    if (!inName && cteNames.isIdle(token) && places.skips(token)) {
      return;
    }
    cteNames.accept(token);
    if (inName && continuesName(token)) {
      return;
    }
    if (inName) {
      inName = false;
      // A source with parentheses is a function; a target with parentheses lists its columns.
      boolean other = token.symbol() == '(' || token.keyword() == Keyword.TABLE;
      if (!afterDot && (target || !other)) {
        add();
      }
    }
    TablePlaces.Place place = places.accept(token);
    if (place != TablePlaces.Place.NONE) {
      target = place == TablePlaces.Place.TARGET;
      inName = true;
      afterDot = false;
      name.setLength(0);
      Names.append(name, token);
    }
  }

  /** The {@link Sign}s of tokens that can change anything as things stand. */
  int relevant() {
    if (inName || !cteNames.isIdle() || !places.isIdle()) {
      return Sign.ANY;
    }
    boolean nested = cteNames.isNested() || places.isNested();
    int always = Sign.KEYWORD | Sign.SEMICOLON;
    return nested ? always | Sign.COMMA | Sign.OPEN : always;
  }

  /** Those found; names that a WITH clause defines are left out. */
  List<String> tables() {
    if (inName && !afterDot) {
      add();
      inName = false;
    }
    tables.removeIf(cteNames::contains);
    return tables;
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
    return false;
  }

  private void add() {
    if (tables.size() == SqlNormalizer.MAX_TABLES || name.length() > MAX_QUALIFIED_NAME) {
      return;
    }
    for (String known : tables) {
      if (isName(known)) {
        return;
      }
    }
    tables.add(name.toString());
  }

  private boolean isName(String table) {
    if (table.length() != name.length()) {
      return false;
    }
    for (int i = 0; i < table.length(); i++) {
      if (Characters.upper(table.charAt(i)) != Characters.upper(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
