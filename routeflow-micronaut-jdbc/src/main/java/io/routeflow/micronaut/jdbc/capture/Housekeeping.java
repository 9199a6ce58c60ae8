package io.routeflow.micronaut.jdbc.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Recognizes what drivers and frameworks run on their own account: keys from sequences and from key
 * tables, and the state of a session. It compares whole names at places where they mean that, in
 * the normalized text, which has no values and one blank at most between two words.
 */
final class Housekeeping {

  /** Functions that give keys, or keep the state of a session. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "NEXTVAL",
          "CURRVAL",
          "LASTVAL",
          "SETVAL",
          "GEN_ID",
          "IDENTITY",
          "SCOPE_IDENTITY",
          "IDENTITY_VAL_LOCAL",
          "IDENT_CURRENT",
          "LAST_INSERT_ID",
          "LAST_INSERT_ROWID",
          "SET_CONFIG",
          "CURRENT_SETTING",
          "SP_SET_SESSION_CONTEXT");

  /** What a sequence is asked for behind a dot, where a column of another name would stand, too. */
  private static final Set<String> QUALIFIED_VALUES = Set.of("NEXTVAL", "CURRVAL", "PREVVAL");

  /** What a sequence is asked for before {@code FOR} and {@code OF}. */
  private static final Set<String> SEQUENCE_VALUES =
      Set.of("NEXTVAL", "CURRVAL", "PREVVAL", "NEXT_VALUE", "CURRENT_VALUE", "PREV_VALUE");

  private static final Set<String> PROCEDURES = Set.of("SP_SET_SESSION_CONTEXT");
  private static final Set<String> VARIABLES = Set.of("@@IDENTITY");

  /** The column of the table in which Hibernate counts where there are no sequences. */
  private static final String KEY_TABLE_COLUMN = "NEXT_VAL";

  private static final Set<String> QUOTES = Set.of("\"", "`", "[");
  private static final String NONE = "";

  private final List<String> tokens = new ArrayList<>();

  private Housekeeping(String statement) {
    split(statement.toUpperCase(Locale.ROOT));
  }

  /** Whether a query of a table reads a key and nothing else. */
  static boolean isKeyQuery(String statement) {
    Housekeeping words = new Housekeeping(statement);
    int from = words.endOfSelectList();
    return words.hasColumn(from) || (words.isOneItem(from) && words.namesKeyOrSession(from));
  }

  /** Whether an update counts in Hibernate's key table. */
  static boolean isKeyUpdate(String statement) {
    Housekeeping words = new Housekeeping(statement);
    int set = words.tokens.indexOf("SET");
    for (int i = set + 1; set >= 0 && i < words.tokens.size(); i++) {
      if (words.at(i).equals("WHERE")) {
        return false;
      }
      if (words.isAssigned(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a key or the state of a session is named anywhere. */
  static boolean namesKeyOrSession(String statement) {
    Housekeeping words = new Housekeeping(statement);
    return words.namesKeyOrSession(words.tokens.size());
  }

  private boolean namesKeyOrSession(int end) {
    for (int i = 0; i < end; i++) {
      String token = tokens.get(i);
      String before = at(i - 1);
      String after = at(i + 1);
      boolean call = after.equals("(") && FUNCTIONS.contains(token);
      boolean leads = after.equals("FOR") || after.equals("OF");
      boolean ofSequence =
          (before.equals(".") && QUALIFIED_VALUES.contains(token))
              || (leads && SEQUENCE_VALUES.contains(token));
      boolean standard = token.equals("VALUE") && after.equals("FOR");
      if (call
          || standard
          || ofSequence
          || PROCEDURES.contains(token)
          || VARIABLES.contains(token)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasColumn(int end) {
    int depth = 0;
    for (int i = 0; i < end; i++) {
      String token = tokens.get(i);
      if (token.equals(KEY_TABLE_COLUMN) && isColumn(i, depth) && !at(i + 1).equals("(")) {
        return true;
      }
      depth += depth(token);
    }
    return false;
  }

  /** Not an alias, with AS or without, and no part of a longer expression. */
  private boolean isColumn(int i, int depth) {
    boolean quoted = QUOTES.contains(at(i - 1));
    return switch (at(quoted ? i - 2 : i - 1)) {
      case "SELECT", "DISTINCT", ",", "." -> depth == 0;
      case "(" -> depth == 1;
      default -> false;
    };
  }

  private boolean isAssigned(int i) {
    return at(i).equals(KEY_TABLE_COLUMN) && at(i + 1).equals("=");
  }

  /** Where FROM stands, outside of parentheses. */
  private int endOfSelectList() {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      depth += depth(token);
      if (depth == 0 && token.equals("FROM")) {
        return i;
      }
    }
    return tokens.size();
  }

  private boolean isOneItem(int end) {
    int depth = 0;
    for (int i = 0; i < end; i++) {
      String token = tokens.get(i);
      depth += depth(token);
      if (depth == 0 && token.equals(",")) {
        return false;
      }
    }
    return true;
  }

  private static int depth(String token) {
    return token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
  }

  private String at(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : NONE;
  }

  private void split(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && isPartOfName(text.charAt(end))) {
        end++;
      }
      end = Math.max(end, start + 1);
      if (text.charAt(start) != ' ') {
        tokens.add(text.substring(start, end));
      }
      start = end;
    }
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#' || c == '@';
  }
}
