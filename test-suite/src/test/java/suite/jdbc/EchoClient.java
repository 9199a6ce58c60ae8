package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.client.annotation.Client;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import suite.support.TestApplication;

/** An application without the module that says in which trace it was called. */
@Requires(property = "micronaut.http.services.canary-echo.url")
@Client(id = "canary-echo")
interface EchoClient {

  /** What is said where no trace came. */
  String NONE = "none";

  @Get(value = "/echo", consumes = MediaType.TEXT_PLAIN)
  String trace();

  /** The other application. */
  static TestApplication start() {
    return TestApplication.startBare(
        "canary-echo", Map.of("routeflow.enabled", false, "jpa.default.enabled", false));
  }

  /** The setting by which it is found. */
  static Map<String, Object> at(TestApplication echo) {
    return Map.of("micronaut.http.services.canary-echo.url", echo.url("").toString());
  }

  /** Of the other application. */
  @Requires(property = "spec.name", value = "canary-echo")
  @Controller(value = "/echo", produces = MediaType.TEXT_PLAIN)
  class Echo {
    @Get
    String trace(@Header("x-routeflow-trace-id") @Nullable String trace) {
      return trace == null ? NONE : trace;
    }
  }
}
