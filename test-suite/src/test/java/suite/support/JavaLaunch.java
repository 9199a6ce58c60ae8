package suite.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How to start a {@link JavaProcess}; a builder for one thread. */
public final class JavaLaunch {
  private final String main;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private List<String> classpath =
      Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));

  JavaLaunch(String main) {
    this.main = main;
  }

  public JavaLaunch env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public JavaLaunch systemProperty(String name, String value) {
    return option("-D" + name + "=" + value);
  }

  /** An option of the JVM, such as {@code -Xmx64m}. */
  public JavaLaunch option(String option) {
    options.add(option);
    return this;
  }

  public JavaLaunch argument(String argument) {
    arguments.add(argument);
    return this;
  }

  /**
   * Leaves jars out by the name of their artifact.
   *
   * @throws IllegalArgumentException where there is no such jar, so that a renamed artifact is
   *     noticed
   */
  public JavaLaunch classpathWithout(String... artifacts) {
    for (String artifact : artifacts) {
      List<String> left = classpath.stream().filter(jar -> !isJarOf(jar, artifact)).toList();
      if (left.size() == classpath.size()) {
        throw new IllegalArgumentException(artifact + " is not on the class path");
      }
      classpath = left;
    }
    return this;
  }

  /** Replaces the class path of the tests. */
  public JavaLaunch classpath(List<String> entries) {
    classpath = List.copyOf(entries);
    return this;
  }

  /** Adds the jars of a directory. */
  public JavaLaunch classpathWith(Path directory) {
    try (var jars = Files.list(directory)) {
      var all = new ArrayList<>(classpath);
      jars.map(Path::toString).sorted().forEach(all::add);
      classpath = all;
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> classpath() {
    return List.copyOf(classpath);
  }

  public JavaProcess start() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(main);
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    // By variable, since a command line may be too short for it.
    builder.environment().put("CLASSPATH", String.join(File.pathSeparator, classpath));
    builder.environment().putAll(environment);
    try {
      return new JavaProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJarOf(String entry, String artifact) {
    String file = Path.of(entry).getFileName().toString();
    return file.matches(Pattern.quote(artifact) + "-[0-9].*\\.jar");
  }
}
