package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.routeflow.micronaut.console.flows.JsonObject;
import java.io.IOException;

/**
 * Makes the console's answers, ready as bytes: how the application has its JSON written is its own
 * affair.
 */
final class Answers {

  private static final String REFUSAL = "io.routeflow.micronaut.console.refusal";

  private Answers() {}

  /** Data with status 200. */
  static MutableHttpResponse<byte[]> data(JsonObject data) {
    return HttpResponse.ok(ConsoleJson.bytes(data)).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** Done, and there is nothing to say. */
  static MutableHttpResponse<byte[]> done() {
    return HttpResponse.noContent();
  }

  /**
   * A refusal, which is noted with the request: the application may have an error route for its
   * status, whose answer would come instead.
   */
  static MutableHttpResponse<byte[]> refusal(HttpRequest<?> request, int status, String message) {
    Refusal refusal = new Refusal(status, message);
    request.setAttribute(REFUSAL, refusal);
    return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(ConsoleJson.bytes(refusal));
  }

  /** Gives an error answer the body that the page understands, whoever made it. */
  static void restore(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (request.getAttribute(REFUSAL).orElse(null) instanceof Refusal refusal) {
      write(response, refusal);
    } else if (response.code() >= HttpStatus.BAD_REQUEST.getCode()) {
      write(response, new Refusal(response.code(), messageOf(response)));
    }
  }

  private static String messageOf(HttpResponse<?> response) {
    String reason = response.reason();
    return reason == null ? "Error " + response.code() : reason;
  }

  @SuppressWarnings("unchecked") // the body's type is in the framework's hands from here on
  private static void write(MutableHttpResponse<?> response, Refusal refusal) {
    MutableHttpResponse<Object> answer = (MutableHttpResponse<Object>) response;
    answer.status(refusal.status());
    answer.contentType(MediaType.APPLICATION_JSON_TYPE);
    answer.bodyWriter(null);
    answer.body(ConsoleJson.bytes(refusal));
  }

  /**
   * A refusal, whose status stands in the head of the answer only.
   *
   * @param status 400 or more
   * @param message for the person at the page
   */
  private record Refusal(int status, String message) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("message", message);
    }
  }
}
