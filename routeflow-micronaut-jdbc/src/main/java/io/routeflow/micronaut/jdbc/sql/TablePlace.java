package io.routeflow.micronaut.jdbc.sql;

/** What a name is at its place. */
enum TablePlace {
  /** No table. */
  NONE,
  /** Read from; with parentheses after it, it is a function. */
  SOURCE,
  /** Written to or defined; parentheses after it list columns. */
  TARGET,
  /** Named by UPDATE or DELETE, as a table or by its alias in a list that follows. */
  CHANGED
}
