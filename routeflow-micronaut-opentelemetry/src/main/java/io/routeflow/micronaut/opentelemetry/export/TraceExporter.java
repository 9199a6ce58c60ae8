package io.routeflow.micronaut.opentelemetry.export;

import io.opentelemetry.exporter.internal.otlp.traces.LowAllocationTraceRequestMarshaler;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.mapping.SpanMapper;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpAnswer;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpSender;
import io.routeflow.micronaut.opentelemetry.otlp.RejectionLog;
import io.routeflow.micronaut.opentelemetry.signals.RateLimit;
import io.routeflow.micronaut.spi.ExportResult;
import io.routeflow.micronaut.spi.SelectiveExporter;
import io.routeflow.micronaut.spi.VersionedExporter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends events as spans, to one receiver. Its lane batches, repeats and counts. */
final class TraceExporter implements SelectiveExporter, VersionedExporter, AutoCloseable {

  /** As many batches are written at a time with the default settings. */
  private static final int IDLE_ENCODERS = 2;

  private final String name;
  private final OtlpSender sender;
  private final SpanMapper mapper;
  private final RateLimit rateLimit;

  /** Those that write nothing now. Each keeps what it needs to write a batch for the next one. */
  private final Queue<LowAllocationTraceRequestMarshaler> encoders =
      new ArrayBlockingQueue<>(IDLE_ENCODERS);

  private final RejectionLog rejections;

  TraceExporter(String name, OtlpSender sender, SpanMapper mapper, RateLimit rateLimit) {
    this.name = name;
    this.sender = sender;
    this.mapper = mapper;
    this.rateLimit = rateLimit;
    this.rejections = new RejectionLog(name, Signal.TRACES);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BatchOrigin origin() {
    return mapper.origin();
  }

  @Override
  public boolean takes(Event event) {
    return rateLimit.allows();
  }

  @Override
  public CompletionStage<ExportResult> export(EventBatch batch) {
    List<SpanData> spans = mapper.spans(batch);
    CompletableFuture<OtlpAnswer> answer = send(spans);
    CompletableFuture<ExportResult> outcome =
        answer.thenApply(received -> outcome(received, spans.size()));
    // an attempt that is given up ends its request
    CompletableFuture<?> unused =
        outcome.whenComplete(
            (result, error) -> {
              if (error != null) {
                answer.cancel(true);
              }
            });
    return outcome;
  }

  private CompletableFuture<OtlpAnswer> send(List<SpanData> spans) {
    LowAllocationTraceRequestMarshaler idle = encoders.poll();
    LowAllocationTraceRequestMarshaler request =
        idle == null ? new LowAllocationTraceRequestMarshaler() : idle;
    request.initialize(spans);
    return sender.send(request, () -> giveBack(request));
  }

  private void giveBack(LowAllocationTraceRequestMarshaler encoder) {
    encoder.reset();
    boolean unused = encoders.offer(encoder);
  }

  private ExportResult outcome(OtlpAnswer answer, int sent) {
    if (answer.isAccepted() && answer.rejected() > 0) {
      rejections.add(answer.rejected());
    }
    return ExportOutcome.of(answer, sent);
  }

  @Override
  public void close() {
    sender.close();
    rejections.close();
  }
}
