package io.routeflow.micronaut.jdbc.sql;

/** What a backslash in a string means. */
enum Backslash {
  /** A character like any other. */
  LITERAL,
  /** It takes the next character's meaning away. */
  ESCAPE,
  /** One of the two; nobody knows. */
  DOUBT
}
