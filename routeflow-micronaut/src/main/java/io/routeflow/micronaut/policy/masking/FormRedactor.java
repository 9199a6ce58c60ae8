package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Payload;
import java.io.IOException;

/**
 * Masks and redacts forms ({@code application/x-www-form-urlencoded}). A form is shown as a JSON
 * object, a repeated field as an array, and redaction paths see it so.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Internal
public final class FormRedactor {

  /** The longest JSON for one byte of a form: {@code %00} is six characters there. */
  private static final int JSON_GROWTH = 6;

  private final JsonRedactor json;
  private final RedactionPaths paths;
  private final TextMasker text;
  private final int maxBytes;

  /**
   * A redactor for the forms of one direction.
   *
   * @param maxBytes how many bytes of a form are shown, at least 1
   */
  public FormRedactor(MaskedNames names, RedactionPaths paths, int maxBytes) {
    this.json =
        new JsonRedactor(
            names, paths, (int) Math.min(Integer.MAX_VALUE, (long) JSON_GROWTH * maxBytes + 2));
    this.paths = paths;
    this.text = new TextMasker(names);
    this.maxBytes = maxBytes;
  }

  /**
   * Masks and redacts one form. Never throws.
   *
   * @param form the body, from the start of the array; neither changed nor kept
   * @param length how many bytes of the array belong to it
   * @param complete whether that is all of it
   */
  public RedactedBody redact(byte[] form, int length, boolean complete) {
    boolean truncated = !complete || length > maxBytes;
    if (paths.isClosed() || (truncated && !paths.isEmpty())) {
      return RedactedBody.omitted(Payload.Omitted.REDACTION);
    }
    FormFields fields = FormFields.read(form, Math.min(length, maxBytes), !truncated);
    if (fields == null || fields.names().stream().anyMatch(text::masks)) {
      return RedactedBody.omitted(Payload.Omitted.UNPARSABLE);
    }
    RedactedBody body = object(fields, truncated);
    return truncated && body instanceof RedactedBody.Json document
        ? document.beginning(maxBytes)
        : body;
  }

  /** A field that is repeated stands where it was first, so the one that is cut may be any. */
  private RedactedBody object(FormFields fields, boolean truncated) {
    try {
      byte[] object = fields.toJson();
      return json.redact(
          object, object.length, true, truncated ? JsonStrings.Cut.ANY : JsonStrings.Cut.NONE);
    } catch (IOException e) {
      return RedactedBody.omitted(Payload.Omitted.UNPARSABLE);
    }
  }
}
