package io.routeflow.micronaut.jdbc;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.RouteflowEnabled;

/**
 * The switches, the module's own and the master switch: with one of them off no bean of the module
 * exists and no data source is touched. Text that is neither yes nor no leaves the module on.
 */
@Internal
public final class JdbcEnabled implements Condition {

  private static final RouteflowEnabled MASTER = new RouteflowEnabled();

  @Override
  public boolean matches(ConditionContext context) {
    return MASTER.matches(context)
        && LenientReader.isOn(context, JdbcConfiguration.GROUP, JdbcConfiguration.ENABLED);
  }
}
