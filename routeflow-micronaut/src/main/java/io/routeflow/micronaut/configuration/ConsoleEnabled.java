package io.routeflow.micronaut.configuration;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.value.PropertyResolver;
import java.util.Optional;
import java.util.Set;

/**
 * The console's switch: the setting where there is one, else on for the people who develop and
 * their tests only. Text that is neither yes nor no says nothing; it is warned of when the
 * configuration is read.
 */
@Internal
public final class ConsoleEnabled implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    Set<String> environments =
        context.getBeanContext() instanceof io.micronaut.context.ApplicationContext application
            ? application.getEnvironment().getActiveNames()
            : Set.of();
    return isOn(context, environments);
  }

  static boolean isOn(PropertyResolver properties, Set<String> environments) {
    Optional<Boolean> said = said(properties);
    return said.isPresent() ? said.get() : isForDevelopers(environments);
  }

  private static Optional<Boolean> said(PropertyResolver properties) {
    try {
      Optional<String> text =
          properties.getProperty(
              SettingsReader.PREFIX + Settings.CONSOLE_ENABLED.key(), String.class);
      return text.isEmpty()
          ? Optional.empty()
          : Settings.CONSOLE_ENABLED.format().parse(text.get()).orElse(Optional.empty());
    } catch (ConfigurationException e) {
      // a placeholder that nothing resolves
      return Optional.empty();
    }
  }

  private static boolean isForDevelopers(Set<String> environments) {
    return environments.contains(Environment.DEVELOPMENT)
        || environments.contains(Environment.TEST);
  }
}
