package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * What an event may hold beyond the closed list of what is always captured. Immutable.
 *
 * @param exceptionMessage whether the message of an exception is kept, masked
 * @param stackTrace whether frames, causes and text of its stack are kept
 * @param inAppPackages packages of the application's own code beside that of its main class
 * @param maxBreadcrumbs how many breadcrumbs an event keeps
 * @param maskFields names that are masked beyond the default ones
 * @param maxPayloadSizeBytes what is kept of one payload
 * @since 0.1.0
 */
@Internal
public record DetailSettings(
    boolean exceptionMessage,
    boolean stackTrace,
    List<String> inAppPackages,
    int maxBreadcrumbs,
    List<String> maskFields,
    int maxPayloadSizeBytes) {

  private static final int MAX_NAME = 256;

  private static final Setting<Boolean> EXCEPTION_MESSAGE =
      Setting.of(
          "capture-exception-message",
          SettingType.flag(),
          false,
          "Adds the message of an exception to its event, masked.");

  private static final Setting<Boolean> STACK_TRACE =
      Setting.of(
          "capture-stack-trace",
          SettingType.flag(),
          false,
          "Adds frames, causes and text of an exception's stack to its event.");

  private static final Setting<List<String>> IN_APP_PACKAGES =
      Setting.of(
              "in-app-packages",
              SettingType.list(SettingType.text(MAX_NAME)),
              List.of(),
              "Packages of the application's own code beside that of its main class, for the frames of"
                  + " a stack.")
          .showing("");

  private static final Setting<Integer> MAX_BREADCRUMBS =
      Setting.of(
              "max-breadcrumbs",
              SettingType.integer(0, 1000),
              50,
              "Breadcrumbs that an event keeps; the oldest is dropped first. 0: none.")
          .or("REPLAYSTACK_MAX_BREADCRUMBS");

  private static final Setting<List<String>> MASK_FIELDS =
      Setting.of(
              "mask-fields",
              // any entry is taken: one that is refused would leave all of them unmasked
              SettingType.maskedNames(),
              List.of(),
              "Names whose values are masked, beyond `password`, `token` and the like. Case, `-`,"
                  + " `_`, spaces and camel case make no difference.")
          .showing("");

  private static final Setting<Integer> MAX_PAYLOAD_SIZE_BYTES =
      Setting.of(
              "max-payload-size-bytes",
              SettingType.integer(1, 16 * 1024 * 1024),
              524_288,
              "What is kept of one payload; the rest is cut.")
          .or("REPLAYSTACK_MAX_PAYLOAD_SIZE_BYTES");

  static final SettingGroup GROUP =
      SettingGroup.of(
          "Details of an event",
          "",
          EXCEPTION_MESSAGE,
          STACK_TRACE,
          IN_APP_PACKAGES,
          MAX_BREADCRUMBS,
          MASK_FIELDS,
          MAX_PAYLOAD_SIZE_BYTES);

  /** The settings in effect. */
  public static DetailSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new DetailSettings(
        values.get(EXCEPTION_MESSAGE),
        values.get(STACK_TRACE),
        values.get(IN_APP_PACKAGES).stream().map(DetailSettings::packageName).toList(),
        values.get(MAX_BREADCRUMBS),
        values.get(MASK_FIELDS),
        values.get(MAX_PAYLOAD_SIZE_BYTES));
  }

  /** Packages below one belong to it in any case, so that {@code .*} behind it adds nothing. */
  private static String packageName(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '*') {
      end--;
    }
    return end > 0 && text.charAt(end - 1) == '.' ? text.substring(0, end - 1) : text;
  }
}
