package io.routeflow.micronaut.spi;

import io.routeflow.micronaut.event.DropReason;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt to deliver a batch. Immutable.
 *
 * <p>The static methods make the usual ones. The records have a reason of their own choice, which
 * the lost events are counted as: {@link DropReason#HTTP_5XX} where the destination cannot be
 * reached or has a failure, {@link DropReason#HTTP_4XX} where it refuses the events, {@link
 * DropReason#REDIRECT} where it is elsewhere, {@link DropReason#VALIDATION} where the exporter
 * cannot write them. The other reasons are the module's own.
 *
 * @since 0.1.0
 */
public sealed interface ExportResult {

  /**
   * The destination has the batch.
   *
   * @since 0.1.0
   */
  record Accepted() implements ExportResult {
    static final Accepted INSTANCE = new Accepted();
  }

  /**
   * The batch may be accepted later.
   *
   * @param reason what to count the events as when there is no later
   * @param cause what happened, in a few words for the log; no secret, no text from outside
   * @param retryAfter how long the destination asked to be left alone, if it did
   * @since 0.1.0
   */
  record Retry(DropReason reason, String cause, @Nullable Duration retryAfter)
      implements ExportResult {

    /** Without a reason the events could not be counted. */
    public Retry {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(cause, "cause");
    }
  }

  /**
   * The batch will never be accepted.
   *
   * @param reason what to count the events as
   * @param cause what happened, in a few words for the log; no secret, no text from outside
   * @since 0.1.0
   */
  record Rejected(DropReason reason, String cause) implements ExportResult {

    /** Without a reason the events could not be counted. */
    public Rejected {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(cause, "cause");
    }
  }

  /**
   * The batch has too many bytes for the destination; its halves may pass. A single event that is
   * too large is dropped.
   *
   * @param reason what to count such an event as
   * @param cause what happened, in a few words for the log; no secret, no text from outside
   * @since 0.1.0
   */
  record TooLarge(DropReason reason, String cause) implements ExportResult {

    /** Without a reason the events could not be counted. */
    public TooLarge {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(cause, "cause");
    }
  }

  /** The destination has the batch. */
  static ExportResult accepted() {
    return Accepted.INSTANCE;
  }

  /**
   * The batch may be accepted later: it is tried again as the destination's settings say, and
   * counted as {@link DropReason#HTTP_5XX} where no attempt succeeds.
   *
   * @param cause what happened, in a few words for the log; no secret, no text from outside
   */
  static ExportResult retry(String cause) {
    return new Retry(DropReason.HTTP_5XX, cause, null);
  }

  /**
   * As {@link #retry}, where the destination has said when to try again. Until then it gets nothing
   * else either.
   *
   * @param cause what happened, in a few words for the log; no secret, no text from outside
   * @param delay how long the destination asked to be left alone; honoured up to 60 seconds
   */
  static ExportResult retryAfter(String cause, Duration delay) {
    return new Retry(DropReason.HTTP_5XX, cause, Objects.requireNonNull(delay, "delay"));
  }

  /**
   * The batch will never be accepted: it is dropped, and counted as {@link DropReason#HTTP_4XX}.
   *
   * @param cause what happened, in a few words for the log; no secret, no text from outside
   */
  static ExportResult rejected(String cause) {
    return new Rejected(DropReason.HTTP_4XX, cause);
  }

  /**
   * The batch has too many bytes for the destination: its halves are sent instead, and a single
   * event that is too large is counted as {@link DropReason#HTTP_4XX}.
   *
   * @param cause what happened, in a few words for the log; no secret, no text from outside
   */
  static ExportResult tooLarge(String cause) {
    return new TooLarge(DropReason.HTTP_4XX, cause);
  }
}
