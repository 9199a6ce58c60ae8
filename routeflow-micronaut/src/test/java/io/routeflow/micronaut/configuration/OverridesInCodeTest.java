package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.order.Ordered;
import io.routeflow.micronaut.RouteflowOverrides;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

final class OverridesInCodeTest {

  private final List<String> warnings = new ArrayList<>();

  @Test
  void settingsInCodeThatCannotBeHadAreLeftOutWithAWarningWithoutTheMessage() {
    RouteflowOverrides failing =
        () -> {
          throw new IllegalStateException("vault says: s3cret");
        };
    assertThat(merged(failing, () -> Map.of("env", "test")))
        .containsExactly(Map.entry("env", "test"));
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("left out", "java.lang.IllegalStateException")
        .doesNotContain("s3cret");
  }

  /** As the languages without checked exceptions let a bean throw. */
  @Test
  void whateverABeanThrowsItIsLeftOut() {
    for (Throwable thrown :
        List.of(new IOException("vault"), new ServiceConfigurationError("x"), new Error("y"))) {
      RouteflowOverrides failing =
          () -> {
            throw OverridesInCodeTest.<RuntimeException>unchecked(thrown);
          };
      assertThat(merged(failing, () -> Map.of("env", "test")))
          .containsExactly(Map.entry("env", "test"));
    }
    assertThat(warnings).hasSize(3).allMatch(line -> line.contains("left out"));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is what it is for
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aNullInCodeSetsNothing() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("ingest-key", null);
    assertThat(merged(() -> settings)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theFirstBeanByOrderWins() {
    assertThat(merged(new Ranked(2), new Ranked(1), new Ranked(3)))
        .containsExactly(Map.entry("max-attempts", 1));
  }

  private Map<String, Object> merged(RouteflowOverrides... overrides) {
    return OverridesInCode.merged(List.of(overrides), warnings::add);
  }

  private record Ranked(int rank) implements RouteflowOverrides, Ordered {
    @Override
    public int getOrder() {
      return rank;
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("max-attempts", rank);
    }
  }
}
