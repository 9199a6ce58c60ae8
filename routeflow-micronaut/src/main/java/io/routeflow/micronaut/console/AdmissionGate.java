package io.routeflow.micronaut.console;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.routeflow.micronaut.configuration.ConsolePath;
import org.jspecify.annotations.Nullable;

/**
 * The last look before the console answers: whoever was left to Micronaut Security must have passed
 * it, which may be configured to look at other paths only.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AdmissionGate implements ConditionalFilter, Ordered {

  private static final int FORBIDDEN = 403;

  private final ConsolePath console;
  private final Answers answers;
  private final @Nullable OuterSecurity security;

  AdmissionGate(ConsolePath console, Answers answers, @Nullable OuterSecurity security) {
    this.console = console;
    this.answers = answers;
    this.security = security;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return console.contains(request.getPath());
  }

  @RequestFilter
  @Nullable HttpResponse<?> close(HttpRequest<?> request) {
    if (!isEnabled(request) || isAdmitted(request)) {
      return null;
    }
    return answers.refusal(request, FORBIDDEN, "Micronaut Security has not let this request in");
  }

  private boolean isAdmitted(HttpRequest<?> request) {
    Admission admission = Admission.of(request);
    return admission == Admission.LEFT_TO_SECURITY
        ? security != null && security.hasLookedAt(request)
        : admission != null;
  }
}
