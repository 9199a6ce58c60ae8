package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.routeflow.micronaut.TraceIdResolver;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.Pings;
import suite.support.TestApplication;

/** However many beans of an application would name traces, its requests are answered. */
final class ResolverBeansTest {

  private static final String FIRST = "suite.resolver.first";
  private static final String SECOND = "suite.resolver.second";
  private static final String BROKEN = "suite.resolver.broken";

  @Test
  void ofSeveralBeansTheFirstThatKnowsTheTraceNamesIt() {
    assertThat(traceOf(Map.of(FIRST, "first-0001", SECOND, "second-0001"))).isEqualTo("first-0001");
    assertThat(traceOf(Map.of(FIRST, "", SECOND, "second-0001"))).isEqualTo("second-0001");
  }

  @Test
  void aBeanThatCannotBeMadeCostsNoRequestItsAnswer() {
    assertThat(traceOf(Map.of(BROKEN, "yes"))).hasSize(36);
    assertThat(traceOf(Map.of(BROKEN, "yes", SECOND, "second-0001"))).isEqualTo("second-0001");
  }

  /** Of the one request that is sent, which must be answered with 200. */
  private static String traceOf(Map<String, Object> resolvers) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, "ResolverBeansTest", resolvers)) {
      Pings.send(application, 1);
      return ingest.awaitEvents(1).get(0).path("trace_id").asText();
    }
  }

  @Requires(property = FIRST)
  @Order(1)
  @Singleton
  static class First implements TraceIdResolver {
    private final String id;

    First(@io.micronaut.context.annotation.Property(name = FIRST) @Nullable String id) {
      this.id = id == null ? "" : id;
    }

    @Override
    public @Nullable String resolve(HttpRequest<?> request) {
      return id.isEmpty() ? null : id;
    }
  }

  @Requires(property = SECOND)
  @Order(2)
  @Singleton
  static class Second implements TraceIdResolver {
    @Override
    public String resolve(HttpRequest<?> request) {
      return "second-0001";
    }
  }

  @Requires(property = BROKEN)
  @Singleton
  static class Broken implements TraceIdResolver {
    Broken() {
      throw new IllegalStateException("deliberate");
    }

    @Override
    public @Nullable String resolve(HttpRequest<?> request) {
      return null;
    }
  }
}
