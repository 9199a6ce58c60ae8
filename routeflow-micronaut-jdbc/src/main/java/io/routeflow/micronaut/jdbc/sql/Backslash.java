package io.routeflow.micronaut.jdbc.sql;

/** What a backslash in a string means. */
enum Backslash {
  /** A character like any other. */
  LITERAL,
  /** It takes the next character's meaning away. */
  ESCAPE,
  /** Either of the two; which one is unknown. */
  AMBIGUOUS
}
