package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * The histogram of requests. Immutable.
 *
 * @param enabled whether it is there
 * @param groupStatusCodes whether {@code 200} and {@code 201} are both {@code 2xx}
 * @param untemplated what becomes of requests without a route
 * @param excludedHandlers regular expressions of handlers that are left out
 * @param buckets upper limits in seconds, ascending
 * @param labels the labels that the histogram has
 * @since 0.1.0
 */
@Internal
public record MetricsSettings(
    boolean enabled,
    boolean groupStatusCodes,
    Untemplated untemplated,
    List<String> excludedHandlers,
    List<Double> buckets,
    List<Label> labels) {

  private static final int MAX_EXPRESSION = 512;
  private static final int MAX_SECONDS = 3600;

  /** What becomes of requests that no route matched. */
  public enum Untemplated {
    /** All of them have the handler {@code none}. */
    GROUP,
    /** They are left out. */
    IGNORE,
    /** Each has its path: a risk for the number of series, which is bounded. */
    PATH
  }

  /** A label of the histogram. */
  public enum Label {
    /** The route template. */
    HANDLER,
    /** The HTTP method. */
    METHOD,
    /** The status. */
    STATUS
  }

  /** The switch, for the condition of the bean. */
  public static final Setting<Boolean> ENABLED =
      Setting.of(
          "enabled",
          SettingType.beanSwitch(),
          false,
          "The histogram `http.request.duration` of all requests, for Micrometer.");

  private static final Setting<Boolean> GROUP_STATUS_CODES =
      Setting.of(
          "group-status-codes",
          SettingType.flag(),
          true,
          "Whether `200` and `201` are both `2xx`.");

  private static final Setting<Untemplated> UNTEMPLATED =
      Setting.of(
          "untemplated",
          SettingType.choice(Untemplated.class),
          Untemplated.GROUP,
          "Requests without a route: one handler `none`, left out, or each under its path (the first"
              + " 1,000, then `other`).");

  private static final Setting<List<String>> EXCLUDED_HANDLERS =
      Setting.of(
              "excluded-handlers",
              SettingType.expressions(MAX_EXPRESSION),
              List.of(),
              "Regular expressions; a handler in which one is found is left out. Anchor them with"
                  + " `^` and `$` where that is meant.")
          .showing("");

  private static final Setting<List<Double>> BUCKETS =
      Setting.of(
              "buckets",
              SettingType.list(SettingType.decimal(0, MAX_SECONDS)),
              List.of(
                  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0),
              "Upper limits of the buckets in seconds.")
          .showing("0.005,0.01,0.025,0.05,0.075,0.1,0.25,0.5,0.75,1,2.5,5,7.5,10");

  private static final Setting<List<Label>> LABELS =
      Setting.of(
              "labels",
              SettingType.list(SettingType.choice(Label.class)),
              List.of(Label.HANDLER, Label.METHOD, Label.STATUS),
              "The labels that the histogram has.")
          .showing("handler,method,status");

  /** All of them. */
  public static final SettingGroup GROUP =
      SettingGroup.of(
          "Metrics",
          "metrics.",
          ENABLED,
          GROUP_STATUS_CODES,
          UNTEMPLATED,
          EXCLUDED_HANDLERS,
          BUCKETS,
          LABELS);

  /** The settings in effect. */
  public static MetricsSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new MetricsSettings(
        values.get(ENABLED),
        values.get(GROUP_STATUS_CODES),
        values.get(UNTEMPLATED),
        values.get(EXCLUDED_HANDLERS),
        values.get(BUCKETS),
        values.get(LABELS));
  }
}
