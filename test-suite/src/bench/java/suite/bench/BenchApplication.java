package suite.bench;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;

/** The application that is measured, with whatever a benchmark puts on top. */
final class BenchApplication {

  private BenchApplication() {}

  static EmbeddedServer start(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>();
    all.put("spec.name", "bench");
    all.put("micronaut.server.host", "127.0.0.1");
    all.put("micronaut.server.port", -1);
    all.put("micronaut.security.enabled", false);
    all.put("micronaut.metrics.enabled", false);
    // its filter for one path makes the framework match and sort all filters for each request
    all.put("endpoints.health.enabled", false);
    all.putAll(properties);
    return ApplicationContext.run(EmbeddedServer.class, all);
  }

  static Map<String, Object> without() {
    return Map.of("routeflow.enabled", false);
  }

  /** Delivering to an endpoint, in batches of 512. */
  static Map<String, Object> deliveringTo(String endpoint) {
    return Map.of(
        "routeflow.endpoint", endpoint,
        "routeflow.max-events-per-batch", 512,
        "routeflow.queue-maxsize", 100_000);
  }
}
