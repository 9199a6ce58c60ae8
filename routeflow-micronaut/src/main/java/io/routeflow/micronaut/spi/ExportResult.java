package io.routeflow.micronaut.spi;

import io.routeflow.micronaut.event.DropReason;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt to deliver a batch. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface ExportResult {

  /** The destination has the batch. */
  record Accepted() implements ExportResult {
    static final Accepted INSTANCE = new Accepted();
  }

  /**
   * The batch may be accepted later.
   *
   * @param reason what to count the events as when there is no later
   * @param cause what happened, in a few words for the log; no secret, no text from outside
   * @param retryAfter how long the destination asked to be left alone, if it did
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
}
