package io.routeflow.micronaut.console;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.InternalErrors;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules to each request below the console's path, before any other filter, looks once
 * more after all others, and gives each answer its headers at the very end. For every other request
 * it is not there.
 *
 * <p>The framework may ask although the filter is not enabled, where others ran before routing.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter implements ConditionalFilter, Ordered {

  private final ConsolePath console;
  private final AccessRules rules;
  private final SignIn signIn;
  private final @Nullable OuterSecurity security;
  private final InternalErrors errors;

  AccessFilter(
      ConsolePath console,
      RouteflowConfiguration configuration,
      @Nullable OuterSecurity security,
      InternalErrors errors) {
    this.console = console;
    this.rules = AccessRules.of(configuration.console(), security != null);
    this.signIn = new SignIn(console, rules.token());
    this.security = security;
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return console.contains(request.getPath());
  }

  /** Refuses preflights, before the application's CORS configuration can answer them. */
  @PreMatching
  @RequestFilter
  @Nullable HttpResponse<?> refusePreflight(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.OPTIONS && isEnabled(request)
        ? SafeHeaders.on(HttpResponse.status(HttpStatus.FORBIDDEN))
        : null;
  }

  /** Asks the rules. */
  @RequestFilter
  @Nullable HttpResponse<?> judge(HttpRequest<?> request) {
    if (!isEnabled(request)) {
      return null;
    }
    try {
      Verdict verdict = rules.judge(Visits.of(request, console));
      if (verdict instanceof Verdict.Admitted admitted) {
        admitted.by().note(request);
        MutableHttpResponse<?> moved = signIn.answer(request);
        return moved == null ? null : SafeHeaders.on(moved);
      }
      Verdict.Refused refused = (Verdict.Refused) verdict;
      return SafeHeaders.on(Answers.refusal(request, refused.status(), refused.message()));
    } catch (Throwable e) {
      errors.report("console", e);
      return SafeHeaders.on(HttpResponse.status(HttpStatus.FORBIDDEN));
    }
  }

  /**
   * The last look before the console answers: whoever was left to Micronaut Security must have
   * passed it, which may be configured to look at other paths only.
   */
  @Order(Ordered.LOWEST_PRECEDENCE)
  @RequestFilter
  @Nullable HttpResponse<?> close(HttpRequest<?> request) {
    if (!isEnabled(request) || isAdmitted(request)) {
      return null;
    }
    return Answers.refusal(
        request, HttpStatus.FORBIDDEN.getCode(), "Micronaut Security has not let this request in");
  }

  private boolean isAdmitted(HttpRequest<?> request) {
    Admission admission = Admission.of(request);
    return admission == Admission.LEFT_TO_SECURITY
        ? security != null && security.hasLookedAt(request)
        : admission != null;
  }

  /** Gives the answer its headers, whoever made it. */
  @ResponseFilter
  void harden(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (!isEnabled(request)) {
      return;
    }
    try {
      // what Micronaut Security answers to other machines is the application's affair
      if (Admission.of(request) != Admission.LEFT_TO_SECURITY) {
        Answers.restore(request, response);
      }
      SafeHeaders.on(response);
      if (response.code() >= HttpStatus.BAD_REQUEST.getCode()) {
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
      }
    } catch (Throwable e) {
      errors.report("console", e);
    }
  }
}
