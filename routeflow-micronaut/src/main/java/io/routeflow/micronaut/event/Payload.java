package io.routeflow.micronaut.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was captured of a request or of a response, masked and redacted. Immutable.
 *
 * @param url scheme, host, path and masked query; of requests only
 * @param headers lower-case name to text, or to a list of texts where the header is repeated
 * @param contentType the content type
 * @param sizeBytes how many bytes of body were seen, or -1 where none was looked at
 * @param body the masked body as JSON text, or {@code null}. Where it is truncated, the beginning
 *     of the masked document, which is no JSON text any more and is written as a string
 * @param truncated whether the body is longer than what is kept, or nested deeper
 * @param omitted why there is no body although there was one, or {@code null}
 * @since 0.1.0
 */
public record Payload(
    @Nullable String url,
    Map<String, Object> headers,
    @Nullable String contentType,
    long sizeBytes,
    @Nullable String body,
    boolean truncated,
    @Nullable Omitted omitted) {

  /** Copies the map, so that the payload cannot change any more. */
  public Payload {
    url = WellFormed.orNull(url);
    headers = headers.isEmpty() ? Map.of() : copy(headers);
    contentType = WellFormed.orNull(contentType);
    body = WellFormed.orNull(body);
    if (body != null && omitted != null) {
      throw new IllegalArgumentException("a body that is omitted cannot be there");
    }
  }

  private static Map<String, Object> copy(Map<String, Object> headers) {
    Map<String, Object> copy = new LinkedHashMap<>();
    headers.forEach((name, value) -> copy.put(WellFormed.text(name), WellFormed.header(value)));
    return Collections.unmodifiableMap(copy);
  }

  /**
   * Why a body is not there.
   *
   * @since 0.1.0
   */
  public enum Omitted {
    /** It was streamed, and streams are never buffered. */
    STREAMED,
    /** Its content type is none that can be masked. */
    UNSUPPORTED,
    /** It is no text. */
    BINARY,
    /** It is not the JSON or the form that it claims to be. */
    UNPARSABLE,
    /** The memory for bodies was used up. */
    MEMORY,
    /**
     * What must be taken out of it cannot be found with certainty; or the request's route is not
     * known, which may be an ignored one.
     */
    REDACTION;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the ingest contract. */
    public String wireName() {
      return wireName;
    }
  }

  long variableBytes() {
    return TextSize.of(url) + TextSize.of(headers) + TextSize.of(contentType) + TextSize.of(body);
  }
}
