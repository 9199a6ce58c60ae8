package io.routeflow.micronaut.metrics;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.MetricsSettings;

/** Whether the histogram of requests is switched on. */
@Internal
public final class MetricsEnabled implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return LenientReader.isOn(context, MetricsSettings.GROUP, MetricsSettings.ENABLED);
  }
}
