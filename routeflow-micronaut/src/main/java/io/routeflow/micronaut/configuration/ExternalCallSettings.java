package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * What is recorded of outgoing HTTP calls. Immutable.
 *
 * @param enabled whether they are recorded
 * @param pathTemplate whether their path templates are
 * @param templates templates for clients that have none
 * @param capturePayloads whether headers and bodies of single calls are captured
 * @param redactHeaders names of headers whose values are taken out
 * @param redactRequestBody JSONPaths of what is taken out of what is sent
 * @param redactResponseBody JSONPaths of what is taken out of what comes back
 * @since 0.1.0
 */
@Internal
public record ExternalCallSettings(
    boolean enabled,
    boolean pathTemplate,
    List<String> templates,
    boolean capturePayloads,
    List<String> redactHeaders,
    List<String> redactRequestBody,
    List<String> redactResponseBody) {

  /** The switch, for the condition of the beans. */
  public static final Setting<Boolean> ENABLED =
      Setting.of(
          "enabled",
          SettingType.beanSwitch(),
          true,
          "Records the HTTP calls that are made while a request is handled, and sends the trace"
              + " along with them.");

  private static final Setting<Boolean> PATH_TEMPLATE =
      Setting.of(
          "path-template",
          SettingType.flag(),
          false,
          "Adds the template of a call's path: that of the declarative client, or one of"
              + " `templates`. Never the path itself.");

  private static final Setting<List<String>> TEMPLATES =
      Setting.of(
              "templates",
              SettingType.list(new CallTemplateType()),
              List.of(),
              "Templates for calls of other clients, such as `api.example.com/orders/{id}`; the"
                  + " first that fits applies. The host may be `*.suffix` or `*`.")
          .showing("")
          // what is written here by mistake may be a whole address
          .as(Setting.Exposure.UNQUOTED);

  private static final Setting<Boolean> CAPTURE_PAYLOADS =
      Setting.of(
          "capture-payloads",
          SettingType.flag(),
          false,
          "Adds headers and bodies of a call to its entry, masked; the first 10 calls of an event"
              + " are an entry each then.");

  private static final Setting<List<String>> REDACT_HEADERS =
      redaction("redact-headers", "Names of a call's headers whose values are taken out.");

  private static final Setting<List<String>> REDACT_REQUEST_BODY =
      redaction("redact-request-body", "JSONPaths of what is taken out of what a call sends.");

  private static final Setting<List<String>> REDACT_RESPONSE_BODY =
      redaction("redact-response-body", "JSONPaths of what is taken out of what a call gets.");

  /** All of them. */
  public static final SettingGroup GROUP =
      SettingGroup.of(
          "Outgoing calls",
          "external-calls.",
          ENABLED,
          PATH_TEMPLATE,
          TEMPLATES,
          CAPTURE_PAYLOADS,
          REDACT_HEADERS,
          REDACT_REQUEST_BODY,
          REDACT_RESPONSE_BODY);

  /** The settings in effect. */
  public static ExternalCallSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new ExternalCallSettings(
        values.get(ENABLED),
        values.get(PATH_TEMPLATE),
        values.get(TEMPLATES),
        values.get(CAPTURE_PAYLOADS),
        values.get(REDACT_HEADERS),
        values.get(REDACT_REQUEST_BODY),
        values.get(REDACT_RESPONSE_BODY));
  }

  /**
   * What is captured of the contents of calls. Never the address, whose path may hold anything.
   *
   * @param maxMemoryBytes what is held of all bodies at a time
   */
  public PayloadSettings payloads(long maxMemoryBytes) {
    return new PayloadSettings(
        capturePayloads,
        capturePayloads,
        capturePayloads && redactHeaders.stream().noneMatch(RedactionListType::isNoEntry),
        false,
        maxMemoryBytes,
        redactHeaders,
        redactRequestBody,
        redactResponseBody);
  }

  private static Setting<List<String>> redaction(String key, String description) {
    return Setting.of(key, SettingType.redactions(), List.<String>of(), description).showing("");
  }
}
