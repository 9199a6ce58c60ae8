package suite.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.presence.plain.NightlyRun;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.TestApplication;

/** An application that serves no HTTP requests stays one, and its work is captured. */
@Tag("libraries")
final class NoServerTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "dev"})
  void anApplicationWithoutAServerGetsNoneAndItsWorkIsDelivered(
      String environment, @TempDir Path folder) throws IOException {
    ClassPath path = ClassPath.withoutServer(copied(folder)).withModules().withSerde();
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            JavaProcess.of(NightlyRun.class)
                .classpath(path.entries())
                .env("MICRONAUT_ENVIRONMENTS", environment)
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .env("ROUTEFLOW_TIMEOUT_MS", "20000")
                .env("ROUTEFLOW_SHUTDOWN_TIMEOUT_MS", "20000")
                .start()) {
      process.awaitExit();

      assertThat(process.output())
          .contains(NightlyRun.SERVER + false)
          .noneMatch(line -> line.contains("WARN") || line.contains("ERROR"))
          .noneMatch(line -> line.contains("NoClassDefFound"));
      assertThat(ingest.awaitEvents(2))
          .extracting(event -> event.get("name").asText())
          .containsExactlyInAnyOrder("nightly", "ended");
    }
  }

  private static Path copied(Path folder) throws IOException {
    Path name = Path.of("suite", "presence", "plain", "NightlyRun.class");
    Files.createDirectories(folder.resolve(name).getParent());
    Files.copy(Path.of("target", "test-classes").resolve(name), folder.resolve(name));
    Files.copy(
        Path.of("target", "test-classes", "logback-test.xml"), folder.resolve("logback.xml"));
    return folder;
  }
}
