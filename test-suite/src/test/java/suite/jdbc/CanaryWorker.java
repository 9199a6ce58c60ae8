package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Async;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Runs the statements of a request on a thread that Micronaut chooses. */
@Singleton
@Requires(property = "suite.canaries")
class CanaryWorker {
  @Async
  CompletableFuture<String> run(DataSource source, String name) {
    return CompletableFuture.completedFuture(Canaries.run(source, name));
  }
}
