package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.event.EventType;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Does, again and again, what a request does, and is none. */
@Singleton
@Requires(property = "suite.canaries.jobs")
class CanaryJobs {

  static final String NAME = "tick";
  static final String PREFIX = "t";

  private final Canaries canaries;
  private final AtomicInteger runs = new AtomicInteger();

  CanaryJobs(Canaries canaries) {
    this.canaries = canaries;
  }

  @Scheduled(fixedDelay = "1ms")
  @RouteflowCapture(type = EventType.JOB, name = NAME)
  void tick() {
    canaries.run(PREFIX + runs.incrementAndGet());
  }
}
