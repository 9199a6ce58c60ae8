package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.TestApplication;

/** Which frames of a stack are the application's own. */
final class InAppPackagesTest {

  private static final String SPEC = "InAppPackagesTest";
  private static final String OWN = "suite.configuration";
  private static final String FURTHER = "org.junit.jupiter";

  @Test
  void thoseOfTheMainClassesPackageByDefault() {
    assertThat(packagesInApp(Map.of())).containsExactly(OWN);
  }

  @Test
  void thoseOfTheSettingBesideThem() {
    assertThat(packagesInApp(Map.of("routeflow.in-app-packages", FURTHER)))
        .containsExactlyInAnyOrder(OWN, FURTHER);
  }

  /** Those of the three that the stack of a test has. */
  private static Set<String> packagesInApp(Map<String, ?> properties) {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put("routeflow.capture-stack-trace", true);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            TestApplication.startOf(InAppPackagesTest.class, ingest, SPEC, settings)) {
      application
          .context()
          .getBean(Routeflow.class)
          .captureException(new IllegalStateException("here"));
      JsonNode frames =
          ingest
              .awaitEvent(event -> event.path("type").asText().equals("exception"))
              .at("/exception/frames");
      Set<String> known = new HashSet<>();
      for (String name : Set.of(OWN, FURTHER, "java.")) {
        List<Boolean> inApp =
            StreamSupport.stream(frames.spliterator(), false)
                .filter(frame -> frame.path("class").asText().startsWith(name))
                .map(frame -> frame.path("in_app").asBoolean())
                .distinct()
                .toList();
        assertThat(inApp).as("%s in %s", name, frames).hasSize(1);
        if (inApp.get(0)) {
          known.add(name);
        }
      }
      return known;
    }
  }
}
