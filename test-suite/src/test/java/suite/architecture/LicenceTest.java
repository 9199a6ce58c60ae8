package suite.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.jdbc.JdbcStats;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LicenceTest {

  private static final String LICENCE = "META-INF/LICENSE";

  @ParameterizedTest
  @ValueSource(classes = {Routeflow.class, JdbcStats.class})
  void everyJarHasItsLicence(Class<?> type) throws IOException, URISyntaxException {
    Path home = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    String expected = Files.readString(Path.of("..", "LICENSE"));

    if (Files.isDirectory(home)) {
      assertThat(home.resolve(LICENCE)).hasContent(expected);
    } else {
      URI jar = URI.create("jar:" + home.toUri());
      try (FileSystem files = FileSystems.newFileSystem(jar, java.util.Map.of())) {
        assertThat(Files.readString(files.getPath(LICENCE))).isEqualTo(expected);
      }
    }
  }

  /** Built before, and not on the class path here. */
  @ParameterizedTest
  @ValueSource(strings = {"routeflow-micronaut-kafka", "routeflow-micronaut-opentelemetry"})
  void alsoThoseOfTheOtherModules(String module) throws IOException {
    assertThat(Path.of("..", module, "target", "classes", LICENCE))
        .hasContent(Files.readString(Path.of("..", "LICENSE")));
  }

  /** Whoever builds from source runs what it downloads. */
  @Test
  void mavenIsDownloadedByItsChecksumOnly() throws IOException {
    assertThat(Files.readString(Path.of("..", ".mvn", "wrapper", "maven-wrapper.properties")))
        .containsPattern("(?m)^distributionUrl=https://")
        .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
  }
}
