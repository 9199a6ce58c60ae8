package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.PlainProxy;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** A proxy on the same machine makes the console no more public than the application's log is. */
final class PlainProxyTest {

  @Test
  void whatComesThroughItLooksLocalAndIsRefused() throws IOException {
    InetAddress world = OtherMachine.address();
    try (Console console = Console.start(Map.of());
        PlainProxy proxy = PlainProxy.to(console.port(), world)) {
      console.visit("/shop/items/1");
      console.awaitRows(1);
      for (String path : new String[] {"/", "/page.js", "/api/requests", "/api/live"}) {
        RawResponse answer = through(proxy, world, "GET", path);
        assertThat(answer.status()).as(path).isEqualTo(401);
        assertThat(answer.text()).doesNotContain("event_id", "<script");
      }
      assertThat(through(proxy, world, "POST", "/api/clear").status()).isEqualTo(401);
      assertThat(console.awaitRows(1)).hasSize(1);

      assertThat(through(proxy, world, "GET", "/api/state", console.key()).status())
          .as("who can read the log is let in")
          .isEqualTo(200);
    }
  }

  private static RawResponse through(
      PlainProxy proxy, InetAddress world, String method, String path, String... more) {
    String head =
        method + " " + Console.PATH + path + " HTTP/1.0\r\nHost: localhost\r\n" + Console.GUARD;
    String key = more.length == 0 ? "" : "\r\n" + more[0];
    try (RawHttp http = RawHttp.connect(world, proxy.port())) {
      return http.send(head + key + "\r\nContent-Length: 0\r\n\r\n").read();
    }
  }
}
