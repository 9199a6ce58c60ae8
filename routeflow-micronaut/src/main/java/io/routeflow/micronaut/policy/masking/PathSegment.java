package io.routeflow.micronaut.policy.masking;

import java.util.List;

/**
 * One step of a JSONPath: to children, or to descendants at any depth, that one of its selectors
 * matches.
 */
record PathSegment(boolean descendant, List<Selector> selectors) {

  PathSegment {
    selectors = List.copyOf(selectors);
  }

  /** Which children of an object or an array a segment leads to (RFC 9535, 2.3). */
  sealed interface Selector {}

  /** The members of an object with this name. */
  record Name(String name) implements Selector {}

  /** All members of an object, all elements of an array. */
  record Wildcard() implements Selector {}

  /** A selector of elements of arrays. */
  sealed interface Elements extends Selector {

    /** Whether the element at an index is selected; the length is looked at if it is needed. */
    boolean matches(long index, long length);

    /** Whether the answer depends on the length of the array. */
    boolean needsLength();
  }

  /** One element; a negative index counts from the end. */
  record Index(long value) implements Elements {
    @Override
    public boolean matches(long index, long length) {
      return index == (value < 0 ? length + value : value);
    }

    @Override
    public boolean needsLength() {
      return value < 0;
    }
  }

  /** Elements from a start to before an end, in steps; either may count from the end. */
  record Slice(Bound start, Bound end, long step) implements Elements {
    @Override
    public boolean matches(long index, long length) {
      if (step > 0) {
        long lower = Math.max(start.from(length, 0), 0);
        long upper = end.from(length, Long.MAX_VALUE);
        return index >= lower && index < upper && (index - lower) % step == 0;
      }
      if (step == 0) {
        return false;
      }
      long upper = Math.min(start.from(length, length - 1), length - 1);
      long lower = end.from(length, -1);
      return index <= upper && index > lower && (upper - index) % -step == 0;
    }

    @Override
    public boolean needsLength() {
      return step < 0 || start.isFromEnd() || end.isFromEnd();
    }
  }

  /** One end of a slice, which may be left open. */
  record Bound(boolean given, long value) {

    static final Bound OPEN = new Bound(false, 0);

    boolean isFromEnd() {
      return given && value < 0;
    }

    long from(long length, long otherwise) {
      if (!given) {
        return otherwise;
      }
      return value < 0 ? length + value : value;
    }
  }
}
