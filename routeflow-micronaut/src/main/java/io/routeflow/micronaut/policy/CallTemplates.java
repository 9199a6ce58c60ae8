package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Templates of the paths that an application calls: {@code host/path/{id}}. The first one that fits
 * names a call; a path that none fits has no name, so that no path is ever recorded. Pure and
 * immutable.
 */
@Internal
public final class CallTemplates {

  private static final int MAX_TEMPLATE = 256;
  private static final String VARIABLE = "{}";

  private final List<Template> templates;

  /** Reads the templates, each a host pattern, perhaps with a port, and a path. */
  public CallTemplates(List<String> texts) {
    List<Template> read = new ArrayList<>();
    for (String text : texts) {
      read.add(Template.of(text));
    }
    this.templates = List.copyOf(read);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return templates.isEmpty();
  }

  /**
   * The path of the template that fits a call.
   *
   * @param host in lower case, without a port
   * @param port of the call, 0 where it is not known
   * @param path as it is sent, without the query
   * @return {@code null} where none fits
   */
  public @Nullable String find(String host, int port, String path) {
    for (Template template : templates) {
      if (template.fits(host, port, path)) {
        return template.path;
      }
    }
    return null;
  }

  /**
   * The path of a declarative client's template, without what it says of the query.
   *
   * @return {@code null} where it is too long to be one
   */
  public static @Nullable String pathOf(String template) {
    int start = template.indexOf("://");
    if (start >= 0) {
      start = template.indexOf('/', start + 3);
      if (start < 0) {
        return "/";
      }
    } else {
      start = 0;
    }
    int end = start;
    while (end < template.length() && !startsQuery(template, end)) {
      end++;
    }
    return end - start > MAX_TEMPLATE ? null : template.substring(start, end);
  }

  private static boolean startsQuery(String template, int index) {
    char c = template.charAt(index);
    if (c == '{' && index + 1 < template.length()) {
      char operator = template.charAt(index + 1);
      return operator == '?' || operator == '&' || operator == '#';
    }
    return c == '?' || c == '#';
  }

  /**
   * One template.
   *
   * @param host a pattern
   * @param port 0 for any
   * @param path as it names the call
   * @param segments of the path
   */
  private record Template(String host, int port, String path, List<String> segments) {

    static Template of(String text) {
      int slash = text.indexOf('/');
      String authority = text.substring(0, slash).toLowerCase(Locale.ROOT);
      int colon = authority.lastIndexOf(':');
      boolean hasPort = colon > authority.lastIndexOf(']');
      String path = text.substring(slash);
      List<String> segments = new ArrayList<>();
      for (String segment : path.substring(1).split("/", -1)) {
        segments.add(segment.startsWith("{") ? VARIABLE : segment);
      }
      return new Template(
          HostPatterns.withoutBrackets(hasPort ? authority.substring(0, colon) : authority),
          hasPort ? Integer.parseInt(authority.substring(colon + 1)) : 0,
          path,
          List.copyOf(segments));
    }

    boolean fits(String calledHost, int calledPort, String calledPath) {
      return (port == 0 || port == calledPort)
          && HostPatterns.fits(host, HostPatterns.withoutBrackets(calledHost))
          && fits(calledPath);
    }

    /** Segment by segment; a variable stands for one that is not empty. */
    private boolean fits(String calledPath) {
      if (calledPath.isEmpty() || calledPath.charAt(0) != '/') {
        return false;
      }
      int start = 1;
      for (int i = 0; i < segments.size(); i++) {
        int slash = calledPath.indexOf('/', start);
        boolean last = i == segments.size() - 1;
        if (last != slash < 0) {
          return false;
        }
        int end = last ? calledPath.length() : slash;
        String segment = segments.get(i);
        boolean same =
            segment.equals(VARIABLE)
                ? end > start
                : segment.length() == end - start && calledPath.startsWith(segment, start);
        if (!same) {
          return false;
        }
        start = end + 1;
      }
      return true;
    }
  }
}
