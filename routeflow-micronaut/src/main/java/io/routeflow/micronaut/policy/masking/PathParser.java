package io.routeflow.micronaut.policy.masking;

import io.routeflow.micronaut.policy.masking.PathSegment.Bound;
import io.routeflow.micronaut.policy.masking.PathSegment.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses JSONPath as RFC 9535 has it, without filter expressions: names, wildcards, indexes,
 * slices, unions of these, and descendants.
 */
final class PathParser {

  /** Longer paths are not accepted. */
  static final int MAX_LENGTH = 2_048;

  private final PathReader reader;

  private PathParser(PathReader reader) {
    this.reader = reader;
  }

  /** The segments of a path after {@code $}. */
  static List<PathSegment> parse(String path) throws PathSyntaxException {
    if (path.length() > MAX_LENGTH) {
      throw new PathSyntaxException("longer than " + MAX_LENGTH + " characters");
    }
    return new PathParser(new PathReader(path)).segments();
  }

  private List<PathSegment> segments() throws PathSyntaxException {
    reader.expect("$");
    List<PathSegment> segments = new ArrayList<>();
    while (!reader.atEnd()) {
      reader.skipBlanks();
      segments.add(segment());
    }
    return segments;
  }

  private PathSegment segment() throws PathSyntaxException {
    if (reader.skip("[")) {
      return new PathSegment(false, bracketed());
    }
    if (reader.skip("..")) {
      return new PathSegment(true, reader.skip("[") ? bracketed() : List.of(shorthand()));
    }
    reader.expect(".");
    return new PathSegment(false, List.of(shorthand()));
  }

  private Selector shorthand() throws PathSyntaxException {
    if (reader.skip("*")) {
      return new PathSegment.Wildcard();
    }
    if (!reader.atNameStart()) {
      throw reader.problem("a name or '*' expected");
    }
    return new PathSegment.Name(reader.shorthandName());
  }

  private List<Selector> bracketed() throws PathSyntaxException {
    List<Selector> selectors = new ArrayList<>();
    do {
      reader.skipBlanks();
      selectors.add(selector());
      reader.skipBlanks();
    } while (reader.skip(","));
    reader.expect("]");
    return selectors;
  }

  private Selector selector() throws PathSyntaxException {
    return switch (reader.peek()) {
      case '\'', '"' -> new PathSegment.Name(reader.quotedName());
      case '*' -> {
        reader.expect("*");
        yield new PathSegment.Wildcard();
      }
      case '?' -> throw reader.problem("filter expressions are not supported");
      case ':' -> slice(Bound.OPEN);
      default -> indexOrSlice();
    };
  }

  private Selector indexOrSlice() throws PathSyntaxException {
    long value = reader.integer();
    reader.skipBlanks();
    if (reader.peek() == ':') {
      return slice(new Bound(true, value));
    }
    return new PathSegment.Index(value);
  }

  private Selector slice(Bound start) throws PathSyntaxException {
    reader.expect(":");
    Bound end = optionalBound();
    Bound step = reader.skip(":") ? optionalBound() : Bound.OPEN;
    return new PathSegment.Slice(start, end, step.given() ? step.value() : 1);
  }

  private Bound optionalBound() throws PathSyntaxException {
    reader.skipBlanks();
    boolean given = reader.peek() == '-' || Character.isDigit(reader.peek());
    Bound bound = given ? new Bound(true, reader.integer()) : Bound.OPEN;
    reader.skipBlanks();
    return bound;
  }
}
