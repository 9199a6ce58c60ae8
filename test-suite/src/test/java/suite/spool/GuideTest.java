package suite.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.documentation.Proof;
import suite.documentation.Yaml;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.Pings;
import suite.support.TestApplication;

/** A spool that is set up as the guide says looks on disk as it shows. */
final class GuideTest {

  private static final String SPEC = "spool.GuideTest";
  private static final int BATCH = 50;

  @TempDir Path directory = Path.of("");

  @Test
  void theFilesAreThoseOfTheGuide() throws IOException {
    SpoolFolder folder = new SpoolFolder(directory);
    // another process has left a file that is none of the spool's
    Path left = folder.left();
    String name = System.currentTimeMillis() + "-01936b2c-0f00-7abc-9def-0123456789ab-50.batch";
    Files.writeString(left.resolve("00" + name), "no batch");
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application = Pings.start(ingest, SPEC, settings())) {
      Pings.send(application, BATCH);
      await().until(() -> Files.exists(directory.resolve("damaged")));
      await().until(() -> folder.batches().size() == 1);
      assertThat(
              Files.getPosixFilePermissions(folder.batches().get(0).resolve("../..").normalize()))
          .extracting(Enum::name)
          .allMatch(permission -> permission.startsWith("OWNER_"));

      assertThat(shapesOnDisk()).containsExactlyElementsOf(shapesOfTheGuide());
    }
  }

  /** Only the directory is another one; the batch is full, and given up soon. */
  private Map<String, Object> settings() {
    Map<String, Object> settings =
        new LinkedHashMap<>(Yaml.read(Proof.SETTINGS.blockOf("spool.md")));
    settings.replace("routeflow.spool.directory", directory.toString());
    settings.put("routeflow.max-events-per-batch", BATCH);
    settings.put("routeflow.flush-interval-ms", 3_600_000);
    settings.put("routeflow.max-attempts", 1);
    return settings;
  }

  private Set<String> shapesOnDisk() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> !path.equals(directory))
          .filter(
              path -> !path.startsWith(directory.resolve("damaged")) || path.endsWith("damaged"))
          .map(path -> shape(directory.relativize(path).toString()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The paths of the tree, whose first line is the directory. */
  private static Set<String> shapesOfTheGuide() {
    Set<String> shapes = new TreeSet<>();
    Deque<String> folders = new ArrayDeque<>();
    for (String line : Proof.SPOOL.block().text().lines().skip(1).toList()) {
      String name = line.strip().replaceAll(" {2,}.*", "");
      int depth = (line.length() - line.stripLeading().length()) / 2 - 1;
      while (folders.size() > depth) {
        folders.removeLast();
      }
      folders.addLast(name.replace("/", ""));
      shapes.add(shape(String.join("/", folders)));
    }
    return shapes;
  }

  /** Numbers and ids are others each time. */
  private static String shape(String path) {
    return path.replaceAll("[0-9a-f]{8,}|\\b[0-9a-f]{4}\\b|\\d+", "#");
  }
}
