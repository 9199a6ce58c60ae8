package suite.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory for spools, and what is in it. */
record SpoolFolder(Path path) {

  /** Settings of an application that spools here, is quick to give up, and tries again soon. */
  Map<String, Object> settings(Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("routeflow.spool.enabled", true);
    settings.put("routeflow.spool.directory", path.toString());
    settings.put("routeflow.max-attempts", 1);
    settings.put("routeflow.retry-base-ms", 50);
    settings.putAll(more);
    return settings;
  }

  /** The batches on disk, oldest first by their names. */
  List<Path> batches() {
    return walk(".batch").stream().filter(file -> !file.toString().contains("damaged")).toList();
  }

  /** How many events are in these batches. */
  int events() {
    return batches().stream().mapToInt(SpoolFolder::eventsOf).sum();
  }

  /** Everything below whose name ends so. */
  List<Path> walk(String end) {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> file.toString().endsWith(end))
          .sorted((one, other) -> one.getFileName().compareTo(other.getFileName()))
          .toList();
    } catch (UncheckedIOException | IOException e) {
      // a file has gone meanwhile
      return List.of();
    }
  }

  /** Removes it with all that is in it. */
  void delete() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The id of a batch, by the name of its file. */
  static String idOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(16, 16 + 36);
  }

  /** How many events are in it, by the name of its file. */
  static int eventsOf(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(53, name.length() - ".batch".length()));
  }
}
