package io.routeflow.micronaut.configuration;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.annotation.Internal;

/**
 * The master switch: without it no bean of the module exists. Any spelling of "no" that the setting
 * knows switches off; text that is neither yes nor no leaves the module on and is logged when the
 * settings are read.
 */
@Internal
public final class RouteflowEnabled implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return LenientReader.isOn(context, ModuleSettings.GROUP, ModuleSettings.ENABLED);
  }
}
