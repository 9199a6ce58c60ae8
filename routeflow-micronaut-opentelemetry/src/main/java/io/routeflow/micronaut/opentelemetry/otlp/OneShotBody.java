package io.routeflow.micronaut.opentelemetry.otlp;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.ByteString;

/**
 * A body that is sent once. The client would send any other again by itself, such as after a 503
 * with {@code Retry-After: 0}, and none of the counters would know.
 */
final class OneShotBody extends RequestBody {

  private final MediaType type;
  private final ByteString head;
  private final OtlpMessage message;

  /** A message and what stands before it. */
  OneShotBody(MediaType type, ByteString head, OtlpMessage message) {
    this.type = type;
    this.head = head;
    this.message = message;
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return head.size() + message.length();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(head);
    message.writeTo(sink);
  }
}
