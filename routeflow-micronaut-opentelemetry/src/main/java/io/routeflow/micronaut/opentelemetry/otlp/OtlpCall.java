package io.routeflow.micronaut.opentelemetry.otlp;

import io.routeflow.micronaut.spi.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** How one of the protocols carries a message, and how it answers. Immutable. */
interface OtlpCall {

  /** What is read of an answer; receivers say little. */
  long MAX_ANSWER_BYTES = 64L * 1024;

  /** A request with this message, packed already where it is to be. */
  Request.Builder request(OtlpMessage message);

  /** What the answer means. */
  OtlpAnswer answer(Response response) throws IOException;

  /** How long the receiver asks to wait; {@code null} where it does not. */
  static @Nullable Duration retryAfter(Response response) {
    return RetryAfter.parse(response.header("Retry-After"), response.header("Date"), Instant.now());
  }

  /** The body, up to the limit. */
  static byte[] read(ResponseBody body) throws IOException {
    try (var source = body.source()) {
      boolean unused = source.request(MAX_ANSWER_BYTES + 1);
      return source
          .getBuffer()
          .readByteArray(Math.min(source.getBuffer().size(), MAX_ANSWER_BYTES));
    }
  }
}
