package suite.spool;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import suite.spool.victim.Victim;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.Pings;

/**
 * Starts the application that is killed in a third of the time: without the classes of the tests,
 * from jars, and with what the JVM has prepared of them in an archive.
 */
record QuickStart(List<String> classpath, Path archive) {

  private static final Path RUNTIME = Path.of("target", "runtime.classpath");
  private static final Path TESTS = Path.of("target", "test-classes");
  private static final int EVENTS = 60;
  private static final int WRITES_MINUTES = 3;
  private static final String VICTIM = "suite.spool.victim.";

  /** The logger, and what answers requests, which an application brings. */
  private static final Pattern OF_TESTS =
      Pattern.compile(
          "(logback-(classic|core)|micronaut-(http-server-netty|http-server|router|jackson-core"
              + "|serde-(jackson|api|support))|jackson-(annotations|core))-[0-9].*[.]jar");

  /** Makes jars and archive in a folder. */
  static QuickStart in(Path folder) {
    List<String> entries = new ArrayList<>();
    entries.add(jar(victim(folder.resolve("victim")), folder));
    try {
      for (String entry : entriesOf(Files.readString(RUNTIME).strip())) {
        entries.add(Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry), folder) : entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String entry : entriesOf(System.getProperty("java.class.path"))) {
      if (OF_TESTS.matcher(new File(entry).getName()).matches() && !entries.contains(entry)) {
        entries.add(entry);
      }
    }
    QuickStart quick = new QuickStart(entries, folder.resolve("victim.jsa"));
    quick.makeArchive(folder.resolve("spool"));
    return quick;
  }

  private static List<String> entriesOf(String classpath) {
    return Arrays.asList(classpath.split(Pattern.quote(File.pathSeparator), -1));
  }

  private static Path victim(Path folder) {
    String classes = VICTIM.replace('.', File.separatorChar);
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = TESTS.relativize(file);
        if (name.startsWith(classes) || file.getFileName().toString().startsWith(VICTIM)) {
          Files.createDirectories(folder.resolve(name).getParent());
          Files.copy(file, folder.resolve(name));
        }
      }
      Files.copy(TESTS.resolve("logback-test.xml"), folder.resolve("logback.xml"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String jar(Path classes, Path folder) {
    String name = classes.toAbsolutePath().toString().replaceAll("[^A-Za-z0-9]+", "-") + ".jar";
    String jar = folder.resolve(name).toString();
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    if (tool.run(System.out, System.err, "cf", jar, "-C", classes.toString(), ".") != 0) {
      throw new AssertionError("no jar of " + classes);
    }
    return jar;
  }

  /** Of what a short life needs. Where the JVM makes none the processes start later. */
  private void makeArchive(Path spool) {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            launch(
                    "-XX:ArchiveClassesAtExit=" + archive,
                    CrashingProcess.settings(ingest, spool, true))
                .start()) {
      Pings.send(portOf(process), EVENTS);
      ingest.awaitEvents(EVENTS);
      process.terminate();
      // it writes the archive now
      ProcessHandle.of(process.pid())
          .ifPresent(handle -> handle.onExit().orTimeout(WRITES_MINUTES, TimeUnit.MINUTES).join());
    }
  }

  JavaLaunch launch(Map<String, String> settings) {
    return launch("-XX:SharedArchiveFile=" + archive, settings);
  }

  private JavaLaunch launch(String option, Map<String, String> settings) {
    JavaLaunch launch =
        JavaProcess.of(Victim.class)
            .classpath(classpath)
            .option(option)
            .option("-Xlog:disable")
            .option("-XX:TieredStopAtLevel=1")
            .option("-XX:+UseSerialGC")
            .option("-Xmx128m");
    settings.forEach(launch::systemProperty);
    return launch;
  }

  static int portOf(JavaProcess process) {
    String line = process.awaitLine(said -> said.startsWith(Victim.LISTENS));
    return Integer.parseInt(line.substring(Victim.LISTENS.length()));
  }
}
