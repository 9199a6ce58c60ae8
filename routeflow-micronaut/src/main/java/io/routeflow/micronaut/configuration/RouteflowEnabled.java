package io.routeflow.micronaut.configuration;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Internal;
import java.util.Optional;

/**
 * The master switch: without it no bean of the module exists. Any spelling of "no" that the setting
 * knows switches off; text that is neither yes nor no leaves the module on and is warned of when
 * the configuration is read.
 */
@Internal
public final class RouteflowEnabled implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    boolean unsaid = Settings.ENABLED.defaultValue();
    try {
      Optional<String> text =
          context.getProperty(SettingsReader.PREFIX + Settings.ENABLED.key(), String.class);
      return text.isEmpty() ? unsaid : Settings.ENABLED.format().parse(text.get()).orElse(unsaid);
    } catch (ConfigurationException e) {
      // a placeholder that nothing resolves
      return unsaid;
    }
  }
}
