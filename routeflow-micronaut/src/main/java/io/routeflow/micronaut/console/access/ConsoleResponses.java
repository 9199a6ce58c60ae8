package io.routeflow.micronaut.console.access;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.routeflow.micronaut.console.json.ConsoleJson;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;

/**
 * Makes the console's answers, ready as bytes: how the application has its JSON written is its own
 * affair.
 */
@Internal
public final class ConsoleResponses {

  private static final String ATTRIBUTE = "io.routeflow.micronaut.console.error";
  private static final String RETRY_AFTER_SECONDS = "60";

  private ConsoleResponses() {}

  /** Data with status 200. */
  public static MutableHttpResponse<byte[]> data(JsonObject data) {
    return HttpResponse.ok(ConsoleJson.bytes(data)).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** Done, and there is nothing to say. */
  public static MutableHttpResponse<byte[]> done() {
    return HttpResponse.noContent();
  }

  /**
   * An error answer as JSON. It is attached to the request: the application may have an error route
   * for its status, whose answer would come instead.
   */
  public static MutableHttpResponse<byte[]> error(
      HttpRequest<?> request, HttpStatus status, String message) {
    return error(request, ErrorAnswer.json(status.getCode(), new Message(message)));
  }

  /** Refuses access, as JSON. */
  static MutableHttpResponse<byte[]> refusal(HttpRequest<?> request, Refusal refusal) {
    return error(request, ErrorAnswer.json(refusal.status(), refusal));
  }

  /** Refuses access to the page, to a browser. */
  static MutableHttpResponse<byte[]> refusalPage(HttpRequest<?> request, Refusal refusal) {
    return error(
        request,
        new ErrorAnswer(
            refusal.status(),
            MediaType.of("text/html; charset=utf-8"),
            RefusalPage.of(refusal),
            RefusalPage.POLICY));
  }

  private static MutableHttpResponse<byte[]> error(HttpRequest<?> request, ErrorAnswer answer) {
    request.setAttribute(ATTRIBUTE, answer);
    MutableHttpResponse<byte[]> response = HttpResponse.ok();
    answer.writeTo(response);
    return response;
  }

  /** Gives an error answer the body that the page understands, wherever it was made. */
  static void restore(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (request.getAttribute(ATTRIBUTE).orElse(null) instanceof ErrorAnswer answer) {
      answer.writeTo(response);
    } else if (response.code() >= HttpStatus.BAD_REQUEST.getCode()) {
      ErrorAnswer.json(response.code(), new Message(reasonOf(response))).writeTo(response);
    } else {
      SecurityHeaders.on(response);
    }
  }

  private static String reasonOf(HttpResponse<?> response) {
    String reason = response.reason();
    return reason == null ? "Error " + response.code() : reason;
  }

  /**
   * What went wrong, for a reader.
   *
   * @param message one sentence
   */
  private record Message(String message) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("message", message);
    }
  }

  /**
   * An answer in place of the one that was asked for.
   *
   * @param status 400 or more
   * @param type of the body
   * @param body its bytes
   * @param policy its content security policy
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record ErrorAnswer(int status, MediaType type, byte[] body, String policy) {

    static ErrorAnswer json(int status, JsonObject body) {
      return new ErrorAnswer(
          status, MediaType.APPLICATION_JSON_TYPE, ConsoleJson.bytes(body), SecurityHeaders.POLICY);
    }

    @SuppressWarnings("unchecked") // the body's type is in the framework's hands from here on
    void writeTo(MutableHttpResponse<?> target) {
      MutableHttpResponse<Object> response = (MutableHttpResponse<Object>) target;
      response.status(status);
      response.contentType(type);
      response.bodyWriter(null);
      response.body(body);
      if (status == HttpStatus.TOO_MANY_REQUESTS.getCode()) {
        response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      }
      SecurityHeaders.on(response, policy);
      response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }
}
