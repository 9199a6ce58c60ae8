package io.routeflow.micronaut.opentelemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpSender;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RequestMetersTest {

  private static final int TOO_MANY = 7;
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final CountDownLatch startIsAllowed = new CountDownLatch(1);

  @Test
  void requestsThatFindNoRoomBeforeTheStartAreCountedInALine() throws Exception {
    try (Lines logged = Lines.attached(lines);
        OtlpSender sender = OtlpSender.of(target(), Signal.METRICS, "unused");
        RequestMeters meters =
            new RequestMeters("test", Duration.ofSeconds(1), () -> started(sender))) {
      for (int i = 0; i < RequestMeters.MAX_EARLY + TOO_MANY; i++) {
        meters.requestEnded("/", "/", "GET", 200, 1);
      }
      startIsAllowed.countDown();
      assertThat(lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isEqualTo("7 requests that came before the metrics had started are not in them");
    }
  }

  @Test
  void anErrorEndsTheStartInALineAndNotInSilence() throws Exception {
    try (Lines logged = Lines.attached(lines);
        RequestMeters meters =
            new RequestMeters(
                "test",
                Duration.ofSeconds(1),
                () -> {
                  throw new Error("no room");
                })) {
      meters.requestEnded("/", "/", "GET", 200, 1);
      assertThat(lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isEqualTo("No metrics are sent: no room");
    }
  }

  @Test
  void noRequestWaitsWhileThoseBeforeTheStartAreRecorded() throws Exception {
    CountDownLatch replayHasBegun = new CountDownLatch(1);
    CountDownLatch replayMayEnd = new CountDownLatch(1);
    AtomicBoolean hasStarted = new AtomicBoolean();
    SdkMeterProvider provider = SdkMeterProvider.builder().build();
    // asked for with the first request of each series
    RequestInstruments instruments =
        new RequestInstruments(
            provider.get("test"),
            () -> {
              if (hasStarted.get()) {
                replayHasBegun.countDown();
                await(replayMayEnd);
              }
              return null;
            },
            true,
            true,
            true);
    instruments.record("/later", "GET", 200, false, 1);
    hasStarted.set(true);
    try (OtlpSender sender = OtlpSender.of(target(), Signal.METRICS, "unused");
        RequestMeters meters =
            new RequestMeters(
                "test", Duration.ofSeconds(1), () -> started(provider, instruments, sender))) {
      meters.requestEnded("/early", "/early", "GET", 200, 1);
      assertThat(replayHasBegun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(
              CompletableFuture.runAsync(
                  () -> meters.requestEnded("/later", "/later", "GET", 200, 1)))
          .succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS));
      replayMayEnd.countDown();
    } finally {
      replayMayEnd.countDown();
    }
  }

  private RequestMeters.Started started(OtlpSender sender) {
    await(startIsAllowed);
    SdkMeterProvider provider = SdkMeterProvider.builder().build();
    return started(
        provider,
        new RequestInstruments(provider.get("test"), () -> null, true, true, true),
        sender);
  }

  private static RequestMeters.Started started(
      SdkMeterProvider provider, RequestInstruments instruments, OtlpSender sender) {
    return new RequestMeters.Started(
        provider,
        instruments,
        new SignalDelivery(Signal.METRICS, "unused", sender, SignalDelivery.Retries.NONE));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static OtlpTarget target() {
    return new OtlpTarget(
        URI.create("http://127.0.0.1:9/"),
        Protocol.HTTP,
        Map.of(),
        false,
        Duration.ofSeconds(1),
        TlsFiles.NONE,
        1);
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final Logger LOGGER =
        (Logger) LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry");

    private final BlockingQueue<String> written;

    Lines(BlockingQueue<String> written) {
      this.written = written;
    }

    static Lines attached(BlockingQueue<String> written) {
      Lines lines = new Lines(written);
      lines.start();
      LOGGER.addAppender(lines);
      return lines;
    }

    @Override
    public void close() {
      LOGGER.detachAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      written.add(event.getFormattedMessage());
    }
  }
}
