package suite.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** A directory for spools, and what is in it. */
record SpoolFolder(Path path) {

  private static final String DEAD = "process-1-1-000000000000000";

  /** That of all ids, in their lower half. */
  private static final long VARIANT = Long.MIN_VALUE;

  private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\"([0-9a-f-]{36})\"");

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

  /** Where an ended process of the test application has left what was for the ingest endpoint. */
  Path left() throws IOException {
    return left(0);
  }

  /**
   * The same of one of several ended processes.
   *
   * @param process 0 to 9
   */
  Path left(int process) throws IOException {
    return Files.createDirectories(
        path.resolve(DEAD + process + "-" + mark()).resolve("to-ingest"));
  }

  /**
   * Leaves batches as an ended process has: copies of one, each with an id and an event id of its
   * own.
   *
   * @return their ids
   */
  static List<String> copies(Path batch, Path into, int count) throws IOException {
    String content = Files.readString(batch);
    String[] header = content.substring(0, content.indexOf('\n')).split(" ", -1);
    String body = content.substring(content.indexOf('\n') + 1);
    Matcher event = EVENT_ID.matcher(body);
    if (!event.find()) {
      throw new AssertionError(body);
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = new UUID(0x7000L, VARIANT + i).toString();
      long created = Long.parseLong(header[4]) - count + i;
      String line =
          String.join(
              " ",
              header[0],
              header[1],
              header[2],
              id,
              Long.toString(created),
              header[5],
              header[6]);
      String events = body.replace(event.group(1), new UUID(0x7001L, VARIANT + i).toString());
      String name = String.format(Locale.ROOT, "%015d-%s-%s.batch", created, id, header[5]);
      Files.writeString(into.resolve(name), line + " " + checksum(line + events) + "\n" + events);
      ids.add(id);
    }
    return ids;
  }

  private static String checksum(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /** What stands for the test application in the names of folders. */
  private static String mark() {
    return checksum("test-application\ndevelopment");
  }

  /** The batches on disk, oldest first by their names. */
  List<Path> batches() {
    return walk(".batch").stream().filter(file -> !file.toString().contains("damaged")).toList();
  }

  /** How many events are in these batches. */
  int events() {
    return batches().stream().mapToInt(SpoolFolder::eventsOf).sum();
  }

  /** Everything below whose name ends so, also while files come and go. */
  List<Path> walk(String end) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(end)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            // it has gone meanwhile: what else is there must be found all the same
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(Comparator.comparing(Path::getFileName));
    return found;
  }

  /** Removes it with all that is in it, also while a process writes there. */
  void delete() throws IOException {
    while (Files.exists(path)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
        return;
      } catch (DirectoryNotEmptyException written) {
        // a file came meanwhile
      }
    }
  }

  /** The id of a batch, by the name of its file. */
  static String idOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(16, 16 + 36);
  }

  /** The ids of the events in it. */
  static List<String> eventIdsOf(Path file) {
    try {
      return EVENT_ID
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many events are in it, by the name of its file. */
  static int eventsOf(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(53, name.length() - ".batch".length()));
  }
}
