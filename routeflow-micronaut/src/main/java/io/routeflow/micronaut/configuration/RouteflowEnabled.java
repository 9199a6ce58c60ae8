package io.routeflow.micronaut.configuration;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Internal;

/**
 * The master switch: without it no bean of the module exists. Any spelling of "no" that the setting
 * knows switches off; text that is neither yes nor no leaves the module on and is warned of when
 * the configuration is read.
 */
@Internal
public final class RouteflowEnabled implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    try {
      return context
          .getProperty("routeflow." + Settings.ENABLED.key(), String.class)
          .flatMap(text -> Settings.ENABLED.format().parse(text))
          .orElse(Settings.ENABLED.defaultValue());
    } catch (ConfigurationException e) {
      // a placeholder that nothing resolves
      return Settings.ENABLED.defaultValue();
    }
  }
}
