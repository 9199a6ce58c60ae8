package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.secrets.Secrets;
import suite.seed.Seed;

/** Nothing secret is in what OTLP and TelemetryFlow get, whatever an event is made of. */
final class SecretsTest {

  private static final long SEED = Seed.ofRun();
  private static final int REQUESTS = 50;

  @Test
  void noSecretIsInASpanOrAMetric() throws Exception {
    try (OtlpReceiver otlp = OtlpReceiver.start();
        OtlpReceiver flow = OtlpReceiver.start()) {
      Map<String, Object> settings = new LinkedHashMap<>(Secrets.settings());
      settings.put("routeflow.telemetryflow.api-key-id", "tfk_id");
      settings.put("routeflow.telemetryflow.api-key-secret", "tfs_secret");
      settings.put("routeflow.telemetryflow.endpoint", "127.0.0.1:" + flow.grpcPort());
      settings.put("routeflow.telemetryflow.insecure", true);
      try (OtelApplication application = OtelApplication.start(otlp, settings)) {
        new Secrets(application.port(), SEED).send(REQUESTS);
        assertUnseen(otlp);
        assertUnseen(flow);
      }
      // the metrics of requests, which go out at the end
      Secrets.assertUnseen(otlp.requests().toString());
      Secrets.assertUnseen(flow.requests().toString());
    }
  }

  /** Spans of the requests, of what they have reported, of their scopes and calls. */
  private static void assertUnseen(OtlpReceiver receiver) {
    receiver.awaitSpans(5 * REQUESTS);
    String all = receiver.requests().toString();
    assertThat(all).as("seed %d", SEED).contains(Secrets.HARMLESS, "[MASKED]", "exception.stack");
    Secrets.assertUnseen(all);
  }
}
