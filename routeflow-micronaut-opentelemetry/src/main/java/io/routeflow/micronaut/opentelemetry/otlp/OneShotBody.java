package io.routeflow.micronaut.opentelemetry.otlp;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that is sent once. The client would send any other again by itself, such as after a 503
 * with {@code Retry-After: 0}, and none of the counters would know.
 */
final class OneShotBody extends RequestBody {

  private final byte[] bytes;
  private final MediaType type;

  OneShotBody(byte[] bytes, MediaType type) {
    this.bytes = bytes;
    this.type = type;
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
