package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.marshal.Serializer;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpAnswer;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpSender;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.opentelemetry.support.OtlpReceiver;

/** What an encoder cannot write is written while it is sent, on a thread of the client. */
final class UnwritableContentTest {

  @ParameterizedTest
  @CsvSource({"HTTP, true", "HTTP, false", "GRPC, true", "GRPC, false"})
  void isRefusedAndReachesNoUncaughtHandler(Protocol protocol, boolean gzip) throws Exception {
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtlpSender sender =
            OtlpSender.of(target(receiver, protocol, gzip), Signal.TRACES, "unwritable")) {
      OtlpAnswer answer =
          sender.send(new Formless()).get(OtlpReceiver.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(answer.outcome()).isEqualTo(OtlpAnswer.Outcome.REFUSED);
      assertThat(answer.cause()).isEqualTo("not sent: IllegalStateException");
      assertThat(receiver.requests()).isEmpty();
      assertThat(uncaught).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private static OtlpTarget target(OtlpReceiver receiver, Protocol protocol, boolean gzip) {
    String url = protocol == Protocol.GRPC ? receiver.grpcUrl() : receiver.httpUrl() + "/v1/traces";
    return new OtlpTarget(
        URI.create(url), protocol, Map.of(), gzip, OtlpReceiver.PATIENCE, TlsFiles.NONE, 2);
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
