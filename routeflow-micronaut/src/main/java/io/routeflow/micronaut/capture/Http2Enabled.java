package io.routeflow.micronaut.capture;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/**
 * Whether the server speaks HTTP/2. Where it does not, there is nothing for {@link
 * UntappedRequestFilter} to do, and a filter that is not there costs no request anything.
 */
final class Http2Enabled implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return context
        .getProperty("micronaut.server.http-version", String.class)
        .filter(version -> version.contains("2"))
        .isPresent();
  }
}
