package suite.support;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Micronaut application with the module, in this process, on a port of its own.
 *
 * <p>Controllers and other beans of one test carry {@code @Requires(property = "spec.name", value =
 * "…")}, so that they are part of no other test's application.
 */
public final class TestApplication implements AutoCloseable {
  public static final String INGEST_KEY = "rf_test_key";
  public static final String FLUSH_INTERVAL_MS = "50";

  /** Never used up by an endpoint that answers, however slow the machine. */
  private static final String TIMEOUT_MS = "20000";

  private final EmbeddedServer server;

  static {
    ConsoleLinks.read();
  }

  private TestApplication(EmbeddedServer server) {
    this.server = server;
  }

  public static TestApplication start(FakeIngest ingest, String spec) {
    return start(ingest, spec, Map.of());
  }

  /**
   * Starts an application that delivers to the endpoint.
   *
   * @param spec the value of {@code spec.name}
   * @param properties win over the defaults; an empty string stands for itself
   */
  public static TestApplication start(FakeIngest ingest, String spec, Map<String, ?> properties) {
    return startBare(spec, delivering(ingest, properties));
  }

  /** In these environments and no other, not even that of tests, which is deduced otherwise. */
  public static TestApplication startIn(
      List<String> environments, FakeIngest ingest, String spec, Map<String, ?> properties) {
    return new TestApplication(
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .environments(environments.toArray(String[]::new))
            .properties(bare(spec, delivering(ingest, properties)))
            .run(EmbeddedServer.class));
  }

  /** With the beans of a class loader beside those of the tests. */
  public static TestApplication startWith(
      ClassLoader loader, FakeIngest ingest, String spec, Map<String, ?> properties) {
    return new TestApplication(
        ApplicationContext.builder(loader)
            .properties(bare(spec, delivering(ingest, properties)))
            .run(EmbeddedServer.class));
  }

  /** As that of a main class, whose package is the application's own. */
  public static TestApplication startOf(
      Class<?> main, FakeIngest ingest, String spec, Map<String, ?> properties) {
    return new TestApplication(
        ApplicationContext.builder()
            .mainClass(main)
            .properties(bare(spec, delivering(ingest, properties)))
            .run(EmbeddedServer.class));
  }

  private static Map<String, Object> delivering(FakeIngest ingest, Map<String, ?> properties) {
    var all = new LinkedHashMap<String, Object>();
    all.put("routeflow.endpoint", ingest.uri().toString());
    all.put("routeflow.ingest-key", INGEST_KEY);
    all.put("routeflow.flush-interval-ms", FLUSH_INTERVAL_MS);
    all.put("routeflow.timeout-ms", TIMEOUT_MS);
    all.putAll(properties);
    return all;
  }

  /** Without any setting of the module but those given. */
  public static TestApplication startBare(String spec, Map<String, ?> properties) {
    return new TestApplication(
        ApplicationContext.run(EmbeddedServer.class, bare(spec, properties)));
  }

  private static Map<String, Object> bare(String spec, Map<String, ?> properties) {
    var all = new LinkedHashMap<String, Object>();
    all.put("spec.name", spec);
    all.put("micronaut.application.name", "test-application");
    all.put("micronaut.server.host", "127.0.0.1");
    all.put("micronaut.server.port", -1);
    // On the class path of all tests, wanted by few.
    all.put("micronaut.security.enabled", false);
    all.putAll(properties);
    return all;
  }

  public int port() {
    return server.getPort();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public ApplicationContext context() {
    return server.getApplicationContext();
  }

  public EmbeddedServer server() {
    return server;
  }

  /** Stops the server and closes the context, as at the end of a process. */
  @Override
  public void close() {
    server.close();
  }
}
