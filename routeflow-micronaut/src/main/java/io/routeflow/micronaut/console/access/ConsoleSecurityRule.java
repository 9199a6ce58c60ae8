package io.routeflow.micronaut.console.access;

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
 * Allows in Micronaut Security, which refuses what no rule allows, the requests that the console's
 * own rules have granted. On other machines it has no opinion: the application's rules decide on
 * them.
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
    AccessGrant grant = request == null ? null : AccessGrant.of(request);
    return Mono.just(
        grant == AccessGrant.CODE || grant == AccessGrant.TOKEN
            ? SecurityRuleResult.ALLOWED
            : SecurityRuleResult.UNKNOWN);
  }

  @Override
  public boolean hasLookedAt(HttpRequest<?> request) {
    return request.getAttribute(SecurityFilter.KEY).isPresent();
  }
}
