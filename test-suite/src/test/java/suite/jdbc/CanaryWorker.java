package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Async;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Does the work of a request on a thread that Micronaut chooses. */
@Singleton
@Requires(property = "suite.canaries")
class CanaryWorker {

  @Async
  CompletableFuture<String> run(Supplier<String> work) {
    return CompletableFuture.completedFuture(work.get());
  }
}
