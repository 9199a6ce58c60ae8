package io.routeflow.micronaut.kafka;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.ExportResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedCompressionTypeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way: its outcome is known when each of its records has one. Thread-safe: records
 * are acknowledged on the producer's thread.
 */
final class SentBatch {

  private static final int MAX_CAUSES = 8;

  /**
   * What a broker says of the records themselves, or of the right to write them. Whatever else
   * fails, such as a handshake or the broker itself, says nothing about the events.
   */
  private static final Set<Class<? extends Exception>> REJECTIONS =
      Set.of(
          AuthorizationException.class,
          InvalidTopicException.class,
          InvalidTimestampException.class,
          InvalidRecordException.class,
          PolicyViolationException.class,
          RecordBatchTooLargeException.class,
          UnsupportedVersionException.class,
          UnsupportedForMessageFormatException.class,
          UnsupportedCompressionTypeException.class);

  private final CompletableFuture<ExportResult> outcome = new CompletableFuture<>();
  private final DeliveredEvents memory;
  private final List<UUID> delivered = new ArrayList<>();
  private boolean anyDelivered;
  private int open;
  private @Nullable Throwable failure;

  /**
   * A batch of which nothing is sent.
   *
   * @param records how many there are
   * @param memory gets what was delivered where another part fails, or the lane has given up
   */
  SentBatch(int records, DeliveredEvents memory) {
    this.open = records;
    this.memory = memory;
    CompletableFuture<?> unused =
        outcome.whenComplete(
            (result, error) -> {
              if (error != null) {
                remember();
              }
            });
  }

  /** Completes with the outcome; is cancelled where the lane has given the batch up. */
  CompletableFuture<ExportResult> outcome() {
    return outcome;
  }

  /** Whether there is no use in sending more of it. */
  synchronized boolean isOver() {
    return outcome.isDone() || (failure != null && !isOfOneRecord(failure));
  }

  /** One record that is too large or cannot be made says nothing about the others. */
  private static boolean isOfOneRecord(Throwable error) {
    return error instanceof RecordTooLargeException || error instanceof UnencodableEventException;
  }

  /** The broker has a record. */
  void delivered(UUID eventId) {
    finish(1, eventId, null);
  }

  /** Records have failed. */
  void failed(int records, Throwable error) {
    finish(records, null, error);
  }

  /** Records were not sent, because others have failed. */
  void skipped(int records) {
    finish(records, null, null);
  }

  private void finish(int records, @Nullable UUID eventId, @Nullable Throwable error) {
    @Nullable ExportResult result;
    synchronized (this) {
      if (eventId != null) {
        delivered.add(eventId);
        anyDelivered = true;
      }
      if (error != null && (failure == null || isOfOneRecord(failure))) {
        failure = error;
      }
      open -= records;
      if (open <= 0 && failure != null) {
        remember();
      }
      result = open > 0 ? null : result();
    }
    boolean givenUp = result == null ? outcome.isDone() : !outcome.complete(result);
    if (givenUp) {
      // at once, since the lane may be sending the batch again
      remember();
    } else if (result instanceof ExportResult.Accepted) {
      forget();
    }
  }

  private ExportResult result() {
    if (failure == null) {
      return ExportResult.accepted();
    }
    ExportResult result = of(failure);
    if (anyDelivered && result instanceof ExportResult.Rejected rejected) {
      // the halves of the batch are sent until what has arrived is apart, and counts as sent
      return new ExportResult.TooLarge(rejected.reason(), rejected.cause());
    }
    return result;
  }

  /** What has arrived is not sent again with a later attempt. */
  private synchronized void remember() {
    delivered.forEach(memory::add);
    delivered.clear();
  }

  /** No later attempt has any of it. */
  private synchronized void forget() {
    memory.forget(delivered);
    delivered.clear();
  }

  /** What a failure of the producer means for the batch. */
  static ExportResult of(Throwable failure) {
    String cause = innermost(failure).getClass().getSimpleName();
    if (failure instanceof RecordTooLargeException) {
      return ExportResult.tooLarge(cause);
    }
    if (failure instanceof UnencodableEventException) {
      // the halves of the batch are sent until that event is alone
      return new ExportResult.TooLarge(DropReason.VALIDATION, cause);
    }
    if (failure instanceof BufferExhaustedException) {
      return ExportResult.retry("the producer's buffer is full");
    }
    if (REJECTIONS.stream().anyMatch(type -> type.isInstance(failure))) {
      return ExportResult.rejected(cause);
    }
    return ExportResult.retry(cause);
  }

  private static Throwable innermost(Throwable error) {
    Throwable cause = error;
    for (int i = 0; i < MAX_CAUSES && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause;
  }
}
