package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.RouteflowEnabled;

/**
 * The switches: the master's and the module's own. Text that is neither yes nor no leaves it on.
 */
@Internal
public final class OtlpEnabled implements Condition {

  private static final RouteflowEnabled MASTER = new RouteflowEnabled();

  @Override
  public boolean matches(ConditionContext context) {
    return MASTER.matches(context) && LenientReader.isOn(context, OtlpKeys.GROUP, OtlpKeys.ENABLED);
  }
}
