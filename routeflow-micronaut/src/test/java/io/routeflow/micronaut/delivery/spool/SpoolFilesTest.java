package io.routeflow.micronaut.delivery.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file has its name when the disk has its content, so that a crash leaves none in part. */
final class SpoolFilesTest {

  private final Path directory;
  private final Map<Path, byte[]> files = new LinkedHashMap<>();

  SpoolFilesTest(@TempDir Path directory) {
    this.directory = directory;
    for (String name : List.of("first", "second", "third")) {
      files.put(directory.resolve(name), name.getBytes(UTF_8));
    }
  }

  @Test
  void noneHasItsNameBeforeTheDiskHasAllOfThem() throws IOException {
    List<Path> meanwhile = new ArrayList<>();
    SpoolFiles.writeAll(
        files,
        channels -> {
          assertThat(channels).hasSize(3);
          for (int i = 0; i < channels.size(); i++) {
            assertThat(channels.get(i).size()).isPositive();
          }
          meanwhile.addAll(there());
        });
    assertThat(meanwhile).hasSize(3).allMatch(SpoolFiles::isTemporary);
    assertThat(there()).containsExactlyInAnyOrderElementsOf(files.keySet());
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      assertThat(Files.readAllBytes(file.getKey())).isEqualTo(file.getValue());
    }
  }

  @Test
  void whereTheDiskDoesNotTakeThemNoneIsThere() throws IOException {
    SpoolFiles.Synchronization fails =
        channels -> {
          channels.get(0).force(false);
          throw new IOException("no space left");
        };
    assertThatThrownBy(() -> SpoolFiles.writeAll(files, fails)).hasMessage("no space left");
    assertThat(there()).isEmpty();
  }

  private List<Path> there() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    }
  }
}
