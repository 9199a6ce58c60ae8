package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowOverrides;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

/** A bean that sets settings in code may fail in every way: the application starts all the same. */
final class OverridesTest {

  private static final String SPEC = "OverridesTest";
  private static final String HOW = "suite.overrides";
  private static final String SECRET = "hunter2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constructor",
        "factory",
        "missing-dependency",
        "needs-the-module",
        "missing-class",
        "settings"
      })
  void oneThatFailsIsLeftOutWithAWarningAndTheOthersApply(String how) {
    try (LogCapture log = LogCapture.of("io.routeflow");
        TestApplication application = Pings.startBare(SPEC, Map.of(HOW, how))) {
      Pings.send(application, 2);
      LedgerLaw.holds(application, 2);

      RouteflowConfiguration configuration =
          application.context().getBean(RouteflowConfiguration.class);
      assertThat(configuration.service().environment()).isEqualTo("from-the-other");
      assertThat(configuration.lane().retry().maxAttempts()).isEqualTo(3);
      List<String> warnings =
          log.events(Level.WARN).stream().map(ILoggingEvent::getFormattedMessage).toList();
      assertThat(warnings)
          .singleElement()
          .asString()
          .startsWith("The settings of " + OverridesTest.class.getName() + "$")
          .contains(" are left out: it failed with ");
      assertThat(log.messages()).noneMatch(line -> line.contains(SECRET));
    }
  }

  @Requires(property = HOW)
  @Singleton
  static class Other implements RouteflowOverrides {
    @Override
    public Map<String, Object> settings() {
      return Map.of("env", "from-the-other");
    }
  }

  @Requires(property = HOW, value = "constructor")
  @Singleton
  static class FailingInConstructor implements RouteflowOverrides {
    FailingInConstructor() {
      throw new IllegalStateException("vault said " + SECRET);
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("max-attempts", 7);
    }
  }

  @Requires(property = HOW, value = "factory")
  @Factory
  static class FailingFactory {
    @Singleton
    RouteflowOverrides overrides() {
      throw new IllegalStateException("vault said " + SECRET);
    }
  }

  @Requires(property = HOW, value = "missing-dependency")
  @Singleton
  static class WithoutWhatItNeeds implements RouteflowOverrides {
    WithoutWhatItNeeds(@Named("not-there") Runnable vault) {
      vault.run();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("max-attempts", 7);
    }
  }

  /** It needs what is made of the settings. */
  @Requires(property = HOW, value = "needs-the-module")
  @Singleton
  static class InACircle implements RouteflowOverrides {
    private final Routeflow routeflow;

    InACircle(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("max-attempts", 7, "env", routeflow.stats().toString());
    }
  }

  @Requires(property = HOW, value = "missing-class")
  @Singleton
  static class WithoutAClass implements RouteflowOverrides {
    WithoutAClass() {
      throw new NoClassDefFoundError("vault/" + SECRET);
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("max-attempts", 7);
    }
  }

  @Requires(property = HOW, value = "settings")
  @Singleton
  static class FailingWhenAsked implements RouteflowOverrides {
    @Override
    public Map<String, Object> settings() {
      throw new IllegalStateException("vault said " + SECRET);
    }
  }
}
