package suite.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** An application whose own tracing exports its spans. */
final class Traced {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private Traced() {}

  /** Its settings, which send the spans to a receiver; of the module only the console is off. */
  static Map<String, Object> settings(String spec, String receiver) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("spec.name", spec);
    all.put("micronaut.application.name", "traced");
    all.put("micronaut.server.host", "127.0.0.1");
    all.put("micronaut.server.port", -1);
    all.put("otel.traces.exporter", "otlp");
    all.put("otel.exporter.otlp.protocol", "http/protobuf");
    all.put("otel.exporter.otlp.endpoint", receiver);
    all.put("otel.bsp.schedule.delay", 100);
    all.put("routeflow.console.enabled", false);
    return all;
  }

  static void get(EmbeddedServer server, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path)).build();
    try {
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
