package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.configuration.RedactedConfiguration;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.LogCapture;
import suite.support.TestApplication;

/**
 * An application starts with each configuration that a page shows: no setting is refused, and each
 * has the value that the page says. What those of Micronaut do is in {@link FrameworkSettingsTest};
 * the settings' effects are tests of their own.
 */
final class YamlBlocksTest {

  /** What a user has in the environment where a block says {@code ${…}}. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "INGEST_KEY", "rf_live_key",
          "ROUTEFLOW_INGEST_KEY", "rf_live_key",
          "REPLAYSTACK_API_KEY", "rs_live_key",
          "ROUTEFLOW_SAMPLING_SECRET", "from-the-vault",
          "TRUST_STORE_PASSWORD", "changeit");

  private static final String OURS = "routeflow.";

  static List<Block> blocks() {
    return Proof.SETTINGS.blocks();
  }

  @Test
  void thePagesHaveBlocks() {
    assertThat(blocks()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void anApplicationStartsWithItAndAllOfItApplies(Block block, @TempDir Path folder) {
    Map<String, Object> properties = Yaml.read(block);
    assertThat(properties).isNotEmpty();
    properties.replaceAll((key, value) -> onThisMachine(key, value, folder));
    Map<String, Object> shown = Map.copyOf(properties);
    properties.putAll(ENVIRONMENT);
    if (block.text().contains("security:")) {
      properties.put("micronaut.security.enabled", true);
    }
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        TestApplication application = TestApplication.startBare("YamlBlocks", properties)) {
      assertThat(application.server().isRunning()).isTrue();
      // about the file, not about whether somebody listens where it points to
      assertThat(log.messages())
          .noneMatch(line -> Stream.of("Invalid", "Unknown", "no effect").anyMatch(line::contains));
      shown.forEach((key, value) -> assertApplies(application.context(), key, value));
    }
  }

  /** The endpoint of management shows what applies; secrets only as whether they are set. */
  private static void assertApplies(ApplicationContext context, String key, Object value) {
    if (key.startsWith(OURS)) {
      Map<String, Object> applies = context.getBean(RedactedConfiguration.class).shown();
      Object expected = context.getRequiredProperty(key, Object.class);
      assertThat(text(applies.get(key.substring(OURS.length()))))
          .as("%s: %s", key, value)
          .isIn(text(expected), "(set)");
    }
  }

  private static String text(@Nullable Object value) {
    return value instanceof Collection<?> all
        ? all.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  /** Files and servers of the reader are not there. */
  private static Object onThisMachine(String key, Object value, Path folder) {
    return switch (key) {
      case "routeflow.spool.directory" -> folder.toString();
      case "routeflow.endpoint" -> "http://127.0.0.1:9";
      case "micronaut.http.services.routeflow.ssl.trust-store.path" -> "classpath:none.p12";
      default -> value;
    };
  }
}
