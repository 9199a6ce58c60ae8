package suite.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A broker on ports of its own that can be killed, started again and held up. */
final class Broker implements AutoCloseable {

  /** Of each topic. */
  static final int PARTITIONS = 4;

  private static final long STOP_SECONDS = 20;

  private final int port = freePort();
  private final int controllerPort = freePort();
  private final Path folder;
  private @Nullable Process process;

  Broker(Path folder) {
    this.folder = folder.resolve("broker");
  }

  String servers() {
    return "127.0.0.1:" + port;
  }

  /** Starts it and waits until it takes records. */
  Broker start() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  BrokerProcess.class.getName(),
                  String.valueOf(port),
                  String.valueOf(controllerPort),
                  folder.toString())
              .redirectErrorStream(true);
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      Process started = builder.start();
      process = started;
      awaitReady(started);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitReady(Process started) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(BrokerProcess.READY)) {
        Thread rest = new Thread(() -> lines.lines().forEach(more -> {}), "broker-output");
        rest.setDaemon(true);
        rest.start();
        return;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the broker did not start:\n" + said);
  }

  /** Ends it without a word to anyone who is connected. */
  void kill() {
    Process running = process;
    process = null;
    if (running != null) {
      running.destroyForcibly();
      try {
        if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("the broker does not end");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** It keeps its connections and does nothing, until {@link #resume}. */
  void hold() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    Process running = process;
    if (running == null) {
      throw new AssertionError("the broker does not run");
    }
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, String.valueOf(running.pid())).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " has failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
