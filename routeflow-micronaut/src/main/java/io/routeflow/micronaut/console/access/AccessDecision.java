package io.routeflow.micronaut.console.access;

/** What the rules decide about a request. */
sealed interface AccessDecision {

  /**
   * It may go on.
   *
   * @param by why
   */
  record Granted(AccessGrant by) implements AccessDecision {}

  /**
   * It is answered here.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements AccessDecision {}
}
