package suite.console.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * What the page is made of: few and small files, and foreign code only where the manifest names it.
 */
final class PageFilesTest {

  private static final Path MODULE = Path.of("..", "routeflow-micronaut", "src");
  private static final Path FOLDER = MODULE.resolve("main/resources/routeflow/console");
  private static final int MAX_FILES = 14;
  private static final int MAX_GZIP_BYTES = 110_000;

  @Test
  void thePageIsAtMostFourteenFilesAndHundredAndTenKilobytes() throws IOException {
    int bytes = 0;
    for (String name : PageFiles.NAMES) {
      bytes += gzip(PageFiles.read(name));
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(PageFiles.NAMES)
          .hasSizeLessThanOrEqualTo(MAX_FILES);
    }
    assertThat(bytes).isLessThanOrEqualTo(MAX_GZIP_BYTES);
  }

  @Test
  void theVendoredFileIsTheOneOfTheManifest() throws IOException, GeneralSecurityException {
    JsonNode manifest = new ObjectMapper().readTree(MODULE.resolve("console/vendor.json").toFile());
    byte[] served = PageFiles.read(manifest.path("served").asText());
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(served)))
        .isEqualTo(manifest.path("sha256").asText());
    for (JsonNode part : manifest.path("parts")) {
      assertThat(part.path("sha256").asText()).matches("[0-9a-f]{64}");
      assertThat(part.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
      assertThat(part.path("licence").asText()).isIn("MIT", "Apache-2.0");
      String licence = "/META-INF/routeflow/licences/" + part.path("name").asText() + ".txt";
      assertThat(getClass().getResource(licence)).as(licence).isNotNull();
      assertThat(new String(served, UTF_8))
          .contains(part.path("name").asText() + " " + part.path("version").asText());
    }
  }

  @Test
  void noModuleOfOursMakesMarkupOrCodeFromText() throws IOException {
    for (String name : PageFiles.MODULES) {
      assertThat(new String(PageFiles.read(name), UTF_8))
          .as(name)
          .doesNotContain(
              "innerHTML",
              "outerHTML",
              "insertAdjacentHTML",
              "dangerouslySetInnerHTML",
              "document.write",
              "eval(",
              "new Function",
              "setAttribute('style");
    }
  }

  private static int gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var stream = new GZIPOutputStream(packed)) {
      stream.write(content);
    }
    return packed.size();
  }
}
