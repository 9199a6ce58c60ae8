package suite.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A main class in a JVM of its own, with this test's class path and an environment that holds
 * nothing but what the test sets. Destroyed on close.
 */
public final class JavaProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Process process;
  private final Thread reader;
  private final Arrivals<String> lines = new Arrivals<>();

  JavaProcess(Process process) {
    this.process = process;
    reader = new Thread(this::read, "java-process-output");
    reader.setDaemon(true);
    reader.start();
  }

  public static JavaLaunch of(Class<?> main) {
    return new JavaLaunch(main.getName());
  }

  /** Standard output and error so far. */
  public List<String> output() {
    return lines.all();
  }

  /** Waits for such a line and returns the first one. */
  public String awaitLine(Predicate<String> wanted) {
    return lines.await(wanted, "line", START_LIMIT);
  }

  /** Asks the process to end: SIGTERM where there are signals. */
  public void terminate() {
    // Not by the process itself, which would close its output and lose its last words.
    process.toHandle().destroy();
  }

  /** Ends the process at once, without a word to it: SIGKILL where there are signals. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Waits for the end and all output, and returns the exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(FakeIngest.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the process still runs; it said:\n" + text());
      }
      // What it said last is still on its way; a child of its own may keep the pipe open for
      // longer.
      reader.join(FakeIngest.PATIENCE.toMillis());
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the process", e);
    }
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String text() {
    return String.join("\n", output());
  }

  private void read() {
    try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException ignored) {
      // The process was destroyed.
    } finally {
      lines.end();
    }
  }
}
