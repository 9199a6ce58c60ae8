package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSONPaths that are redacted in the bodies of one direction: those of RFC 9535 without filter
 * expressions. One path that is not valid closes the direction: no body of it is shown.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
@Internal
public final class RedactionPaths {

  private static final int MAX_SHOWN_LENGTH = 200;

  private final PathAutomaton automaton;
  private final List<InvalidPath> invalid;

  private RedactionPaths(PathAutomaton automaton, List<InvalidPath> invalid) {
    this.automaton = automaton;
    this.invalid = List.copyOf(invalid);
  }

  /**
   * A path that is not accepted.
   *
   * @param path the path as configured, cut, without control characters
   * @param reason what is wrong with it, in a few words for a log line
   */
  public record InvalidPath(String path, String reason) {}

  /** No paths. */
  public static RedactionPaths none() {
    return of(List.of());
  }

  /** Parses a list of paths. */
  public static RedactionPaths of(List<String> paths) {
    List<List<PathSegment>> valid = new ArrayList<>();
    List<InvalidPath> invalid = new ArrayList<>();
    int size = 0;
    for (String path : paths) {
      try {
        List<PathSegment> segments = PathParser.parse(path);
        size += PathAutomaton.size(segments);
        if (size > PathAutomaton.MAX_SIZE) {
          throw new PathSyntaxException("too many paths, or too many selectors in them");
        }
        valid.add(segments);
      } catch (PathSyntaxException e) {
        invalid.add(new InvalidPath(shown(path), e.reason()));
      }
    }
    return new RedactionPaths(new PathAutomaton(invalid.isEmpty() ? valid : List.of()), invalid);
  }

  /** Whether there is no path at all. */
  public boolean isEmpty() {
    return automaton.isEmpty() && invalid.isEmpty();
  }

  /** Whether no body may be shown, because a path is not valid. */
  public boolean isClosed() {
    return !invalid.isEmpty();
  }

  /** The paths that are not accepted, in their order. */
  public List<InvalidPath> invalid() {
    return invalid;
  }

  PathAutomaton automaton() {
    return automaton;
  }

  private static String shown(String path) {
    String cut = path.length() > MAX_SHOWN_LENGTH ? path.substring(0, MAX_SHOWN_LENGTH) : path;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
