package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * Path patterns of requests that are no events. {@code /health} covers that path and what lies
 * below it, {@code /internal*} covers all that starts so.
 */
@Internal
public final class IgnoredPaths {

  private static final String SCHEME_END = "://";

  private final String[] prefixes;
  private final boolean[] globs;

  /** Compiles patterns that start with a slash. */
  public IgnoredPaths(List<String> patterns) {
    prefixes = new String[patterns.size()];
    globs = new boolean[patterns.size()];
    for (int i = 0; i < prefixes.length; i++) {
      String pattern = patterns.get(i);
      globs[i] = pattern.endsWith("*");
      prefixes[i] = globs[i] ? withoutStars(pattern) : withoutSlash(pattern);
    }
  }

  /**
   * Whether a request to this target is no event.
   *
   * @param target the request's target as sent: a path, perhaps with a query, or a whole URI
   */
  public boolean contains(String target) {
    int start = pathStart(target);
    for (int i = 0; i < prefixes.length; i++) {
      if (target.startsWith(prefixes[i], start)
          && (globs[i] || endsSegment(target, start + prefixes[i].length()))) {
        return true;
      }
    }
    return false;
  }

  /** A proxy may send a whole URI in the place of a path (RFC 9112, 3.2.2). */
  private static int pathStart(String target) {
    if (target.startsWith("/")) {
      return 0;
    }
    int authority = target.indexOf(SCHEME_END);
    if (authority < 0) {
      return 0;
    }
    int path = target.indexOf('/', authority + SCHEME_END.length());
    return path < 0 ? target.length() : path;
  }

  private static boolean endsSegment(String target, int index) {
    if (index == target.length()) {
      return true;
    }
    char c = target.charAt(index);
    return c == '/' || c == '?' || c == '#';
  }

  /** Also of {@code /x/**}, as paths are written elsewhere in the framework. */
  private static String withoutStars(String pattern) {
    int end = pattern.length();
    while (end > 0 && pattern.charAt(end - 1) == '*') {
      end--;
    }
    return pattern.substring(0, end);
  }

  private static String withoutSlash(String pattern) {
    return pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
  }
}
