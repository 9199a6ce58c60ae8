package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the receiver's answer to one request means, by the rules of OTLP. Immutable.
 *
 * @param outcome whether it has the data
 * @param cause what happened, in a few words for the log; no text from outside
 * @param rejected spans, data points or log records that it left out although it took the request,
 *     or -1 where that is not known
 * @param retryAfter how long it asked to be left alone, if it did
 */
@Internal
public record OtlpAnswer(
    Outcome outcome, String cause, long rejected, @Nullable Duration retryAfter) {

  /** Whether the receiver has the data. */
  public enum Outcome {
    /** It has them, but for what it rejected. */
    ACCEPTED,
    /** It may take them later. */
    RETRYABLE,
    /** It has refused the request for good. */
    REFUSED,
    /** It has redirected the request, which is not followed. */
    REDIRECTED,
    /** The server has failed in a way that the protocol does not call passing. */
    FAILED,
    /** There are too many bytes in the request. */
    TOO_LARGE
  }

  /** The receiver has taken the request. */
  static OtlpAnswer accepted(long rejected) {
    return new OtlpAnswer(Outcome.ACCEPTED, "accepted", rejected, null);
  }

  /** An outcome without a time to wait. */
  static OtlpAnswer of(Outcome outcome, String cause) {
    return new OtlpAnswer(outcome, cause, 0, null);
  }

  /** No answer at all. */
  static OtlpAnswer none(String cause) {
    return of(Outcome.RETRYABLE, cause);
  }

  /** Whether the receiver has taken the request. */
  public boolean isAccepted() {
    return outcome == Outcome.ACCEPTED;
  }
}
