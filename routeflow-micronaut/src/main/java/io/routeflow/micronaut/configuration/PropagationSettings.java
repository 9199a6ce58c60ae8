package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * Which headers go out with the application's HTTP calls. Immutable.
 *
 * @param enabled whether any do
 * @param hosts which hosts get the module's own headers, beside services and this machine
 * @since 0.1.0
 */
@Internal
public record PropagationSettings(boolean enabled, List<String> hosts) {

  private static final Setting<Boolean> ENABLED =
      Setting.of(
          "propagation",
          SettingType.flag(),
          true,
          "Sends `traceparent` and `tracestate` with outgoing calls, and the trace id and the"
              + " frontend route to hosts of the application's own.");

  private static final Setting<List<String>> HOSTS =
      Setting.of(
              "propagate-to",
              SettingType.list(new HostPatternType()),
              List.of(),
              "Hosts that get `x-routeflow-trace-id` and `x-routeflow-frontend-route`, beside"
                  + " clients named by a service id and this machine: `name`, `*.suffix` or `*`;"
                  + " any port.")
          .showing("");

  /** All of them. */
  public static final SettingGroup GROUP = SettingGroup.of("Propagation", "", ENABLED, HOSTS);

  /** The settings in effect. */
  public static PropagationSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new PropagationSettings(values.get(ENABLED), values.get(HOSTS));
  }
}
