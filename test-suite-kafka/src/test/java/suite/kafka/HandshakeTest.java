package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.RouteflowStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker with which no encrypted connection can be made, as with a certificate that is over. */
final class HandshakeTest {

  private static final int EVENTS = 20;

  @Test
  @Timeout(120)
  void itIsAnOutageAndEachEventIsKeptOnDisk(@TempDir Path directory) throws IOException {
    try (PlainServer server = PlainServer.start()) {
      Map<String, Object> settings =
          Map.of(
              "kafka.bootstrap.servers",
              "127.0.0.1:" + server.port(),
              "kafka.security.protocol",
              "SSL",
              "routeflow.kafka.topic",
              "encrypted",
              "routeflow.kafka.timeout-ms",
              4000,
              "routeflow.kafka.spool.enabled",
              true,
              "routeflow.spool.directory",
              directory.toString());
      try (Application application = Application.start(settings)) {
        application.send(EVENTS, "kept");
        await().atMost(Application.PATIENCE).until(() -> application.kafka().spooled() == EVENTS);
        RouteflowStats.Destination kafka = application.kafka();
        assertThat(kafka.offered()).isEqualTo(EVENTS);
        assertThat(kafka.dropped()).isEmpty();
        assertThat(kafka.lastErrorAt()).isNotNull();
        await().atMost(Application.PATIENCE).until(() -> application.others().size() == EVENTS);
      }
    }
  }

  /** Answers whatever it gets with what no handshake has in it. */
  private record PlainServer(ServerSocket socket) implements AutoCloseable {

    static PlainServer start() throws IOException {
      PlainServer server =
          new PlainServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread thread = new Thread(server::serve, "plain-server");
      thread.setDaemon(true);
      thread.start();
      return server;
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          int unused = connection.getInputStream().read();
          connection.getOutputStream().write("no TLS here\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
          // the next connection is answered all the same
        }
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
