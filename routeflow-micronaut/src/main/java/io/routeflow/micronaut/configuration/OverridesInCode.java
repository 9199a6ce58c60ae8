package io.routeflow.micronaut.configuration;

import io.micronaut.context.BeanContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.order.OrderUtil;
import io.micronaut.inject.BeanDefinition;
import io.routeflow.micronaut.RouteflowOverrides;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RouteflowOverrides} beans say. Each is made and asked apart from the others: one that
 * fails, by whatever it throws, is left out with a warning, and the application starts.
 *
 * <p>Confined to the thread that makes the {@link LenientReader}, of which there is one.
 */
@Singleton
final class OverridesInCode {

  private final BeanContext context;
  private boolean asking;

  OverridesInCode(BeanContext context) {
    this.context = context;
  }

  /**
   * The values by key, those of the first bean by order winning.
   *
   * @param warnings gets a line for each bean that is left out
   * @throws ConfigurationException where one of the beans needs the settings while they are read
   */
  Map<String, Object> ask(Consumer<String> warnings) {
    if (asking) {
      throw new ConfigurationException("A RouteflowOverrides bean needs what it overrides");
    }
    asking = true;
    try {
      return merged(make(warnings), warnings);
    } finally {
      asking = false;
    }
  }

  static Map<String, Object> merged(List<RouteflowOverrides> beans, Consumer<String> warnings) {
    List<RouteflowOverrides> lastWins = new ArrayList<>(beans);
    lastWins.sort(OrderUtil.REVERSE_COMPARATOR);
    Map<String, Object> settings = new HashMap<>();
    for (RouteflowOverrides bean : lastWins) {
      settings.putAll(settingsOf(bean, warnings));
    }
    return settings;
  }

  private List<RouteflowOverrides> make(Consumer<String> warnings) {
    List<RouteflowOverrides> beans = new ArrayList<>();
    for (BeanDefinition<RouteflowOverrides> definition :
        context.getBeanDefinitions(RouteflowOverrides.class)) {
      try {
        beans.add(context.getBean(definition));
      } catch (Throwable e) {
        // the factory, where one makes it
        Class<?> type = definition.getDeclaringType().orElse(definition.getBeanType());
        warnings.accept(leftOut(type.getName(), e));
      }
    }
    return beans;
  }

  private static Map<String, Object> settingsOf(
      RouteflowOverrides bean, Consumer<String> warnings) {
    try {
      Map<String, Object> settings = new HashMap<>();
      for (Map.Entry<String, @Nullable Object> entry : bean.settings().entrySet()) {
        if (entry.getValue() != null) {
          settings.put(entry.getKey(), entry.getValue());
        }
      }
      return settings;
    } catch (Throwable e) {
      warnings.accept(leftOut(bean.getClass().getName(), e));
      return Map.of();
    }
  }

  /** Without the message, which may hold what the bean read from a vault. */
  private static String leftOut(String bean, Throwable error) {
    return "The settings of " + bean + " are left out: it failed with " + rootOf(error);
  }

  /** The class of what the bean itself threw. */
  private static String rootOf(Throwable error) {
    Throwable root = error;
    for (int depth = 0; depth < 16 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root.getClass().getName();
  }
}
