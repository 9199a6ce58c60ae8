package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.aop.Around;
import io.micronaut.aop.Intercepted;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** A destination has the same name at each start: settings and batches on disk are found by it. */
final class DestinationNamesTest {

  private static final String LAMBDAS = "DestinationNamesTest.lambdas";
  private static final String TWINS = "DestinationNamesTest.twins";
  private static final String LATE = "DestinationNamesTest.late";
  private static final String ADVISED = "DestinationNamesTest.advised";
  private static final String OWN = "DestinationNamesTest.own";

  @Test
  void oneWithoutAClassOfItsOwnIsCalledAsItsBeanOrTheMethodThatMakesIt() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest, LAMBDAS, Map.of("routeflow.destinations.archive.capture-success", false))) {
      Pings.send(application, 2);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
      assertThat(stats.destinations())
          .containsOnlyKeys("ingest", "archive", "audit-log", "reference", "unnamed");
      assertThat(at(stats, "archive").dropped()).isEqualTo(Map.of(DropReason.FILTERED, 2L));
      assertThat(at(stats, "audit-log").sent()).isEqualTo(2);
    }
  }

  /** Neither takes the other one's settings and batches. */
  @Test
  void oneThatCannotBeMadeAtOnceKeepsTheNameThatItWouldHaveHad() {
    for (String spec : new String[] {TWINS, LATE}) {
      try (FakeIngest ingest = FakeIngest.start();
          TestApplication application =
              Pings.start(
                  ingest, spec, Map.of("routeflow.destinations.Twin.capture-success", false))) {
        Routeflow routeflow = application.context().getBean(Routeflow.class);
        Pings.send(application, 1);
        await()
            .atMost(FakeIngest.PATIENCE)
            .until(() -> routeflow.stats().destinations().size() == 3);
        Pings.send(application, 1);
        RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
        assertThat(stats.destinations()).containsOnlyKeys("ingest", "Twin", "Twin-2");
        assertThat(at(stats, "Twin").sent()).isZero();
        assertThat(at(stats, "Twin-2").sent()).isEqualTo(2);
        assertThat(twin(application, "first").events).hasValue(0);
        assertThat(twin(application, "second").events).hasValue(2);
      }
    }
  }

  /** Advice must not cost an exporter the settings that it had, nor may their spelling. */
  @Test
  void anAdvisedOneIsCalledAsItsOwnClassAndFoundByItInEitherSpelling() {
    for (String name : new String[] {"AdvisedArchive", "advised-archive"}) {
      try (FakeIngest ingest = FakeIngest.start();
          TestApplication application =
              Pings.start(
                  ingest,
                  ADVISED,
                  Map.of("routeflow.destinations." + name + ".capture-success", false))) {
        assertThat(application.context().getBean(AdvisedArchive.class))
            .isInstanceOf(Intercepted.class);
        Pings.send(application, 2);
        RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
        assertThat(stats.destinations()).containsOnlyKeys("ingest", "AdvisedArchive");
        assertThat(at(stats, "AdvisedArchive").dropped())
            .isEqualTo(Map.of(DropReason.FILTERED, 2L));
      }
    }
  }

  /** As the guide says. */
  @Test
  void oneThatIsCalledAsADestinationOfTheProjectHasTheSettingsOfThatOne() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                OWN,
                Map.of(
                    "routeflow.replaystack.capture-success",
                    false,
                    "routeflow.destinations.replaystack.sample-rate",
                    0))) {
      Pings.send(application, 2);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
      assertThat(stats.destinations()).containsOnlyKeys("ingest", "replaystack");
      assertThat(at(stats, "replaystack").dropped()).isEqualTo(Map.of(DropReason.FILTERED, 2L));
    }
  }

  private static RouteflowStats.Destination at(RouteflowStats stats, String destination) {
    return Objects.requireNonNull(stats.destinations().get(destination), destination);
  }

  private static Twin twin(TestApplication application, String bean) {
    return application.context().getBean(Twin.class, Qualifiers.byName(bean));
  }

  private static CompletionStage<ExportResult> accept(EventBatch batch) {
    return CompletableFuture.completedFuture(ExportResult.accepted());
  }

  @Requires(property = "spec.name", value = LAMBDAS)
  @Factory
  static class Lambdas {

    @Singleton
    EventExporter archive() {
      return batch -> CompletableFuture.completedFuture(ExportResult.accepted());
    }

    @Singleton
    @Named("audit-log")
    EventExporter second() {
      return batch -> CompletableFuture.completedFuture(ExportResult.accepted());
    }

    @Singleton
    EventExporter reference() {
      return DestinationNamesTest::accept;
    }

    @Singleton
    EventExporter unnamed() {
      return new EventExporter() {
        @Override
        public CompletionStage<ExportResult> export(EventBatch batch) {
          return accept(batch);
        }
      };
    }
  }

  static class Twin implements EventExporter {
    final AtomicInteger events = new AtomicInteger();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      events.addAndGet(batch.size());
      return accept(batch);
    }
  }

  @Requires(property = "spec.name", value = TWINS)
  @Factory
  static class Twins {

    @Singleton
    @Named("second")
    @Order(2)
    Twin second() {
      return new Twin();
    }

    @Singleton
    @Named("first")
    @Order(1)
    Twin first() {
      return new Twin();
    }
  }

  @Requires(property = "spec.name", value = LATE)
  @Factory
  static class LateTwins {

    /** All at once, and then each by itself. */
    private final AtomicInteger failures = new AtomicInteger(2);

    @Singleton
    @Named("second")
    @Order(2)
    Twin second() {
      return new Twin();
    }

    @Singleton
    @Named("first")
    @Order(1)
    Twin first() {
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("not yet");
      }
      return new Twin();
    }
  }

  @Requires(property = "spec.name", value = ADVISED)
  @Singleton
  static class AdvisedArchive implements EventExporter {
    @Override
    @Passing
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return accept(batch);
    }
  }

  @Around
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface Passing {}

  @Requires(property = "spec.name", value = ADVISED)
  @Singleton
  @InterceptorBean(Passing.class)
  static class Pass implements MethodInterceptor<Object, Object> {
    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
      return call.proceed();
    }
  }

  @Requires(property = "spec.name", value = OWN)
  @Singleton
  static class Impostor implements EventExporter {
    @Override
    public String name() {
      return "replaystack";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      return accept(batch);
    }
  }
}
