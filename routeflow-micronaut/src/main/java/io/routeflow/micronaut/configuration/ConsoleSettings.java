package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Internal;
import java.util.Optional;

/**
 * Who may see the console. Immutable.
 *
 * @param enabled whether it is there
 * @param allowRemote whether other machines may see it
 * @param token the secret that they need
 * @since 0.1.0
 */
@Internal
public record ConsoleSettings(boolean enabled, boolean allowRemote, Optional<String> token) {

  /** No console. */
  public static final ConsoleSettings OFF = new ConsoleSettings(false, false, Optional.empty());

  private static final int MIN_TOKEN = 16;
  private static final int MAX_TOKEN = 512;

  static final Setting<Boolean> ENABLED =
      Setting.optional(
              "enabled",
              SettingType.beanSwitch(),
              "Whether the console at `/routeflow-console` is there.")
          .showing("`true` in the environments `dev` and `test`, else `false`");

  private static final Setting<Boolean> ALLOW_REMOTE =
      Setting.of(
          "allow-remote",
          SettingType.flag(),
          false,
          "Lets other machines see the console, with the token or by the rules of Micronaut"
              + " Security.");

  private static final Setting<String> TOKEN =
      Setting.optional(
              "token",
              SettingType.token(MIN_TOKEN, MAX_TOKEN),
              "What opens the console from other machines: `/routeflow-console/?token=…`.")
          .as(Setting.Exposure.SECRET);

  static final SettingGroup GROUP =
      SettingGroup.of("Console", "console.", ENABLED, ALLOW_REMOTE, TOKEN);

  static ConsoleSettings read(LenientReader reader, Environment environment) {
    SettingValues values = reader.read(GROUP);
    return new ConsoleSettings(
        ConsoleEnabled.isOn(environment, environment.getActiveNames()),
        values.get(ALLOW_REMOTE),
        values.find(TOKEN));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ConsoleSettings[enabled=" + enabled + ", allowRemote=" + allowRemote + "]";
  }
}
