package io.routeflow.micronaut.policy.masking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All redaction paths as one automaton. A state says that a value was reached by the first so many
 * segments of one path; the states of a value are a row of bits, and those of a child follow from
 * them by one shift for all paths. Immutable.
 */
final class PathAutomaton {

  /** How large all paths together may be: it bounds both the states and the work for a value. */
  static final int MAX_SIZE = 1_024;

  private final int words;
  private final long[] first;
  private final long[] last;
  private final long[] descendants;
  private final long[] wildcards;

  /**
   * For each name in a path, the states from which it leads on, as any name does for a wildcard.
   */
  private final Map<String, long[]> names = new HashMap<>();

  private final List<ElementsOfState> elements = new ArrayList<>();

  /** A selector of array elements, and the state that it leads on from. */
  private record ElementsOfState(int state, PathSegment.Elements selector) {}

  PathAutomaton(List<List<PathSegment>> paths) {
    int states = paths.stream().mapToInt(segments -> segments.size() + 1).sum();
    words = (states + Long.SIZE - 1) / Long.SIZE;
    first = new long[words];
    last = new long[words];
    descendants = new long[words];
    wildcards = new long[words];
    int state = 0;
    for (List<PathSegment> path : paths) {
      set(first, state);
      for (PathSegment segment : path) {
        add(state++, segment);
      }
      set(last, state++);
    }
    for (long[] named : names.values()) {
      for (int word = 0; word < words; word++) {
        named[word] |= wildcards[word];
      }
    }
  }

  /** What one path adds to the size: at least its states. */
  static int size(List<PathSegment> path) {
    return 1 + path.stream().mapToInt(segment -> segment.selectors().size()).sum();
  }

  boolean isEmpty() {
    return words == 0;
  }

  /** How many words a row of states has. */
  int words() {
    return words;
  }

  /** Whether an element cannot be judged without the length of its array. */
  boolean needsLengths() {
    return elements.stream().anyMatch(each -> each.selector().needsLength());
  }

  /** Writes the row of the document itself, and returns whether the document is selected. */
  boolean start(long[] rows) {
    long selected = 0;
    for (int word = 0; word < words; word++) {
      rows[word] = first[word];
      selected |= first[word] & last[word];
    }
    return selected != 0;
  }

  /** The states from which a member of this name leads on. Not to be changed. */
  long[] leadingOn(String name) {
    return names.getOrDefault(name, wildcards);
  }

  /** Writes the row of a member behind that of its object; returns whether it is selected. */
  boolean member(long[] rows, int parent, long[] leadingOn) {
    return advance(rows, parent, leadingOn);
  }

  /** Writes the row of an element behind that of its array; returns whether it is selected. */
  boolean element(long[] rows, int parent, int index, int length) {
    boolean selected = advance(rows, parent, wildcards);
    for (int i = 0; i < elements.size(); i++) {
      ElementsOfState each = elements.get(i);
      if (isSet(rows, parent, each.state()) && each.selector().matches(index, length)) {
        int next = each.state() + 1;
        rows[parent + words + next / Long.SIZE] |= 1L << next;
        selected |= isSet(last, 0, next);
      }
    }
    return selected;
  }

  /** From the row of a parent to that of a child, for which these states lead on. */
  private boolean advance(long[] rows, int parent, long[] leadingOn) {
    long carry = 0;
    long selected = 0;
    for (int word = 0; word < words; word++) {
      long state = rows[parent + word];
      long matched = state & leadingOn[word];
      long next = (matched << 1) | carry | (state & descendants[word]);
      rows[parent + words + word] = next;
      selected |= next & last[word];
      carry = matched >>> (Long.SIZE - 1);
    }
    return selected != 0;
  }

  private void add(int state, PathSegment segment) {
    if (segment.descendant()) {
      set(descendants, state);
    }
    for (PathSegment.Selector selector : segment.selectors()) {
      if (selector instanceof PathSegment.Name name) {
        set(names.computeIfAbsent(name.name(), key -> new long[words]), state);
      } else if (selector instanceof PathSegment.Elements indexes) {
        elements.add(new ElementsOfState(state, indexes));
      } else {
        set(wildcards, state);
      }
    }
  }

  private static void set(long[] row, int state) {
    row[state / Long.SIZE] |= 1L << state;
  }

  private static boolean isSet(long[] rows, int row, int state) {
    return (rows[row + state / Long.SIZE] & (1L << state)) != 0;
  }
}
