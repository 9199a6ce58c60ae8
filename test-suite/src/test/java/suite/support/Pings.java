package suite.support;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.LinkedHashMap;
import java.util.Map;

/** An application with one small route, and requests to it: for tests of what follows a request. */
public final class Pings {

  private Pings() {}

  public static TestApplication start(FakeIngest ingest, String spec, Map<String, ?> properties) {
    return TestApplication.start(ingest, spec, with(properties));
  }

  /** Without any setting of the module but those given. */
  public static TestApplication startBare(String spec, Map<String, ?> properties) {
    return TestApplication.startBare(spec, with(properties));
  }

  /** Sends requests, one after the other, on one connection. */
  public static void send(TestApplication application, int count) {
    send(application.port(), count);
  }

  public static void send(int port, int count) {
    try (RawHttp http = RawHttp.connect(port)) {
      for (int i = 0; i < count; i++) {
        http.send(RawHttp.request("GET", "/ping/" + i));
        if (http.read().status() != 200) {
          throw new AssertionError("the application does not serve");
        }
      }
    }
  }

  static Map<String, Object> with(Map<String, ?> properties) {
    var all = new LinkedHashMap<String, Object>(properties);
    all.put("suite.ping", true);
    return all;
  }

  @Requires(property = "suite.ping")
  @Controller("/ping")
  static class Ping {
    @Get("/{number}")
    String answer(int number) {
      return "pong " + number;
    }
  }
}
