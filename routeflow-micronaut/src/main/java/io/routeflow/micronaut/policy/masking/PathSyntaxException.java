package io.routeflow.micronaut.policy.masking;

/** A JSONPath that is not valid, or not supported. Its message holds nothing of the path. */
final class PathSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  PathSyntaxException(String reason) {
    super(reason, null, false, false);
  }

  /** Why the path is not accepted. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
