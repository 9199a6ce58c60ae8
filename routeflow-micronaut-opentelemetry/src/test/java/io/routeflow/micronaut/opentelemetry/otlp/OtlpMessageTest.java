package io.routeflow.micronaut.opentelemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.marshal.Serializer;
import io.opentelemetry.exporter.internal.otlp.traces.LowAllocationTraceRequestMarshaler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OtlpMessageTest {

  private final AtomicInteger written = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isAsLongAsAnnouncedAndGivesItsContentBackOnce(boolean gzip) throws IOException {
    LowAllocationTraceRequestMarshaler content = new LowAllocationTraceRequestMarshaler();
    content.initialize(List.of());
    OtlpMessage message = new OtlpMessage(content, gzip, written::incrementAndGet);
    assertThat(written).hasValue(gzip ? 1 : 0);
    Buffer sink = new Buffer();
    message.writeTo(sink);
    assertThat(sink.size()).isEqualTo(message.length());
    assertThat(written).hasValue(1);
  }

  @Test
  void contentThatHasNoFormIsAFailureOfTheRequestAndNotOfTheThread() throws IOException {
    OtlpMessage message = new OtlpMessage(new Formless(), false, written::incrementAndGet);
    assertThatThrownBy(() -> message.writeTo(new Buffer()))
        .isInstanceOf(OtlpMessage.Unwritable.class)
        .hasMessage("IllegalStateException");
    assertThat(written).hasValue(1);
  }

  private static final class Formless extends Marshaler {

    @Override
    public int getBinarySerializedSize() {
      return 1;
    }

    @Override
    protected void writeTo(Serializer output) {
      throw new IllegalStateException("text");
    }
  }
}
