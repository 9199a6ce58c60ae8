package io.routeflow.micronaut.jdbc;

import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.Setting;
import io.routeflow.micronaut.configuration.SettingGroup;
import io.routeflow.micronaut.configuration.SettingType;
import io.routeflow.micronaut.configuration.SettingValues;

/**
 * The settings under {@code routeflow.jdbc}. Immutable.
 *
 * @param enabled whether SQL is captured at all
 * @param nPlusOneThreshold how many times a request must run the same statement from the same place
 *     to be an N+1, 2 to 10,000
 * @param maxStatements how many distinct statements an event lists, 1 to 1,000; further ones are
 *     counted only
 * @since 0.1.0
 */
public record JdbcConfiguration(boolean enabled, int nPlusOneThreshold, int maxStatements) {

  private static final int MAX_THRESHOLD = 10_000;
  private static final int MAX_MAX_STATEMENTS = 1_000;

  static final Setting<Boolean> ENABLED =
      Setting.of("enabled", SettingType.beanSwitch(), true, "`false`: no data source is touched.");

  private static final Setting<Integer> N_PLUS_ONE_THRESHOLD =
      Setting.of(
          "n-plus-one-threshold",
          SettingType.integer(2, MAX_THRESHOLD),
          5,
          "How many answers to the same statement from the same place in one request make an N+1.");

  private static final Setting<Integer> MAX_STATEMENTS =
      Setting.of(
          "max-statements",
          SettingType.integer(1, MAX_MAX_STATEMENTS),
          100,
          "Distinct statements that an event lists. Further ones are counted only, and `truncated` is"
              + " true.");

  static final SettingGroup GROUP =
      SettingGroup.of("SQL", "jdbc.", ENABLED, N_PLUS_ONE_THRESHOLD, MAX_STATEMENTS);

  static JdbcConfiguration read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new JdbcConfiguration(
        values.get(ENABLED), values.get(N_PLUS_ONE_THRESHOLD), values.get(MAX_STATEMENTS));
  }
}
