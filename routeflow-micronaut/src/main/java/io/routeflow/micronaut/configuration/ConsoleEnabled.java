package io.routeflow.micronaut.configuration;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.value.PropertyResolver;
import java.util.Set;

/**
 * The console's switch: the setting where there is one, else on for the people who develop and
 * their tests only. Text that is neither yes nor no is as if it were not set; it is logged when the
 * settings are read.
 */
@Internal
public final class ConsoleEnabled implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    Set<String> environments =
        context.getBeanContext() instanceof ApplicationContext application
            ? application.getEnvironment().getActiveNames()
            : Set.of();
    return isOn(context, environments);
  }

  static boolean isOn(PropertyResolver properties, Set<String> environments) {
    Boolean set = LenientReader.flagOf(properties, ConsoleSettings.GROUP, ConsoleSettings.ENABLED);
    return set == null ? isForDevelopers(environments) : set;
  }

  static boolean isForDevelopers(Set<String> environments) {
    return environments.contains(Environment.DEVELOPMENT)
        || environments.contains(Environment.TEST);
  }
}
