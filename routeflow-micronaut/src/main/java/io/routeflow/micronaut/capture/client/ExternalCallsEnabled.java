package io.routeflow.micronaut.capture.client;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.ExternalCallSettings;
import io.routeflow.micronaut.configuration.LenientReader;

/** Whether outgoing calls are recorded. */
@Internal
public final class ExternalCallsEnabled implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return LenientReader.isOn(context, ExternalCallSettings.GROUP, ExternalCallSettings.ENABLED);
  }
}
