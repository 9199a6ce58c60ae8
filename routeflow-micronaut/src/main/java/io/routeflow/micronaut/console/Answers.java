package io.routeflow.micronaut.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Makes the console's answers, ready as bytes: how the application has its JSON written is its own
 * affair.
 */
@Singleton
final class Answers {

  private static final String REFUSAL = "io.routeflow.micronaut.console.refusal";

  private final ConsoleJson json;

  Answers(ConsoleJson json) {
    this.json = json;
  }

  /** Data with status 200. */
  MutableHttpResponse<byte[]> data(Object data) {
    return HttpResponse.ok(json.bytes(data)).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** Done, and there is nothing to say. */
  static MutableHttpResponse<byte[]> done() {
    return HttpResponse.noContent();
  }

  /**
   * A refusal, which is noted with the request: the application may have an error route for its
   * status, whose answer would come instead.
   */
  MutableHttpResponse<byte[]> refusal(HttpRequest<?> request, int status, String message) {
    request.setAttribute(REFUSAL, new Refusal(status, message));
    return refusal(status, message);
  }

  private MutableHttpResponse<byte[]> refusal(int status, String message) {
    return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(json.bytes(new Message(message)));
  }

  /** Gives an error answer the body that the page understands, whoever made it. */
  void restore(HttpRequest<?> request, MutableHttpResponse<?> response) {
    Refusal refusal =
        request.getAttribute(REFUSAL).orElse(null) instanceof Refusal noted ? noted : null;
    if (refusal != null) {
      write(response, refusal.status(), refusal.message());
    } else if (response.code() >= HttpStatus.BAD_REQUEST.getCode()) {
      write(response, response.code(), response.reason());
    }
  }

  @SuppressWarnings("unchecked") // the body's type is in the framework's hands from here on
  private void write(MutableHttpResponse<?> response, int status, @Nullable String message) {
    MutableHttpResponse<Object> answer = (MutableHttpResponse<Object>) response;
    answer.status(status);
    answer.contentType(MediaType.APPLICATION_JSON_TYPE);
    answer.bodyWriter(null);
    answer.body(json.bytes(new Message(message == null ? "Error " + status : message)));
  }

  private record Refusal(int status, String message) {}

  /**
   * The body of a refusal.
   *
   * @param message for the person at the page
   */
  @Serdeable
  record Message(String message) {}
}
