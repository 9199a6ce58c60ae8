package io.routeflow.micronaut.jdbc.sql;

/**
 * A hash of 64 bits of a text that is too long to be kept. Two texts of one request share it with a
 * chance of one in 2^64; it is compared within the process and never leaves it, but for the ids
 * that the console makes of it.
 */
final class StatementHash {
  private static final long SEED = 0x51_7C_C1_B7_27_22_0A_95L;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int FOLD = 32;
  private static final int MASK = Long.SIZE / Character.SIZE - 1;

  private long hash = SEED;

  void add(long part) {
    long mixed = (hash ^ part) * FACTOR;
    hash = mixed ^ (mixed >>> FOLD);
  }

  /** Four characters at a time, since each step has to wait for the one before it. */
  void add(CharSequence text, int start, int end) {
    long part = 0;
    int last = start + ((end - start) & ~MASK);
    for (int i = start; i < last; i += MASK + 1) {
      for (int j = 0; j <= MASK; j++) {
        part = (part << Character.SIZE) | Characters.at(text, i + j);
      }
      add(part);
    }
    part = 0;
    for (int i = last; i < end; i++) {
      part = (part << Character.SIZE) | Characters.at(text, i);
    }
    if (last < end) {
      add(part);
    }
  }

  long value() {
    return hash;
  }

  /** Starts a part of its own: {@link #resume} goes on after what was added before it. */
  long suspend() {
    long before = hash;
    hash = SEED;
    return before;
  }

  void resume(long before) {
    hash = before;
  }
}
