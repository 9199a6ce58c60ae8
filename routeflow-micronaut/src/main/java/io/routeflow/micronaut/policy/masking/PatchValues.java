package io.routeflow.micronaut.policy.masking;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of a patch in a document: in an object with the members {@code op} and {@code
 * path}, the name of {@code value} stands in the path (RFC 6902; RFC 7644, 3.5.2). Members come in
 * any order, so a value that stands before one of these is known only behind it, and is masked by a
 * second walk. Thread-confined.
 */
final class PatchValues {

  private static final int OP = 1;
  private static final int PATH = 2;
  private static final int BOTH = OP | PATH;
  private static final int BITS = 2;
  private static final int LEAST = 8;

  /** By depth: which of the members were seen, and behind these bits where a value begins. */
  private long[] levels = {};

  private @Nullable BitSet late;

  /** What a member is to a patch. */
  enum Member {
    OTHER,
    OPERATION,
    POINTER,
    VALUE;

    /** In any case, as SCIM's names are. */
    static Member of(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "op" -> OPERATION;
        case "path" -> POINTER;
        case "value" -> VALUE;
        default -> OTHER;
      };
    }
  }

  /** An object or an array begins. */
  void enter(int depth) {
    if (depth < levels.length) {
      levels[depth] = 0;
    }
  }

  /** An operation or a pointer stands in the object of this depth. */
  void see(int depth, Member member) {
    reserve(depth);
    levels[depth] |= member == Member.OPERATION ? OP : PATH;
    if ((levels[depth] & BOTH) == BOTH) {
      markLate(levels[depth]);
    }
  }

  /**
   * Whether a value is known to be one of a patch; remembers it otherwise.
   *
   * @param start where it begins in the document
   */
  boolean isMasked(int depth, int start) {
    reserve(depth);
    if ((levels[depth] & BOTH) == BOTH || (late != null && late.get(start))) {
      return true;
    }
    if (levels[depth] >> BITS > 0) {
      markLate(levels[depth]); // two values: which of them counts is not known
    }
    levels[depth] = (levels[depth] & BOTH) | ((start + 1L) << BITS);
    return false;
  }

  /** The document is cut in objects of these depths, whose other members are not known. */
  void cut(int depth) {
    for (int i = 0; i <= depth && i < levels.length; i++) {
      if ((levels[i] & BOTH) != 0) {
        markLate(levels[i]);
      }
    }
  }

  /** Whether values have to be masked that a walk has passed. */
  boolean needsSecondWalk() {
    return late != null;
  }

  private void markLate(long level) {
    int start = (int) (level >> BITS) - 1;
    if (start >= 0) {
      late = late == null ? new BitSet() : late;
      late.set(start);
    }
  }

  private void reserve(int depth) {
    if (depth >= levels.length) {
      levels = Arrays.copyOf(levels, Math.max(LEAST, 2 * depth));
    }
  }
}
