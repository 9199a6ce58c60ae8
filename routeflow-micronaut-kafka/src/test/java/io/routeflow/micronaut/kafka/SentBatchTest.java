package io.routeflow.micronaut.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.ExportResult;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.LogDirNotFoundException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedCompressionTypeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

final class SentBatchTest {

  private final DeliveredEvents memory = new DeliveredEvents();

  @Test
  void itIsAcceptedWhenEachOfItsRecordsIs() {
    SentBatch batch = new SentBatch(2, memory);
    UUID first = UUID.randomUUID();
    batch.delivered(first);
    assertThat(batch.outcome()).isNotDone();
    batch.delivered(UUID.randomUUID());

    assertThat(batch.outcome()).isCompletedWithValue(ExportResult.accepted());
    assertThat(memory.contains(first)).isFalse();
  }

  @Test
  void whatIsDeliveredOfABatchThatFailsIsRemembered() {
    SentBatch batch = new SentBatch(4, memory);
    UUID arrived = UUID.randomUUID();
    batch.delivered(arrived);
    assertThat(batch.isOver()).isFalse();
    batch.failed(1, new TimeoutException("no broker"));
    assertThat(batch.isOver()).isTrue();
    batch.skipped(2);

    assertThat(batch.outcome())
        .isCompletedWithValue(
            new ExportResult.Retry(DropReason.HTTP_5XX, "TimeoutException", null));
    assertThat(memory.contains(arrived)).isTrue();
  }

  @Test
  void whatIsRememberedOfABatchIsForgottenWhenALaterAttemptHasDeliveredTheRest() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    SentBatch failed = new SentBatch(2, memory);
    failed.delivered(first);
    failed.failed(1, new TimeoutException("no broker"));
    UUID ofAnother = UUID.randomUUID();
    memory.add(ofAnother);
    assertThat(memory.contains(first)).isTrue();

    SentBatch again = new SentBatch(2, memory);
    again.delivered(first);
    again.delivered(second);
    assertThat(again.outcome()).isCompletedWithValue(ExportResult.accepted());
    assertThat(memory.contains(first)).isFalse();
    assertThat(memory.contains(ofAnother)).isTrue();
  }

  @Test
  void whatArrivesAfterTheLaneHasGivenUpIsNotForgottenWithIt() {
    SentBatch late = new SentBatch(1, memory);
    UUID arrived = UUID.randomUUID();
    late.outcome().cancel(true);
    late.delivered(arrived);
    assertThat(memory.contains(arrived)).isTrue();
  }

  @Test
  void aRecordThatIsTooLargeEndsNothingAndAnyOtherFailureIsWorse() {
    SentBatch batch = new SentBatch(3, memory);
    batch.failed(1, new RecordTooLargeException("large"));
    assertThat(batch.isOver()).isFalse();
    batch.failed(1, new TimeoutException("no broker"));
    batch.failed(1, new RecordTooLargeException("large"));

    assertThat(batch.outcome().join()).isInstanceOf(ExportResult.Retry.class);
  }

  @Test
  void eachFailureHasItsOutcome() {
    assertThat(SentBatch.of(new RecordTooLargeException("x")))
        .isEqualTo(new ExportResult.TooLarge(DropReason.HTTP_4XX, "RecordTooLargeException"));
    assertThat(SentBatch.of(new UnencodableEventException(new IOException("x"))))
        .isEqualTo(new ExportResult.TooLarge(DropReason.VALIDATION, "IOException"));
    assertThat(SentBatch.of(new BufferExhaustedException("x")))
        .isEqualTo(
            new ExportResult.Retry(DropReason.HTTP_5XX, "the producer's buffer is full", null));
    assertThat(SentBatch.of(new KafkaException("x", new ConfigException("no such host"))))
        .isEqualTo(new ExportResult.Retry(DropReason.HTTP_5XX, "ConfigException", null));
  }

  @Test
  void onlyWhatIsSaidOfARecordOrTheRightToWriteItIsARejection() {
    for (Exception about :
        List.of(
            new TopicAuthorizationException("x"),
            new ClusterAuthorizationException("x"),
            new TransactionalIdAuthorizationException("x"),
            new InvalidTopicException("x"),
            new InvalidTimestampException("x"),
            new InvalidRecordException("x"),
            new PolicyViolationException("x"),
            new RecordBatchTooLargeException("x"),
            new UnsupportedVersionException("x"),
            new UnsupportedForMessageFormatException("x"),
            new UnsupportedCompressionTypeException("x"))) {
      assertThat(SentBatch.of(about))
          .isEqualTo(
              new ExportResult.Rejected(DropReason.HTTP_4XX, about.getClass().getSimpleName()));
    }
    for (Exception other :
        List.of(
            new SslAuthenticationException("x"),
            new SaslAuthenticationException("x"),
            new UnknownServerException("x"),
            new OutOfOrderSequenceException("x"),
            new InvalidProducerEpochException("x"),
            new ProducerFencedException("x"),
            new BrokerNotAvailableException("x"),
            new LogDirNotFoundException("x"),
            new UnknownTopicOrPartitionException("x"),
            new IllegalStateException("x"))) {
      assertThat(SentBatch.of(other))
          .isEqualTo(
              new ExportResult.Retry(DropReason.HTTP_5XX, other.getClass().getSimpleName(), null));
    }
  }

  @Test
  void whatTheLaneHasGivenUpIsOver() {
    SentBatch batch = new SentBatch(1, memory);
    batch.outcome().cancel(true);
    assertThat(batch.isOver()).isTrue();
  }

  @Test
  void whatArrivesBeforeAndAfterTheLaneHasGivenUpIsRememberedAtOnce() {
    SentBatch batch = new SentBatch(3, memory);
    UUID before = UUID.randomUUID();
    UUID after = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    batch.delivered(before);
    assertThat(memory.contains(before)).isFalse();

    batch.outcome().cancel(true);
    assertThat(memory.contains(before)).isTrue();
    batch.delivered(after);
    assertThat(memory.contains(after)).isTrue();
    batch.delivered(last);
    assertThat(memory.contains(last)).isTrue();
  }

  @Test
  void theMemoryOfDeliveredEventsIsBounded() {
    UUID oldest = new UUID(0, 0);
    for (int i = 0; i <= DeliveredEvents.MAX; i++) {
      memory.add(new UUID(0, i));
    }
    assertThat(memory.contains(oldest)).isFalse();
    assertThat(memory.contains(new UUID(0, 1))).isTrue();
    assertThat(memory.contains(new UUID(0, DeliveredEvents.MAX))).isTrue();
  }
}
