package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import suite.support.RawHttp;

/**
 * A request, over whichever version of HTTP, and the event that it must make.
 *
 * @param headers whole header lines
 */
record Exchange(
    String method,
    String target,
    List<String> headers,
    String body,
    int status,
    String path,
    String handler,
    String exception) {

  static Exchange exchange(String method, String target, int status, String path, String handler) {
    return new Exchange(method, target, List.of(), "", status, path, handler, "");
  }

  static Exchange unmatched(String method, String target, int status) {
    return exchange(method, target, status, Capturing.UNMATCHED, Capturing.UNMATCHED);
  }

  Exchange with(String... lines) {
    return new Exchange(method, target, List.of(lines), body, status, path, handler, exception);
  }

  Exchange sending(String type, String text) {
    List<String> lines = List.of("Content-Type: " + type);
    return new Exchange(method, target, lines, text, status, path, handler, exception);
  }

  Exchange failingWith(String name) {
    return new Exchange(method, target, headers, body, status, path, handler, name);
  }

  /** The status that a client sees over HTTP/1.1. */
  int sendOverHttp1(int port) {
    String[] lines = headers.toArray(new String[headers.size() + 1]);
    lines[headers.size()] = "Content-Length: " + body.length();
    return RawHttp.exchange(port, RawHttp.request(method, target, lines) + body).status();
  }

  /** The status that a client sees over HTTP/2. */
  int sendOverHttp2(HttpClient client, int port) {
    return sendOverHttp2(client, "http", port);
  }

  /** As {@link #sendOverHttp2(HttpClient, int)}, also with TLS. */
  int sendOverHttp2(HttpClient client, String scheme, int port) {
    var request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + target));
    headers.forEach(line -> request.header(line.split(": ", 2)[0], line.split(": ", 2)[1]));
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      return response.statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void assertAgreesWith(JsonNode event) {
    assertThat(event.path("method").asText()).isEqualTo(method);
    assertThat(event.path("path").asText()).isEqualTo(path);
    assertThat(event.path("handler").asText()).isEqualTo(handler);
    assertThat(event.path("status_code").asInt()).isEqualTo(status);
    assertThat(event.path("status").asText())
        .isEqualTo(status >= 500 ? "failed" : status >= 400 ? "warning" : "success");
    assertThat(event.path("exception").path("name").asText())
        .matches(exception.isEmpty() ? "" : ".*" + Pattern.quote(exception));
    assertThat(event.path("attributes").isMissingNode()).isTrue();
    assertThat(event.toString()).doesNotContain("canary");
  }

  @Override
  public String toString() {
    return method + " " + target + " " + headers + " -> " + status;
  }
}
