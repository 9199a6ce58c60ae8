package io.routeflow.micronaut.console.access;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.Locale;

/**
 * Why the console refuses a request, for its page by a name and for people by a text. No text holds
 * anything that a request brought.
 */
enum Refusal implements JsonObject {
  CODE_REQUIRED(
      401,
      "Open the console by the link in the application's log: the line Console: …/?code=…",
      "The link's code shows that you can read the log. The browser then keeps a cookie."),
  SESSION_EXPIRED(
      401,
      "The application was restarted. Open the newest link in its log: the line Console: …/?code=…",
      "A code and its cookie are valid for one run of the application."),
  WRONG_SECRET(
      401,
      "This code or token is not valid. Open the newest link in the application's log:"
          + " the line Console: …/?code=…",
      "A code is valid for one run of the application, and at its own machine only."),
  TOKEN_REQUIRED(
      401,
      "Open /routeflow-console/?token=… with the value of routeflow.console.token;"
          + " needed again after the application was restarted",
      "Other machines need the token once. The browser then keeps a cookie."),
  WRONG_TOKEN(
      401,
      "This token is not valid. Open /routeflow-console/?token=… with the value of"
          + " routeflow.console.token",
      "Other machines need the token; the code of the log opens nothing from there."),
  TOO_MANY_ATTEMPTS(
      429,
      "Too many wrong codes or tokens from this address; try again in a minute",
      "The link in the application's log works all the same."),
  NO_KEY(
      403,
      "Other machines need routeflow.console.token, or Micronaut Security",
      "The setting routeflow.console.allow-remote alone lets no other machine in."),
  OTHER_MACHINE(
      403,
      "The console answers this machine only; see routeflow.console.allow-remote",
      "A connection through a proxy counts as one from another machine."),
  OTHER_HOST(
      403,
      "The console does not answer to this host name; open it as localhost",
      "Another name may be one that another site has made up for this machine."),
  OTHER_SITE(
      403,
      "The console cannot be used from another site; open its address in a new tab",
      "Its page may be opened by a link, its data are for its own page only."),
  GUARD_MISSING(
      403,
      "The header X-Routeflow-Console is missing",
      "What changes something needs it, because no form can send it."),
  LEFT_TO_SECURITY(
      403,
      "Micronaut Security has not let this request in",
      "Its rules decide where a request has neither the code nor the token."),
  NOT_DECIDED(
      403,
      "The console's own filter has not let this request in",
      "It was routed to the console by a path that the filter did not see.");

  private final int status;
  private final String message;
  private final String explanation;

  Refusal(int status, String message, String explanation) {
    this.status = status;
    this.message = message;
    this.explanation = explanation;
  }

  int status() {
    return status;
  }

  /** Whether it counts as a try to guess a secret. */
  boolean isWrongSecret() {
    return this == WRONG_SECRET || this == WRONG_TOKEN;
  }

  /** What to do, in one sentence. */
  String message() {
    return message;
  }

  /** Why. */
  String explanation() {
    return explanation;
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("message", message);
    json.writeStringField("reason", name().toLowerCase(Locale.ROOT));
  }
}
