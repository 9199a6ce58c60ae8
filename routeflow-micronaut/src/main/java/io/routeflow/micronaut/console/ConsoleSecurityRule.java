package io.routeflow.micronaut.console;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Tells Micronaut Security, which refuses what no rule allows, of requests that the console's own
 * rules have let in. Of other machines it says nothing: the application's rules decide on them.
 */
@Singleton
@Requires(classes = {SecurityRule.class, SecurityFilter.class})
@Requires(beans = SecurityFilter.class)
final class ConsoleSecurityRule implements SecurityRule<HttpRequest<?>>, OuterSecurity {

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Publisher<SecurityRuleResult> check(
      @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
    Admission admission = request == null ? null : Admission.of(request);
    return Mono.just(
        admission == Admission.LOCAL || admission == Admission.TOKEN
            ? SecurityRuleResult.ALLOWED
            : SecurityRuleResult.UNKNOWN);
  }

  @Override
  public boolean hasLookedAt(HttpRequest<?> request) {
    return request.getAttribute(SecurityFilter.KEY).isPresent();
  }
}
