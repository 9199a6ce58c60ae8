package io.routeflow.micronaut.opentelemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

/** An error that passes, as of memory, costs what it came during and ends no delivery. */
final class PassingErrorTest {

  private static final int PATIENCE_SECONDS = 30;
  private static final String NOWHERE = "http://127.0.0.1:9/";
  private static final SignalDelivery.Retries ONCE_MORE =
      new SignalDelivery.Retries(1, Duration.ofMillis(1));

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void whileTheFirstAttemptIsEncodedItIsAFailureThatIsCounted() {
    assertIsCountedAsFailed(
        parts -> {
          throw new Error("test");
        },
        part -> 1);
    assertThat(calls).hasValue(0);
  }

  @Test
  void whileARepetitionIsEncodedItIsAFailureThatIsCounted() {
    assertIsCountedAsFailed(failingAt(2), part -> 1);
    assertThat(calls).hasValue(2);
  }

  @Test
  void whileTheOutcomeIsCountedItIsCountedAllTheSame() {
    AtomicInteger sizes = new AtomicInteger();
    assertIsCountedAsFailed(
        failingAt(Integer.MAX_VALUE),
        part -> {
          if (sizes.incrementAndGet() == 1) {
            throw new Error("test");
          }
          return 1;
        });
  }

  @Test
  void whileAnAnswerIsReadItIsNoAnswer() {
    CompletableFuture<OtlpAnswer> answer = new CompletableFuture<>();
    Request request = new Request.Builder().url(NOWHERE).build();
    new OtlpSender.Answering(answer, new Unreadable())
        .onResponse(new OkHttpClient().newCall(request), response(request));
    assertThat(answer)
        .isCompletedWithValueMatching(
            read -> read.outcome() == OtlpAnswer.Outcome.RETRYABLE, "to be repeated");
  }

  @Test
  void inAnExporterLeavesTheRoomAndTheThreadToLaterRecords() throws Exception {
    WaitingLimit limit = new WaitingLimit(2, () -> {});
    Exporter exporter = new Exporter(new AtomicBoolean(), new LinkedBlockingQueue<>());
    RecordQueue queue =
        new RecordQueue(exporter, limit, Duration.ofMinutes(5), 1, Duration.ofMinutes(1));
    try (SdkLoggerProvider loggers =
        SdkLoggerProvider.builder().addLogRecordProcessor(queue).build()) {
      loggers.get("test").logRecordBuilder().setBody("lost").emit();
      assertThat(exporter.batches().poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("lost");
      loggers.get("test").logRecordBuilder().setBody("later").emit();
      assertThat(exporter.batches().poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("later");
    }
    queue.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(limit.waiting()).isZero();
  }

  private static void assertIsCountedAsFailed(
      Function<List<String>, Marshaler> encoder, ToIntFunction<String> size) {
    try (SignalDelivery delivery = new SignalDelivery(Signal.LOGS, "a test", sender(), ONCE_MORE)) {
      CompletableResultCode result =
          delivery.deliver(new SignalContent<>(List.of("a line"), encoder, size));
      result.join(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(result.isDone()).isTrue();
      assertThat(result.isSuccess()).isFalse();
      assertThat(delivery.failed()).isEqualTo(1);
      assertThat(delivery.delivered()).isZero();
    }
  }

  private Function<List<String>, Marshaler> failingAt(int call) {
    return parts -> {
      if (calls.incrementAndGet() == call) {
        throw new Error("test");
      }
      return LogsRequestMarshaler.create(List.of());
    };
  }

  private static OtlpSender sender() {
    OtlpTarget target =
        new OtlpTarget(
            URI.create(NOWHERE),
            Protocol.HTTP,
            Map.of(),
            false,
            Duration.ofSeconds(1),
            TlsFiles.NONE,
            1);
    try {
      return OtlpSender.of(target, Signal.LOGS, "test");
    } catch (TlsFiles.Unusable e) {
      throw new AssertionError(e);
    }
  }

  private static Response response(Request request) {
    return new Response.Builder()
        .request(request)
        .protocol(okhttp3.Protocol.HTTP_1_1)
        .code(200)
        .message("")
        .body(ResponseBody.create("", MediaType.get("text/plain")))
        .build();
  }

  private record Unreadable() implements OtlpCall {

    @Override
    public Request.Builder request(OtlpMessage message) {
      return new Request.Builder();
    }

    @Override
    public OtlpAnswer answer(Response response) {
      throw new Error("test");
    }
  }

  /** Fails with its first batch. */
  private record Exporter(AtomicBoolean hasFailed, BlockingQueue<String> batches)
      implements LogRecordExporter {

    @Override
    public CompletableResultCode export(Collection<LogRecordData> logs) {
      for (LogRecordData line : logs) {
        batches.add(line.getBodyValue().asString());
      }
      if (hasFailed.compareAndSet(false, true)) {
        throw new Error("test");
      }
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
