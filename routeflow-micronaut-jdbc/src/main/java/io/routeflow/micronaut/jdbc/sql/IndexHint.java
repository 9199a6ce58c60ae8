package io.routeflow.micronaut.jdbc.sql;

/** MySQL's {@code FORCE INDEX FOR JOIN (i)}, which joins nothing. Not thread-safe. */
final class IndexHint {
  private boolean open;

  /** Takes the next word, and returns whether it belongs to one from FOR on. */
  boolean takes(Keyword previous, Keyword keyword) {
    boolean ofIndex = previous == Keyword.INDEX || previous == Keyword.KEY;
    boolean before = open;
    open = keyword == Keyword.FOR && ofIndex;
    return open || before;
  }
}
