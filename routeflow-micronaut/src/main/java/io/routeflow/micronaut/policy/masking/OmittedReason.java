package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;

/**
 * Why an event shows no body where there was one.
 *
 * @since 0.1.0
 */
@Internal
public enum OmittedReason {
  /** Server-sent events, a chunked publisher or a file: never buffered. */
  STREAMED("streamed"),

  /** Text, XML, multipart, a compressed body, or no content type. */
  UNSUPPORTED("unsupported"),

  /** Neither text nor JSON. */
  BINARY("binary"),

  /** Announced as JSON or as a form, but not readable as such, or not UTF-8. */
  UNPARSABLE("unparsable"),

  /** There was no room for it in memory. */
  MEMORY("memory"),

  /** Redaction could not be applied to all of it. */
  REDACTION("redaction");

  private final String wireName;

  OmittedReason(String wireName) {
    this.wireName = wireName;
  }

  /** The value of the event's member {@code omitted}. */
  public String wireName() {
    return wireName;
  }
}
