package io.routeflow.micronaut.console.page;

import java.util.regex.Pattern;

/**
 * Takes the comments out of a script on its way to the browser: a sixth of what a slow network
 * carries before the first row, and the source in the jar keeps them. It knows no strings, so it is
 * for scripts whose strings have no comments in them.
 */
final class ScriptComments {

  /** A comment that fills its lines goes with them; one within a line leaves the code around it. */
  private static final Pattern COMMENTS =
      Pattern.compile(
          "(?m)^[ \\t]*//.*\\R|^[ \\t]*/\\*\\*(?:[^*]|\\*(?!/))*\\*/[ \\t]*\\R|/\\*\\*(?:[^*]|\\*(?!/))*\\*/ ?");

  private ScriptComments() {}

  static String removeFrom(String script) {
    return COMMENTS.matcher(script).replaceAll("");
  }
}
