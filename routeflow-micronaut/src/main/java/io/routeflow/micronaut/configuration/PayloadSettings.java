package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * What is captured of the content of requests and responses, and what is taken out of it.
 * Immutable.
 *
 * @param requestBody whether bodies of requests are captured
 * @param responseBody whether bodies of responses are captured
 * @param headers whether the headers of both are captured
 * @param requestUrl whether the address of a request is captured
 * @param maxMemoryBytes what is held of all bodies at a time
 * @param redactHeaders names of headers whose values are taken out
 * @param redactRequestBody JSONPaths of what is taken out of requests
 * @param redactResponseBody JSONPaths of what is taken out of responses
 * @since 0.1.0
 */
@Internal
public record PayloadSettings(
    boolean requestBody,
    boolean responseBody,
    boolean headers,
    boolean requestUrl,
    long maxMemoryBytes,
    List<String> redactHeaders,
    List<String> redactRequestBody,
    List<String> redactResponseBody) {

  private static final long MAX_MEMORY = 1L << 40;

  private static final Setting<Boolean> REQUEST_BODY =
      flag("capture-request-body", "Adds the body of a request to its event, masked.");

  private static final Setting<Boolean> RESPONSE_BODY =
      flag("capture-response-body", "Adds the body of a response to its event, masked.");

  private static final Setting<Boolean> HEADERS =
      flag("capture-headers", "Adds the headers of request and response to the event, masked.");

  private static final Setting<Boolean> REQUEST_URL =
      flag(
          "capture-request-url",
          "Adds the address of a request with its query to the event, masked.");

  private static final Setting<Long> MAX_MEMORY_BYTES =
      Setting.of(
          "max-payload-memory-bytes",
          SettingType.bytes(1, MAX_MEMORY),
          16L * 1024 * 1024,
          "What is held of all bodies at a time; those beyond it are left out and counted.");

  private static final Setting<List<String>> REDACT_HEADERS =
      redaction("redact-headers", "Names of headers whose values are taken out.");

  private static final Setting<List<String>> REDACT_REQUEST_BODY =
      redaction("redact-request-body", "JSONPaths of what is taken out of requests.");

  private static final Setting<List<String>> REDACT_RESPONSE_BODY =
      redaction("redact-response-body", "JSONPaths of what is taken out of responses.");

  static final SettingGroup GROUP =
      SettingGroup.of(
          "Payloads",
          "",
          REQUEST_BODY,
          RESPONSE_BODY,
          HEADERS,
          REQUEST_URL,
          MAX_MEMORY_BYTES,
          REDACT_HEADERS,
          REDACT_REQUEST_BODY,
          REDACT_RESPONSE_BODY);

  /** The settings in effect. */
  public static PayloadSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    List<String> redactHeaders = values.get(REDACT_HEADERS);
    boolean headersAreClosed = redactHeaders.stream().anyMatch(RedactionListType::isNoEntry);
    return new PayloadSettings(
        values.get(REQUEST_BODY),
        values.get(RESPONSE_BODY),
        values.get(HEADERS) && !headersAreClosed,
        values.get(REQUEST_URL),
        values.get(MAX_MEMORY_BYTES),
        redactHeaders,
        values.get(REDACT_REQUEST_BODY),
        values.get(REDACT_RESPONSE_BODY));
  }

  /** Whether anything at all is captured. */
  public boolean capturesAny() {
    return requestBody || responseBody || headers || requestUrl;
  }

  private static Setting<Boolean> flag(String key, String description) {
    return Setting.of(key, SettingType.flag(), false, description);
  }

  private static Setting<List<String>> redaction(String key, String description) {
    return Setting.of(key, SettingType.redactions(), List.<String>of(), description).showing("");
  }
}
