package io.routeflow.micronaut.console;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.queue.InternalErrors;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules to each request below the console's path, before any other filter, and gives
 * each answer its headers after all others. For every other request it is not there.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter implements ConditionalFilter, Ordered {

  private final ConsolePath console;
  private final AccessRules rules;
  private final SignIn signIn;
  private final Answers answers;
  private final InternalErrors errors;

  AccessFilter(
      ConsolePath console,
      AccessRules rules,
      SignIn signIn,
      Answers answers,
      InternalErrors errors) {
    this.console = console;
    this.rules = rules;
    this.signIn = signIn;
    this.answers = answers;
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

  /** The framework may ask although the filter is not enabled, where others ran before routing. */
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
      return SafeHeaders.on(answers.refusal(request, refused.status(), refused.message()));
    } catch (Throwable e) {
      errors.report("console", e);
      return SafeHeaders.on(HttpResponse.status(HttpStatus.FORBIDDEN));
    }
  }

  @ResponseFilter
  void harden(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (!isEnabled(request)) {
      return;
    }
    try {
      // what Micronaut Security answers to other machines is the application's affair
      if (Admission.of(request) != Admission.LEFT_TO_SECURITY) {
        answers.restore(request, response);
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
