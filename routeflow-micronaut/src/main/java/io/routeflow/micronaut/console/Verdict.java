package io.routeflow.micronaut.console;

/** What the rules say to a request. */
sealed interface Verdict {

  /**
   * It may go on.
   *
   * @param by why
   */
  record Admitted(Admission by) implements Verdict {}

  /**
   * It is answered here.
   *
   * @param status 401 where a token would help, else 403
   * @param message what to tell, without anything that the request brought
   */
  record Refused(int status, String message) implements Verdict {}
}
