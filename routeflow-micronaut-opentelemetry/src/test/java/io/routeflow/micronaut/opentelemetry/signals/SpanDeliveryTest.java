package io.routeflow.micronaut.opentelemetry.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpSender;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import io.routeflow.micronaut.opentelemetry.otlp.WaitingLimit;
import java.net.URI;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpanDeliveryTest {

  @Test
  void anErrorIsAFailureThatGivesTheRoomBack() throws TlsFiles.Unusable {
    WaitingLimit limit = new WaitingLimit(1, () -> {});
    try (SignalDelivery delivery =
        new SignalDelivery(
            Signal.TRACES,
            "a test",
            OtlpSender.of(target(), Signal.TRACES, "test"),
            SignalDelivery.Retries.NONE)) {
      assertThat(limit.admits()).isTrue();
      assertThat(new SpanDelivery(delivery, limit).export(new Unreadable()).isSuccess()).isFalse();
      assertThat(limit.waiting()).isZero();
      assertThat(limit.admits()).isTrue();
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

  /** One span. */
  private static final class Unreadable extends AbstractList<SpanData> {

    @Override
    public SpanData get(int index) {
      throw new Error("test");
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
