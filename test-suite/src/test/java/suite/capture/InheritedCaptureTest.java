package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.event.EventType;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import suite.support.ApplicationExtension;
import suite.support.FakeIngest;

/** An annotation on what a bean implements or extends holds for the bean, and makes one event. */
final class InheritedCaptureTest {

  private static final String SPEC = "InheritedCaptureTest";

  @RegisterExtension
  final ApplicationExtension application = ApplicationExtension.of(SPEC, java.util.Map.of());

  @Test
  void onAMethodOfAnInterface() {
    bean(Import.class).run();
    assertEvents("job import");
  }

  @Test
  void onAnInterface() {
    bean(Cleaning.class).sweep();
    assertEvents("worker CleaningBean.sweep");
  }

  @Test
  void onABaseClassAndOnItsMethod() {
    bean(Nightly.class).named();
    bean(Nightly.class).plain();
    assertEvents("custom named", "custom Nightly.plain");
  }

  @Test
  void onAMethodThatABeanOverrides() {
    bean(Overriding.class).named();
    assertEvents("custom named");
  }

  @Test
  void onBothTheBeansOwnDecidesAndThereIsOneEvent() {
    bean(Own.class).run();
    assertEvents("worker own");
  }

  private <T> T bean(Class<T> type) {
    return application.application().context().getBean(type);
  }

  private void assertEvents(String... events) {
    assertThat(application.routeflow().flush(FakeIngest.PATIENCE)).isTrue();
    assertThat(application.ingest().events())
        .extracting(event -> event.path("type").asText() + " " + event.path("name").asText())
        .containsExactlyInAnyOrder(events);
  }

  interface Importing {
    @RouteflowCapture(type = EventType.JOB, name = "import")
    void run();
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Import implements Importing {
    @Override
    public void run() {}
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Own implements Importing {
    @Override
    @RouteflowCapture(type = EventType.WORKER, name = "own")
    public void run() {}
  }

  @RouteflowCapture(type = EventType.WORKER)
  interface Cleaning {
    void sweep();
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class CleaningBean implements Cleaning {
    @Override
    public void sweep() {}
  }

  @RouteflowCapture
  abstract static class Base {
    @RouteflowCapture(name = "named")
    void named() {}

    void plain() {}
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Nightly extends Base {}

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Overriding extends Base {
    @Override
    void named() {
      super.named();
    }
  }
}
