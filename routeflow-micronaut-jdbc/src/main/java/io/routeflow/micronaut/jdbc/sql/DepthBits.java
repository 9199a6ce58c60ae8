package io.routeflow.micronaut.jdbc.sql;

/** One bit for each depth of parentheses; deeper than it can count there is none set. */
final class DepthBits {
  private long bits;

  boolean has(int depth) {
    return (bits & bit(depth)) != 0;
  }

  boolean any() {
    return bits != 0;
  }

  void set(int depth) {
    bits |= bit(depth);
  }

  void clear(int depth) {
    bits &= ~bit(depth);
  }

  void clear() {
    bits = 0;
  }

  private static long bit(int depth) {
    return depth < Long.SIZE ? 1L << depth : 0;
  }
}
