package suite.support;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    send(application, count, null);
  }

  public static void send(TestApplication application, int count, @Nullable String header) {
    try (RawHttp http = RawHttp.connect(application.port())) {
      for (int i = 0; i < count; i++) {
        http.send(
            header == null
                ? RawHttp.request("GET", "/ping/" + i)
                : RawHttp.request("GET", "/ping/" + i, header));
        if (http.read().status() != 200) {
          throw new AssertionError("the application does not serve");
        }
      }
    }
  }

  private static Map<String, Object> with(Map<String, ?> properties) {
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
