package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Async;
import io.routeflow.micronaut.Routeflow;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Runs the statements of a request on a thread that Micronaut chooses. */
@Singleton
@Requires(property = "suite.canaries")
class CanaryWorker {
  private final Routeflow routeflow;

  CanaryWorker(Routeflow routeflow) {
    this.routeflow = routeflow;
  }

  @Async
  CompletableFuture<String> run(DataSource source, String name) {
    return CompletableFuture.completedFuture(Canaries.run(routeflow, source, name));
  }
}
