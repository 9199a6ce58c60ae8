package suite.payloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import suite.support.ConsoleLinks;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** What the console's live stream says, read as it comes. Safe for use by several threads. */
final class LiveLines implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final RawHttp http;

  private LiveLines(RawHttp http) {
    this.http = http;
    Thread reader = new Thread(this::read, "live");
    reader.setDaemon(true);
    reader.start();
  }

  static LiveLines of(TestApplication application) {
    String key = ConsoleLinks.of(application.port()).header();
    RawHttp http =
        RawHttp.connect(application.port()).send(RawHttp.get("/routeflow-console/api/live", key));
    assertThat(http.readHead().status()).isEqualTo(200);
    return new LiveLines(http);
  }

  private void read() {
    try {
      while (true) {
        lines.add(http.readLine());
      }
    } catch (RuntimeException | AssertionError e) {
      // the stream is closed
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line with this text. */
  void await(String text) {
    Awaitility.await()
        .atMost(FakeIngest.PATIENCE)
        .until(() -> lines.stream().anyMatch(l -> l.contains(text)));
  }

  @Override
  public void close() {
    http.close();
  }
}
