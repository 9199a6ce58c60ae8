package io.routeflow.micronaut.event;

import java.util.List;

/** Statements for tests. */
public final class SampleStatements {

  private SampleStatements() {}

  /** One of which only the beginning is shown. */
  public static SqlUsage.Statement cut(String text, long identity) {
    return new SqlUsage.Statement(
        text,
        "SELECT",
        List.of("t"),
        null,
        "default",
        "h2",
        1,
        -1,
        -1,
        5,
        5,
        0,
        null,
        null,
        false,
        0,
        identity);
  }
}
