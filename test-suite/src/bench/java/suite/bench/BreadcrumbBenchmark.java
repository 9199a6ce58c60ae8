package suite.bench;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A breadcrumb in an open scope that has as many as it keeps. The budget is 100 ns and 120 B. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BreadcrumbBenchmark {

  private @Nullable ApplicationContext context;
  private @Nullable Routeflow routeflow;
  private @Nullable RouteflowScope scope;

  /** Opens the scope. */
  @Setup
  public void start() {
    ApplicationContext started =
        ApplicationContext.run(
            Map.of("micronaut.security.enabled", false, "routeflow.console.enabled", false));
    context = started;
    routeflow = started.getBean(Routeflow.class);
    scope = routeflow.openScope(EventType.WORKER, "work");
  }

  /** Ends the application. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(scope).close();
    Objects.requireNonNull(context).close();
  }

  /** One of them. */
  @Benchmark
  public PropagatedContext add() {
    Objects.requireNonNull(routeflow).addBreadcrumb("Calling the provider");
    return PropagatedContext.getOrEmpty();
  }
}
