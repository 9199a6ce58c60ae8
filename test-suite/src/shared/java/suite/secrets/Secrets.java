package suite.secrets;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Requests with secrets wherever an event can have text: headers, cookies, query, bodies, messages
 * of exceptions, breadcrumbs, attributes, payloads and addresses; with every setting on that lets
 * such text into an event.
 */
public final class Secrets {

  /** Part of every secret, in lower case. */
  public static final String SECRET = "cnry";

  /** Part of what may be seen, so that a test knows that something has arrived. */
  public static final String HARMLESS = "harmless";

  private static final List<String> NAMES =
      List.of("password", "apiKey", "X-API-Key", "client_secret", "card number", "JWT", "iban");

  private final Random random;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Sends to an application that has {@link #settings}.
   *
   * @param seed of what is drawn
   */
  public Secrets(int port, long seed) {
    this.port = port;
    this.random = new Random(seed);
  }

  /** Everything is captured, and the route is there. */
  public static Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("suite.secrets", true);
    for (String on :
        List.of(
            "capture-request-body",
            "capture-response-body",
            "capture-headers",
            "capture-request-url",
            "capture-exception-message",
            "capture-stack-trace",
            "capture-auth-mode",
            "breadcrumbs.automatic",
            "external-calls.capture-payloads")) {
      settings.put("routeflow." + on, true);
    }
    return settings;
  }

  /** Sends so many requests, each of which makes three events more. */
  public void send(int count) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      String body =
          "{\"note\":\""
              + HARMLESS
              + "\",\""
              + name
              + "\":[\""
              + secret()
              + "\",{\"a\":\""
              + secret()
              + "\"}]}";
      String query = "?page=" + HARMLESS + "&token=" + secret() + "&pass%77ord=" + secret();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/secrets" + query))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + secret())
              .header("Cookie", "a=" + secret() + "; b=" + secret())
              .header("X-Note", HARMLESS)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private String secret() {
    return SECRET + Long.toHexString(random.nextLong());
  }

  /** Fails where a secret is seen. */
  public static void assertUnseen(String text) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(SECRET);
    if (at >= 0) {
      throw new AssertionError(
          "a secret is seen: …"
              + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60)));
    }
  }

  /** Puts what it gets wherever the API takes text, and fails or returns it. */
  @Requires(property = "suite.secrets")
  @Controller("/secrets")
  static class Leaking {

    private final Routeflow routeflow;

    Leaking(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Post
    String leak(@Body String body) throws Exception {
      String secret = body.substring(body.indexOf(SECRET)).replaceAll("\".*", "");
      String message = HARMLESS + " password=" + secret + ", Bearer " + secret + "\n" + body;
      routeflow.attribute("token", secret);
      routeflow.attribute("line", message);
      routeflow.addBreadcrumb(Breadcrumb.of(message).data("secret", secret).data("said", message));
      routeflow.captureException(new IOException(message, new IllegalStateException(message)));
      routeflow.captureEvent(
          CapturedEvent.named("report")
              .attribute("pin", secret)
              .requestPayload(Map.of("password", secret, "said", HARMLESS))
              .responsePayload(Map.of("cookie", List.of(secret)))
              .build());
      try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
        routeflow.observeCall("GET", "https://u:" + secret + "@host/" + secret, null, () -> "done");
        scope.failed(new IllegalStateException(message));
      }
      if (secret.hashCode() % 2 == 0) {
        throw new IllegalStateException(message);
      }
      return body;
    }
  }
}
