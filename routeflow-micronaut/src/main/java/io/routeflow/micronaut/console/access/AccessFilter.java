package io.routeflow.micronaut.console.access;

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
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules to each request below the console's path and to each that is routed to the
 * console in another way, before any other filter, and gives each answer its headers at the very
 * end. For every other request it is not there.
 *
 * <p>What it does not see is refused by the {@link AccessGuard} of the controllers.
 *
 * <p>The framework may call it although it is not enabled, where other filters ran before routing.
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
final class AccessFilter implements ConditionalFilter, Ordered {

  private final ConsolePath console;
  private final AccessRules rules;
  private final TokenLogin login;
  private final AttemptLimiter limiter = new AttemptLimiter(System::nanoTime);
  private final InternalErrors errors;

  AccessFilter(
      ConsolePath console,
      RouteflowConfiguration configuration,
      AccessKeys keys,
      @Nullable OuterSecurity security,
      InternalErrors errors) {
    this.console = console;
    this.rules =
        new AccessRules(
            configuration.console().allowRemote(), keys.code(), keys.token(), security != null);
    this.login = new TokenLogin(keys);
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /**
   * The console answers no request that this filter has not granted, so a failure opens nothing.
   */
  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    try {
      return console.contains(request.getPath()) || isRoutedToConsole(request);
    } catch (Throwable e) {
      errors.report(Stage.CONSOLE, e);
      return false;
    }
  }

  /** Asks the rules. */
  @RequestFilter
  @Nullable HttpResponse<?> decide(HttpRequest<?> request) {
    if (!isEnabled(request)) {
      return null;
    }
    try {
      AccessRequest asked = AccessRequest.of(request, console);
      return answer(request, asked, rules.decide(asked, isLimited(asked)));
    } catch (Throwable e) {
      errors.report(Stage.CONSOLE, e);
      return ConsoleResponses.refusal(request, Refusal.NOT_DECIDED);
    }
  }

  private @Nullable HttpResponse<?> answer(
      HttpRequest<?> request, AccessRequest asked, AccessDecision decision) {
    if (decision instanceof AccessDecision.Granted granted) {
      granted.by().attachTo(request);
      if (rules.isWrongToken(asked, granted.by())) {
        failed(asked);
      }
      MutableHttpResponse<?> moved = login.answer(request, asked, granted.by());
      return moved == null ? null : SecurityHeaders.on(moved);
    }
    Refusal refusal = ((AccessDecision.Refused) decision).refusal();
    if (refusal.isWrongSecret()) {
      failed(asked);
    }
    return (asked.page() || asked.isTopLevelNavigation()) && acceptsHtml(asked)
        ? ConsoleResponses.refusalPage(request, refusal)
        : ConsoleResponses.refusal(request, refusal);
  }

  /**
   * Gives each answer its headers, wherever it was made.
   *
   * @return the answer, where it could not be changed as it was; {@code null} for all others
   */
  @ResponseFilter
  @Nullable HttpResponse<?> secure(HttpRequest<?> request, HttpResponse<?> response) {
    try {
      // an error route of the application takes the place of the console's
      if (!isEnabled(request) && AccessGrant.of(request) == null) {
        return null;
      }
      MutableHttpResponse<?> changed = response.toMutableResponse();
      secure(request, changed);
      return response instanceof MutableHttpResponse ? null : changed;
    } catch (Throwable e) {
      errors.report(Stage.CONSOLE, e);
      return null;
    }
  }

  private static void secure(HttpRequest<?> request, MutableHttpResponse<?> response) {
    // what Micronaut Security answers to other machines is the application's affair
    if (AccessGrant.of(request) != AccessGrant.LEFT_TO_SECURITY) {
      ConsoleResponses.restore(request, response);
      return;
    }
    SecurityHeaders.on(response);
    if (response.code() >= HttpStatus.BAD_REQUEST.getCode()) {
      response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private void failed(AccessRequest asked) {
    if (asked.peer() != null) {
      limiter.failed(asked.peer());
    }
  }

  private boolean isLimited(AccessRequest asked) {
    return asked.offersSecret() && asked.peer() != null && limiter.isLimited(asked.peer());
  }

  private static boolean acceptsHtml(AccessRequest asked) {
    return asked.header("accept").stream().anyMatch(types -> types.contains("text/html"));
  }

  private static boolean isRoutedToConsole(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request).orElse(null)
            instanceof MethodBasedRouteMatch<?, ?> match
        && ConsoleRoutes.class.isAssignableFrom(match.getDeclaringType());
  }
}
