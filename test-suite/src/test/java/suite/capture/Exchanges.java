package suite.capture;

import static suite.capture.Exchange.exchange;
import static suite.capture.Exchange.unmatched;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What clients send to the {@link Shop}, and what must be told of it. */
final class Exchanges {

  private static final String ORIGIN = "Origin: https://shop.example";
  private static final String STRANGER = "Origin: https://stranger.example";
  private static final String WANTED = "Access-Control-Request-Method: POST";
  private static final String JSON = "application/json";

  private Exchanges() {}

  static Stream<Exchange> all() {
    return Stream.of(answers(), kinds(), early(), failures(), badRequests()).flatMap(List::stream);
  }

  private static List<Exchange> answers() {
    return List.of(
        exchange("GET", "/shop/ok/42?secret=1", 200, "/shop/ok/{id}", "Shop.ok"),
        exchange("HEAD", "/shop/ok/42", 200, "/shop/ok/{id}", "Shop.ok"),
        exchange("POST", "/shop/created", 201, "/shop/created", "Shop.created"),
        exchange("DELETE", "/shop/gone/7", 204, "/shop/gone/{id}", "Shop.gone"),
        exchange("GET", "/shop/moved", 302, "/shop/moved", "Shop.moved"),
        exchange("GET", "/shop/nothing/7", 404, "/shop/nothing/{id}", "Shop.nothing"),
        exchange("GET", "/shop/absent", 404, "/shop/absent", "Shop.absent"),
        exchange("GET", "/shop/search?q=x", 200, "/shop/search", "Shop.search"),
        exchange("GET", "/static/file.txt", 200, "/static/**", "__static__"),
        exchange("POST", "/static/file.txt?x=1", 200, "/static/**", "__static__"),
        unmatched("GET", "/static/none.txt", 404),
        unmatched("GET", "/no/such/path", 404),
        unmatched("PUT", "/shop/moved", 405),
        unmatched("POST", "/shop/json", 415).sending("text/plain", "x"));
  }

  private static List<Exchange> kinds() {
    List<Exchange> kinds = new ArrayList<>();
    kinds.add(exchange("GET", "/shop/mono", 200, "/shop/mono", "Shop.mono"));
    kinds.add(exchange("GET", "/shop/empty", 404, "/shop/empty", "Shop.empty"));
    kinds.add(exchange("GET", "/shop/flux", 200, "/shop/flux", "Shop.flux"));
    kinds.add(exchange("GET", "/shop/future", 200, "/shop/future", "Shop.future"));
    kinds.add(exchange("GET", "/shop/blocking", 200, "/shop/blocking", "Shop.blocking"));
    kinds.add(exchange("GET", "/streaming/sse", 200, "/streaming/sse", "Streaming.sse"));
    kinds.add(exchange("GET", "/streaming/file", 200, "/streaming/file", "Streaming.file"));
    kinds.add(exchange("GET", "/streaming/input", 200, "/streaming/input", "Streaming.input"));
    if (Runtime.version().feature() >= 21) {
      kinds.add(exchange("GET", "/virtual", 200, "/virtual", "Virtual.run"));
    }
    return kinds;
  }

  private static List<Exchange> early() {
    return List.of(
        unmatched("OPTIONS", "/shop/created", 200).with(ORIGIN, WANTED),
        unmatched("OPTIONS", "/shop/created", 403).with(STRANGER, WANTED),
        exchange("POST", "/shop/created", 201, "/shop/created", "Shop.created").with(ORIGIN),
        exchange("POST", "/shop/created", 403, "/shop/created", "Shop.created").with(STRANGER),
        exchange("GET", "/early/answered", 429, "/early/{what}", "EarlyAnswers.early"),
        exchange("GET", "/early/thrown", 500, "/early/{what}", "EarlyAnswers.early")
            .failingWith("java.lang.IllegalStateException"),
        unmatched("GET", "/prematched/answered", 401),
        unmatched("GET", "/prematched/thrown", 500).failingWith("IllegalStateException"));
  }

  private static List<Exchange> failures() {
    return List.of(
        failing("status", 402, "status", "HttpStatusException"),
        failing("local", 409, "local", "Failing$Local"),
        failing("global", 418, "global", "Failing$Global"),
        failing("handled", 504, "handled", "Failing$Late"),
        failing("mono", 500, "mono", "Failing$Unexpected"),
        failing("future", 500, "future", "Failing$Unexpected"),
        failing("flux", 500, "fluxBeforeItsFirstElement", "Failing$Unexpected"),
        failing("unwritable", 500, "unwritable", "CodecException"),
        exchange("GET", "/failing/unhandled/7", 500, "/failing/unhandled/{id}", "Failing.unhandled")
            .failingWith("Failing$Unexpected"));
  }

  private static List<Exchange> badRequests() {
    return List.of(
        json(200, "{\"name\":\"tea\"}"),
        json(400, "{\"name\":\"\"}").failingWith("ConstraintViolationException"),
        json(400, "{\"name\":").failingWith("JsonSyntaxException"),
        json(413, "{\"name\":\"" + "x".repeat(5000) + "\"}")
            .failingWith("ContentLengthExceededException"),
        exchange("GET", "/shop/typed/canary", 400, "/shop/typed/{number}", "Shop.typed")
            .failingWith("ConversionErrorException"));
  }

  private static Exchange failing(String what, int status, String method, String exception) {
    String path = "/failing/" + what;
    return exchange("GET", path, status, path, "Failing." + method).failingWith(exception);
  }

  private static Exchange json(int status, String body) {
    return exchange("POST", "/shop/json", status, "/shop/json", "Shop.json").sending(JSON, body);
  }
}
