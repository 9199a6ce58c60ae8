package suite.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.LogCapture;
import suite.support.TestApplication;

/** An application starts with each configuration that a page shows, and no setting is refused. */
final class YamlBlocksTest {

  /** What a user has in the environment where a block says {@code ${…}}. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "INGEST_KEY", "rf_live_key",
          "ROUTEFLOW_INGEST_KEY", "rf_live_key",
          "REPLAYSTACK_API_KEY", "rs_live_key",
          "ROUTEFLOW_SAMPLING_SECRET", "from-the-vault",
          "TRUST_STORE_PASSWORD", "changeit");

  /** The settings of modules that have a test suite of their own. */
  private static final List<String> OTHER_MODULES =
      List.of("routeflow.otlp.", "routeflow.telemetryflow.", "routeflow.kafka.");

  static List<Block> blocks() {
    return Block.all("yaml");
  }

  @Test
  void thePagesHaveBlocks() {
    assertThat(blocks()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void anApplicationStartsWithIt(Block block, @TempDir Path folder) throws IOException {
    Map<String, Object> properties = read(block);
    assertThat(properties).isNotEmpty();
    properties.keySet().removeIf(key -> OTHER_MODULES.stream().anyMatch(key::startsWith));
    properties.replaceAll((key, value) -> onThisMachine(key, value, folder));
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
    }
  }

  private static Map<String, Object> read(Block block) throws IOException {
    Map<String, Object> flat = new HashMap<>();
    PropertySource source =
        PropertySource.of(
            new YamlPropertySourceLoader().read(block.place(), block.text().getBytes(UTF_8)));
    source.forEach(key -> flat.put(key, source.get(key)));
    return flat;
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
