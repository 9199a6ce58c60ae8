package io.routeflow.micronaut.policy.masking;

import io.routeflow.micronaut.policy.masking.ModelValue.Arr;
import io.routeflow.micronaut.policy.masking.ModelValue.Member;
import io.routeflow.micronaut.policy.masking.ModelValue.Obj;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath without filters as RFC 9535 describes what it selects: list by list, on a tree, as
 * simply as it can be put.
 */
record ModelPath(List<Segment> segments) {

  private static final long MAX_INTEGER = (1L << 53) - 1;

  /** One step, to children or to descendants. */
  record Segment(boolean descendant, List<Selector> selectors) {}

  /** What a step selects among the children of one value. */
  sealed interface Selector {}

  /** By a name. */
  record Name(String name) implements Selector {}

  /** All. */
  record All() implements Selector {}

  /** By an index. */
  record Index(long value) implements Selector {}

  /** By a range. */
  record Slice(@Nullable Long start, @Nullable Long end, @Nullable Long step) implements Selector {}

  static ModelPath any(Random random) {
    List<Segment> segments = new ArrayList<>();
    for (int i = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(4); i > 0; i--) {
      List<Selector> selectors = new ArrayList<>();
      for (int j = random.nextInt(4) == 0 ? random.nextInt(4) : 0; j >= 0; j--) {
        selectors.add(selector(random));
      }
      segments.add(new Segment(random.nextInt(5) == 0, selectors));
    }
    return new ModelPath(segments);
  }

  private static Selector selector(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new All();
      case 1, 2 -> new Index(integer(random));
      case 3 -> new Slice(maybe(random), maybe(random), maybe(random));
      default -> new Name(wellFormed(ModelNames.any(random)));
    };
  }

  /** A path can hold no half of a surrogate pair. */
  private static String wellFormed(String name) {
    return name.chars().anyMatch(c -> Character.isSurrogate((char) c)) ? "😀" : name;
  }

  private static @Nullable Long maybe(Random random) {
    return random.nextBoolean() ? null : integer(random);
  }

  private static long integer(Random random) {
    return switch (random.nextInt(24)) {
      case 0 -> MAX_INTEGER;
      case 1 -> -MAX_INTEGER;
      case 2 -> random.nextInt(2_000) - 1_000;
      default -> random.nextInt(9) - 4;
    };
  }

  /** The values that it selects. */
  Set<ModelValue> select(ModelValue document) {
    List<ModelValue> selected = List.of(document);
    for (Segment segment : segments) {
      Set<ModelValue> next = Collections.newSetFromMap(new IdentityHashMap<>());
      for (ModelValue value : selected) {
        for (ModelValue from : segment.descendant() ? descendants(value) : List.of(value)) {
          segment.selectors().forEach(selector -> next.addAll(children(from, selector)));
        }
      }
      selected = List.copyOf(next);
    }
    Set<ModelValue> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(selected);
    return all;
  }

  private static List<ModelValue> descendants(ModelValue value) {
    List<ModelValue> found = new ArrayList<>();
    found.add(value);
    children(value, new All()).forEach(child -> found.addAll(descendants(child)));
    return found;
  }

  private static List<ModelValue> children(ModelValue value, Selector selector) {
    if (value instanceof Obj object) {
      return object.members.stream()
          .filter(
              member ->
                  selector instanceof All
                      || (selector instanceof Name name && name.name().equals(member.name())))
          .map(Member::value)
          .toList();
    }
    return value instanceof Arr array ? elements(array.elements, selector) : List.of();
  }

  private static List<ModelValue> elements(List<ModelValue> elements, Selector selector) {
    if (selector instanceof All) {
      return elements;
    }
    if (selector instanceof Slice slice) {
      return slice(elements, slice);
    }
    if (selector instanceof Index index) {
      long at = normal(index.value(), elements.size());
      return at < 0 || at >= elements.size() ? List.of() : List.of(elements.get((int) at));
    }
    return List.of();
  }

  /** RFC 9535, 2.3.4.2.2, word for word. */
  private static List<ModelValue> slice(List<ModelValue> elements, Slice slice) {
    long length = elements.size();
    long step = slice.step() == null ? 1 : slice.step();
    long start = slice.start() == null ? (step >= 0 ? 0 : length - 1) : slice.start();
    long end = slice.end() == null ? (step >= 0 ? length : -length - 1) : slice.end();
    List<ModelValue> selected = new ArrayList<>();
    if (step > 0) {
      long lower = Math.min(Math.max(normal(start, length), 0), length);
      long upper = Math.min(Math.max(normal(end, length), 0), length);
      for (long i = lower; i < upper; i += step) {
        selected.add(elements.get((int) i));
      }
    } else if (step < 0) {
      long upper = Math.min(Math.max(normal(start, length), -1), length - 1);
      long lower = Math.min(Math.max(normal(end, length), -1), length - 1);
      for (long i = upper; lower < i; i += step) {
        selected.add(elements.get((int) i));
      }
    }
    return selected;
  }

  private static long normal(long index, long length) {
    return index >= 0 ? index : length + index;
  }
}
