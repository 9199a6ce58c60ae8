package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Payload;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Masks and redacts the bodies of one direction by their content type: JSON and forms are shown,
 * any other body is left out with the reason.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Internal
public final class BodyRedactor {

  private static final String FORM = "application/x-www-form-urlencoded";

  /** RFC 6902. By this type all values are masked, also of what is no operation. */
  private static final String PATCH = "application/json-patch+json";

  private static final String PATCH_VALUE = "value";
  private static final Set<String> JSON_TYPES =
      Set.of("application/json", "text/json", "application/x-json", "text/x-json");
  private static final Set<String> TEXT_TYPES =
      Set.of(
          "application/xml",
          "application/yaml",
          "application/x-yaml",
          "application/toml",
          "application/javascript",
          "application/ecmascript",
          "application/graphql",
          "application/sql",
          "application/rtf",
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/json-seq",
          "application/x-json-stream",
          "application/json5");

  private final JsonRedactor json;
  private final JsonRedactor patch;
  private final FormRedactor form;
  private final RedactionPaths paths;

  /**
   * A redactor for the bodies of one direction.
   *
   * @param maxBytes how many bytes of a body are shown, at least 1
   */
  public BodyRedactor(MaskedNames names, RedactionPaths paths, int maxBytes) {
    this.json = new JsonRedactor(names, paths, maxBytes);
    this.patch = new JsonRedactor(names.and(PATCH_VALUE), paths, maxBytes);
    this.form = new FormRedactor(names, paths, maxBytes);
    this.paths = paths;
  }

  /**
   * Why a body will be left out, judged by its head alone; null where it has to be read. Asked
   * first, it saves buffering what is not shown.
   *
   * @param contentType the header, null where there is none
   * @param contentEncoding the header, null where there is none
   */
  public Payload.@Nullable Omitted omission(
      @Nullable String contentType, @Nullable String contentEncoding) {
    if (paths.isClosed()) {
      return Payload.Omitted.REDACTION;
    }
    if (contentType == null || isCompressed(contentEncoding)) {
      return Payload.Omitted.UNSUPPORTED;
    }
    String type = mediaType(contentType);
    if (type.equals(PATCH) && !paths.isEmpty()) {
      return Payload.Omitted.REDACTION; // they are paths of the document that is patched
    }
    if (isJson(type) || type.equals(FORM)) {
      return isOtherCharset(contentType) ? Payload.Omitted.UNPARSABLE : null;
    }
    return isTextual(type) ? Payload.Omitted.UNSUPPORTED : Payload.Omitted.BINARY;
  }

  /**
   * Masks and redacts one body. Never throws.
   *
   * @param contentType the header, null where there is none
   * @param contentEncoding the header, null where there is none
   * @param body the bytes, from the start of the array; neither changed nor kept
   * @param length how many bytes of the array belong to it
   * @param complete whether that is all of it
   */
  public RedactedBody redact(
      @Nullable String contentType,
      @Nullable String contentEncoding,
      byte[] body,
      int length,
      boolean complete) {
    Payload.Omitted omission = omission(contentType, contentEncoding);
    if (omission != null || contentType == null) {
      return RedactedBody.omitted(omission == null ? Payload.Omitted.UNSUPPORTED : omission);
    }
    return switch (mediaType(contentType)) {
      case FORM -> form.redact(body, length, complete);
      case PATCH -> patch.redact(body, length, complete);
      default -> json.redact(body, length, complete);
    };
  }

  /**
   * Takes the memory of a document back.
   *
   * @param document what {@link #redact} made, and none looks at any more
   */
  public void recycle(RedactedBody.Json document) {
    json.recycle(document);
  }

  private static boolean isJson(String type) {
    return JSON_TYPES.contains(type) || type.endsWith("+json");
  }

  private static boolean isTextual(String type) {
    return type.indexOf('/') < 1
        || type.startsWith("text/")
        || type.startsWith("multipart/")
        || type.startsWith("message/")
        || type.endsWith("+xml")
        || type.endsWith("+yaml")
        || TEXT_TYPES.contains(type);
  }

  private static boolean isCompressed(@Nullable String contentEncoding) {
    return contentEncoding != null
        && !contentEncoding.isBlank()
        && !contentEncoding.strip().equalsIgnoreCase("identity");
  }

  private static boolean isOtherCharset(String contentType) {
    String parameters = contentType.toLowerCase(Locale.ROOT);
    int charset = parameters.indexOf("charset=");
    if (charset < 0) {
      return false;
    }
    int end = parameters.indexOf(';', charset);
    String name =
        parameters
            .substring(charset + "charset=".length(), end < 0 ? parameters.length() : end)
            .replace("\"", "")
            .strip();
    return !name.equals("utf-8") && !name.equals("utf8") && !name.equals("us-ascii");
  }

  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    return contentType
        .substring(0, parameters < 0 ? contentType.length() : parameters)
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
