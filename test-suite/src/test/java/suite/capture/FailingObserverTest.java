package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.routeflow.micronaut.spi.RequestObserver;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** What measures requests may fail, as a registry of meters does that refuses a name. */
final class FailingObserverTest {

  private static final String SPEC = "FailingObserverTest";

  @Test
  void anObserverThatThrowsCostsNeitherTheEventNorTheOtherObservers() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, Map.of())) {
      Pings.send(application, 3);
      assertThat(LedgerLaw.holdsAtRest(application, 3).sent()).isEqualTo(3);
      assertThat(application.context().getBean(Counting.class).requests).hasValue(3);
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Order(1)
  @Singleton
  static class Failing implements RequestObserver {
    @Override
    public void requestEnded(String route, String target, String method, int status, long nanos) {
      throw new IllegalArgumentException("deliberate");
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Order(2)
  @Singleton
  static class Counting implements RequestObserver {
    final AtomicInteger requests = new AtomicInteger();

    @Override
    public void requestEnded(String route, String target, String method, int status, long nanos) {
      requests.incrementAndGet();
    }
  }
}
