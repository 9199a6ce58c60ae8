package io.routeflow.micronaut.jdbc;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Internal;

/**
 * The switches, the module's own and the master switch: with one of them off no bean of the module
 * exists and no data source is touched. Text that is neither yes nor no leaves the module on.
 */
@Internal
public final class JdbcEnabled implements Condition {

  private static final String MASTER = "routeflow.enabled";

  @Override
  public boolean matches(ConditionContext context) {
    return isOn(context, MASTER) && isOn(context, JdbcConfiguration.ENABLED);
  }

  private static boolean isOn(ConditionContext context, String key) {
    try {
      String text = context.getProperty(key, String.class).orElse(null);
      return !Boolean.FALSE.equals(JdbcConfiguration.flag(text));
    } catch (ConfigurationException e) {
      // a placeholder that nothing resolves
      return true;
    }
  }
}
