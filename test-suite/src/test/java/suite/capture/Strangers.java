package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** Random paths, methods and preflights that no route is made for; each is another one. */
final class Strangers {

  static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");
  private static final long SEED = 20_261_121;
  private static final String PATH_CHARACTERS = "abcXYZ019-._~!$&'()*+,;=:@/";

  private final Random random = new Random(SEED);

  Strangers() {
    LoggerFactory.getLogger(getClass()).info("seed {}", SEED);
  }

  /** Sends so many on one connection, or on the next where the server ends it. */
  void send(int port, int count) {
    RawHttp http = RawHttp.connect(port);
    for (int i = 0; i < count; i++) {
      String method = method();
      http.send(request(method));
      RawResponse response = method.equals("HEAD") ? http.readHead() : http.read();
      assertThat(response.status()).isBetween(400, 499);
      if ("close".equalsIgnoreCase(response.headers().first("Connection"))) {
        http.close();
        http = RawHttp.connect(port);
      }
    }
    http.close();
  }

  private String request(String method) {
    String path = "/random/" + random.nextInt() + word(PATH_CHARACTERS, random.nextInt(40));
    if (method.equals("OPTIONS")) {
      return RawHttp.preflight(path, "https://" + word("abc", 5) + ".example", method());
    }
    return RawHttp.request(method, path, "Content-Length: 0");
  }

  private String method() {
    return random.nextInt(4) == 0
        ? word("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3 + random.nextInt(6))
        : METHODS.get(random.nextInt(METHODS.size()));
  }

  private String word(String characters, int length) {
    return random
        .ints(length, 0, characters.length())
        .mapToObj(i -> String.valueOf(characters.charAt(i)))
        .collect(Collectors.joining());
  }
}
