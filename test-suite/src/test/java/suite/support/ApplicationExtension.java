package suite.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Routeflow;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An endpoint and an application that delivers to it: of each test where the field is one of the
 * instance, of all tests of the class where it is static. In the end both are stopped, the
 * application first, and every batch was valid.
 */
public final class ApplicationExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private final String spec;
  private final Map<String, ?> properties;
  private @Nullable FakeIngest ingest;
  private @Nullable TestApplication application;

  private boolean ofAllTests;

  private ApplicationExtension(String spec, Map<String, ?> properties) {
    this.spec = spec;
    this.properties = properties;
  }

  /**
   * See {@link TestApplication#start(FakeIngest, String, Map)}.
   *
   * @param spec the value of {@code spec.name}
   * @param properties win over the defaults
   */
  public static ApplicationExtension of(String spec, Map<String, ?> properties) {
    return new ApplicationExtension(spec, properties);
  }

  /** With the route of {@link Pings} beside those of the test. */
  public static ApplicationExtension ofPings(String spec, Map<String, ?> properties) {
    return new ApplicationExtension(spec, Pings.with(properties));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ofAllTests = true;
    start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!ofAllTests) {
      start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!ofAllTests) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (ofAllTests) {
      stop();
    }
  }

  private void start() {
    FakeIngest started = FakeIngest.start();
    ingest = started;
    application = TestApplication.start(started, spec, properties);
  }

  private void stop() {
    TestApplication running = application;
    FakeIngest open = ingest;
    application = null;
    ingest = null;
    try {
      if (running != null) {
        running.close();
      }
    } finally {
      if (open != null) {
        open.close();
      }
    }
    if (running != null && open != null) {
      assertThat(open.violations()).isEmpty();
    }
  }

  public FakeIngest ingest() {
    return Objects.requireNonNull(ingest, "not started");
  }

  public TestApplication application() {
    return Objects.requireNonNull(application, "not started");
  }

  public int port() {
    return application().port();
  }

  public URI url(String path) {
    return application().url(path);
  }

  /** The API of the module, as the application injects it. */
  public Routeflow routeflow() {
    return application().context().getBean(Routeflow.class);
  }
}
