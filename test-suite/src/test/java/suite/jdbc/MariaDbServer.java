package suite.jdbc;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's MariaDB, on a folder and a port of its own. Where none is installed, the test that
 * asks for it is skipped, with one line; where {@code ROUTEFLOW_REQUIRE_MARIADB} is {@code true} it
 * fails.
 */
final class MariaDbServer implements AutoCloseable {

  private static final String REQUIRE = "ROUTEFLOW_REQUIRE_MARIADB";
  private static final String ANY_CASE = "--lower-case-table-names=1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process server;
  private final String url;

  private MariaDbServer(Process server, String url) {
    this.server = server;
    this.url = url;
  }

  /** Starts one below a folder, which is left to whoever made it. */
  static MariaDbServer start(Path folder) throws IOException {
    Optional<File> installer = installed("mariadb-install-db");
    Optional<File> program = installed("mariadbd");
    boolean present = installer.isPresent() && program.isPresent();
    if (!present) {
      if (Boolean.parseBoolean(System.getProperty(REQUIRE, System.getenv(REQUIRE)))) {
        throw new IllegalStateException("mariadbd is not installed");
      }
      System.out.println("No mariadbd: what needs MariaDB is skipped");
    }
    Assumptions.assumeTrue(present, "no mariadbd");
    Path data = Files.createDirectory(folder.resolve("data"));
    Path log = folder.resolve("log");
    install(installer.orElseThrow(), data, log);
    int port = freePort();
    Process server =
        launch(
            log,
            program.orElseThrow().getPath(),
            "--no-defaults",
            ANY_CASE,
            "--datadir=" + data,
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--user=" + System.getProperty("user.name"));
    String url =
        "jdbc:mariadb://127.0.0.1:"
            + port
            + "/judge?user=root&createDatabaseIfNotExist=true&connectTimeout=5000";
    MariaDbServer started = new MariaDbServer(server, url);
    try {
      Awaitility.await().atMost(PATIENCE).until(() -> !server.isAlive() || answers(url));
      if (!server.isAlive()) {
        throw new IOException("mariadbd has ended: " + Files.readString(log));
      }
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    server.destroy();
    try {
      if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void install(File installer, Path data, Path log) throws IOException {
    Process process =
        launch(
            log,
            installer.getPath(),
            "--no-defaults",
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            ANY_CASE,
            "--user=" + System.getProperty("user.name"));
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("no tables of the system: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process launch(Path log, String... command) throws IOException {
    return new ProcessBuilder(new ArrayList<>(Arrays.asList(command)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static boolean answers(String url) {
    try (Connection connection = DriverManager.getConnection(url)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** On the path, or where Debian has servers. */
  private static Optional<File> installed(String name) {
    List<String> path = List.of(System.getenv("PATH").split(File.pathSeparator, -1));
    return Stream.concat(path.stream(), Stream.of("/usr/sbin"))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst();
  }
}
